"""The agreement of Sussex for tests: its next versions, and the cast who sign them and put them into force."""

import re
from typing import Any

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.partnership.models import Agency, AgreementVersion
from rjhub.sharing import queries
from rjhub.sharing.actions import agreeing

FOR_PROBATION = (
    "categories: [referral, offence, identity, police, health, statement, casework, agreement, feedback]"
)


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def in_force(area: str = "sussex") -> AgreementVersion:
    """The version that counts in an area."""
    return AgreementVersion.objects.select_related("partnership").get(
        partnership__code=area, in_force_since__isnull=False, ended_at=None
    )


def following(*changes: tuple[str, str]) -> str:
    """The text in force with the next number, and with some words changed."""
    said = re.sub(r"(?m)^version: \d+", "version: 2", in_force().text)
    for old, new in changes:
        assert old in said
        said = said.replace(old, new, 1)
    return said


def signed_by_all(version: AgreementVersion, *but: str) -> AgreementVersion:
    """Every agency signs, but those whose codes are named."""
    with at_work(member("Marian Okafor")) as marian:
        for agency in queries.agencies(version.partnership_id):
            if agency.code not in but:
                agreeing.sign(
                    version, agency, signed_for="A. Chief, director", by=marian, at=version.added_at
                )
    return version


def put_into_force(words: str) -> None:
    """Marian adds a text, everybody signs, and she puts it into force on its page."""
    marian = signed_in("Marian Okafor")
    added = marian.post("/agreement/new", {"text": words, "store": "yes"})
    assert added.status_code == 302, text(added)
    version = AgreementVersion.objects.select_related("partnership").latest("id")
    signed_by_all(version)
    assert marian.post(f"/agreement/{version.number}/force").status_code == 302


def agency(code: str) -> Agency:
    """An agency of Sussex."""
    return Agency.objects.get(partnership__code="sussex", code=code)


def a_facilitated_case() -> Case:
    """A case that Gareth of the hub and Adaeze of probation facilitate."""
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    return case
