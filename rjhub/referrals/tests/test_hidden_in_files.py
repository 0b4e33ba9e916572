"""Characters that nobody can see, in a file of referrals."""

import pytest

from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import files, uploading

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", ["Your reference", "Harmed last name", "What happened"])
def test_text_that_reads_backwards_is_named_for_its_line(column: str) -> None:
    row = {**files.GOOD, column: files.GOOD[column] + "\u202etac"}
    dean = web.signed_in(uploading.DEAN)

    page = web.text_of(dean.get(uploading.review(dean, files.of([row]))))

    assert "right-to-left override" in page
    assert "\u202e" not in page
