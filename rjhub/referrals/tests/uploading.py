"""Going through the upload of a file as a browser does."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rjhub.referrals import jobs
from rjhub.referrals.models import Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here

DEAN = "Dean Whitlock"


def upload(client: Client, content: bytes, name: str = "october.csv") -> Any:
    return web.press(client, "/referrals/imports", {"file": SimpleUploadedFile(name, content)})


def review(client: Client, content: bytes) -> str:
    answer = upload(client, content)
    assert answer.status_code == 302, web.text_of(answer)
    return str(answer["Location"])


def confirm(client: Client, place: str) -> None:
    answer = web.press(client, place, at=f"{place}/confirmation")
    assert answer.status_code == 302
    jobs.import_referrals(place.rpartition("/")[2])


def sent() -> list[Referral]:
    with here.at_work(here.coordinator()):
        return list(Referral.objects.order_by("source_reference"))
