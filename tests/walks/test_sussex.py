"""Sussex: three hubs, research by every partner, a divisional meeting; and Alice says no when she is asked."""

import re
from typing import Any

import pytest

from rjhub.cases.tests.factories import signed_in
from rjhub.kernel import references
from tests.walks import steps, together
from tests.walks.referring import AUNT, refers
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

pytestmark = pytest.mark.django_db

MARIAN, SUNITA, GARETH = "Marian Okafor", "Sunita Rao", "Gareth Pugh"  # of the hub
DEAN, ESTHER, MARCUS, SHEILA = (
    "Dean Whitlock",
    "Esther Lindqvist",
    "Marcus Bell",
    "Sheila Osgood",
)  # of partners
ADAEZE = "Adaeze Obi"  # facilitator from probation
OTHERS = ("Judith Arkwright", "Tomasz Zielinski", "Ryan Tipping")  # another area, another hub, a prison


@pytest.fixture(scope="module")
def begun(shared: None) -> Walk:
    walk = Walk(outsiders=OTHERS)
    begins(walk)
    return walk


def begins(walk: Walk) -> None:
    """The hub researches the case, and the divisional meeting talks about it."""
    refers(walk, DEAN, district="Worthing")
    steps.takes_on(walk, MARIAN)
    walk(MARIAN).opens(f"/referrals/{walk.reference}").says(AUNT)
    steps.goes_on(walk, MARIAN, "Duplicate check", "Research by each partner")
    steps.asks_agencies(walk, MARIAN)
    for name in (DEAN, ESTHER, MARCUS, SHEILA):
        steps.answers(walk, name)
    steps.goes_on(walk, MARIAN, "Divisional meeting")
    steps.done(walk, MARIAN)
    steps.goes_on(walk, MARIAN, "Allocation")
    steps.names_supervisor(walk, MARIAN, SUNITA)
    steps.names_contact(walk, MARIAN, ALICE, MARIAN)


@pytest.fixture
def walk(begun: Walk) -> Walk:
    return begun.on_from_here()


def allocated_to_the_hub_alone(walk: Walk) -> None:
    """Two of one agency are not what the pathway wants: the coordinator says why, or asks somebody else."""
    with walk.part():
        who = walk.at(MARIAN, "Who does what", "Ask facilitators")
        asked = {"lead": steps.choice(who, "lead", MARIAN), "second": steps.choice(who, "second", GARETH)}
        who.is_refused("Ask them", "Say why you put this aside, or choose others.", **asked)
        who.presses("Ask them", override="Nobody of another agency is free before Christmas.", **asked)
        steps.accepts(walk, MARIAN)
        steps.accepts(walk, GARETH)
        walk.at(MARIAN, "Who does what").says("Rule put aside: Nobody of another agency is free")


def nobody_asks_her_again(walk: Walk) -> None:
    """The hub cannot take the second referral on unseen; once it has, the way to Alice is shut there, too."""
    door, marian = f"/referrals/{walk.reference}", signed_in(MARIAN)
    assert "Do the duplicate check first" in refusal_of(marian.post(f"{door}/acceptance"))
    walk(MARIAN).presses("Save the decision", decision="not_sure")
    assert "nobody is sure yet" in refusal_of(marian.post(f"{door}/acceptance"))
    walk(MARIAN).opens(f"{door}/duplicates").presses("Save the decision", decision="different")
    walk(MARIAN).presses("Accept it").follows("Open the case")
    walk.at(MARIAN, "Contacts").says("Do not contact them.").follows(f"Log a contact with {ALICE}")
    walk(MARIAN).says("Do not contact them.")
    walk(MARIAN).is_refused(
        "Log this contact", "They must not be contacted", **steps.A_CALL, **steps.now("happened_at")
    )
    walk.at(MARIAN, ALICE).says("Do not contact Alice Fenwick.")


def refusal_of(answer: Any) -> str:
    assert answer.status_code == 403
    return answer.content.decode()


