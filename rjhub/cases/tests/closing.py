"""What the page that closes a case is sent."""

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member
from rjhub.kernel import clock


def the_day(name: str, day: object) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def closing_of(case: Case) -> dict[str, str]:
    """It ends for everybody because contact was lost, and everybody was told today."""
    with at_work(member("Marian Okafor")):
        people = list(case.parties.values_list("id", "side", "file_id"))
    typed = {"reason": "lost_contact", "note": "", "attached": "0"}
    for party, _, _ in people:
        typed |= {f"reason-{party}": "lost_contact"} | the_day(f"told-{party}", clock.today())
    return typed
