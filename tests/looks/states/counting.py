"""What is counted and what people said: returns that were submitted, and questions by a one-time link."""

from collections.abc import Iterator
from uuid import uuid4

from django.test import Client

from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.feedback.tests.factories import planned, reachable, sent
from rjhub.kernel import clock
from rjhub.reporting import frozen
from rjhub.reporting.models import Submission
from rjhub.reporting.rules.returns import built_in
from rjhub.reporting.vocabulary import over
from tests.looks.scenes import Scene, at, signed_in

MARIAN, LEILA = "Marian Okafor", "Leila Haddad"
EVERY_QUESTION = ("before", "during", "afterwards", "difference", "needs", "safety", "reading")


def returns_that_were_submitted() -> Iterator[Scene]:
    """Submitted once and again: what is in each, the cases behind a number, what differs, and the files."""
    leila, returns = signed_in(LEILA), "/figures/returns"
    yield LEILA, leila, (returns, *(f"{returns}/{key}/submission" for key in built_in()))
    first, second = (_submitted(leila) for _ in range(2))
    with at_work(member(LEILA)):
        figures = frozen.figures_of(Submission.objects.get(id=first.rpartition("/")[2]))
        places = {one.many > 0: one.place for one in reversed(figures) if not one.split}
    behind = (f"{first}/cases/{place}" for place in places.values())
    files = (f"{first}/file.{kind}" for kind in ("pdf", "csv"))
    yield LEILA, leila, (returns, first, second, f"{second}/changes", f"{first}/changes?now", *behind, *files)


def figures_and_the_cases_behind_them() -> Iterator[Scene]:
    """Figures of a period in which nothing happened, and of one with cases."""
    one, then, rules = "/figures/referrals-received", "period=2001-04_2001-07", "/figures/how-we-count"
    yield at(MARIAN, f"/figures?{then}", f"{one}/cases?{then}", "/figures", one, f"{one}/cases")
    yield at(MARIAN, rules, f"{rules}/referrals-received")


def asked_how_it_was() -> Iterator[Scene]:
    """Questions that are due, their answers by a link, and who reads them."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        alice, kyle = (side_of(case, side) for side in ("harmed", "responsible"))
        reachable(alice, marian)
        surveys = [planned(case, party) for party in (alice, kyle)]
    here = f"/cases/{case.reference}/feedback"
    yield at(MARIAN, here, *(f"{here}/{one.id}/sending" for one in surveys))
    with at_work(member(MARIAN)) as marian:
        link = sent(surveys[0], marian)
    yield at(MARIAN, here)
    yield (
        "Somebody with a link to questions",
        Client(),
        (link, f"{link}?in=cy", f"{link}?in=easy", "/survey/nothing"),
    )
    begun = Client()
    begun.post(link, {"in": "en"})
    pages = [f"{link}/{language}/{group}" for group in EVERY_QUESTION for language in ("en", "cy", "easy")]
    yield "Somebody who answers", begun, tuple(pages)
    for group in EVERY_QUESTION:
        begun.post(f"{link}/en/{group}", {"made_worse": "yes", "worse_how": "He was outside my door."})
    yield (
        "Somebody who answered",
        begun,
        ("/survey/thanks/en", "/survey/thanks/cy", "/survey/thanks/easy", link),
    )
    yield at("Sunita Rao", "/", f"/feedback/answers/{surveys[0].id}", "/feedback")
    yield at(MARIAN, here, f"/feedback/answers/{surveys[0].id}")
    yield at(LEILA, "/feedback", "/feedback/questionnaires", "/feedback/questionnaires/participants/1")


def _submitted(browser: Client) -> str:
    period = over(built_in()["board-pack"].months, clock.today())[0]
    typed = {"period": period.key, "submission_key": str(uuid4())}
    return str(browser.post("/figures/returns/board-pack/submission", typed)["Location"])