def test_alice_says_no_and_no_agency_asks_her_again(walk: Walk) -> None:
    allocated_to_the_hub_alone(walk)
    with walk.part():
        steps.goes_on(walk, MARIAN, "First contact with the person harmed")
        steps.talks(walk, GARETH, ALICE)
        steps.says(walk, GARETH, ALICE, "no")
        walk.at(GARETH).says("Nobody is left on the side of the person harmed: Alice Fenwick (said no)")
        walk.at(GARETH, "Contacts").page.says_nothing_of(f"Log a contact with {ALICE}")
        walk(MARIAN).opens("/").says("Decide how the case ends")
        steps.closes(walk, MARIAN, "harmed_declined_informed", told=())
    walk.outsiders = [*OTHERS, GARETH]
    walk.others_try()
    first = walk.reference
    again = Walk(outsiders=OTHERS)
    assert refers(again, ESTHER, district="Worthing") != first
    marian = again(MARIAN).opens("/").follows("Decide about a new referral", again.reference)
    marian.says("Said no").follows("Check for duplicates")
    assert re.search(references.PATTERN, marian.page.words)
    again(ESTHER).opens(f"/referrals/{again.reference}").page.says_nothing_of("Said no", first)
    nobody_asks_her_again(again)


def test_another_area_takes_the_case(walk: Walk) -> None:
    with walk.part():
        who = walk.at(MARIAN, "Answers and ending", "Transfer to another area")
        who.presses(
            "Note that they were asked", to_name="Hertfordshire", to_contact="The co-ordinator, by phone",
            why="Both have moved there.", agreed_by_parties="yes",
        )  # fmt: skip
        walk.at(MARIAN).says("Answers for it Marian Okafor")
        who = walk.at(MARIAN, "Answers and ending", "Note how the other area answered")
        who.presses("Note it", answer="accepted", note="They start on Monday.").says(
            "The case is closed here."
        )
        walk.at(MARIAN).says("Closed because Transferred to another area or provider", KYLE)


def test_a_facilitator_from_probation_walks_beside_alice_to_the_end_and_never_reads_where_she_is(
    walk: Walk, time_machine: Any
) -> None:
    goes_all_the_way(walk, time_machine)
    walk.outsiders = [*OTHERS, GARETH, ADAEZE]
    walk.others_try()
    walk.at(MARIAN).says("Closed because Completed: they met")


def goes_all_the_way(walk: Walk, time_machine: Any) -> None:
    """Gareth, of the hub, speaks with Alice, and Adaeze, of probation, with Kyle."""
    with walk.part():
        steps.allocates(walk, MARIAN, GARETH, ADAEZE)
        steps.accepts(walk, GARETH)
        steps.accepts(walk, ADAEZE)
        steps.goes_on(walk, MARIAN, "First contact with the person harmed")
        who = walk.at(GARETH, "Contacts", f"Log a contact with {ALICE}")
        call = steps.A_CALL | steps.now("happened_at") | {"summary": together.NUMBER}
        who.is_refused("Log this contact", "Take out how to reach them", **call)
        steps.talks(walk, GARETH, ALICE)
        walk.at(ADAEZE, "Contacts").page.says_nothing_of(f"Log a contact with {ALICE}")
        steps.agrees(walk, GARETH, ALICE, "Being assessed")
    with walk.part():
        steps.knows_safe_way(walk, MARIAN, KYLE)
        steps.goes_on(walk, MARIAN, "First contact with the person responsible")
        steps.talks(walk, ADAEZE, KYLE)
        steps.agrees(walk, ADAEZE, KYLE, "Being assessed")
        steps.goes_on(walk, MARIAN, "Suitability")
    together.assessed(walk, GARETH)
    walk.at(ADAEZE, "Risk").page.says_nothing_of("Quince")
    steps.goes_on(walk, MARIAN, "Preparation")
    together.prepared(walk, GARETH, ADAEZE, SUNITA)
    together.meet(walk, GARETH, time_machine)
    steps.goes_on(walk, GARETH, "Agreement")
    together.keep_what_they_agreed(walk, GARETH, ADAEZE, GARETH)
    together.ask_how_they_are(walk, GARETH, ADAEZE, time_machine)
    walk.other_side_tries()
    steps.closes(walk, MARIAN, "completed_direct", kyle="agreement_partly_kept")
