"""Northumbria: one charity speaks with victims, the holding agency with offenders; here by letter, and not at once."""

from datetime import timedelta
from typing import Any

import pytest

from rjhub.kernel import clock
from tests.walks import steps
from tests.walks.referring import refers
from tests.walks.steps import ALICE, KYLE
from tests.walks.walk import Walk

pytestmark = pytest.mark.django_db

KATHLEEN, MOIRA = "Kathleen Robson", "Moira Dunn"  # victims' co-ordinator and supervisor, at Victims First
HAMZA, DOMINIC = "Hamza Iqbal", "Dominic Achterberg"  # facilitators there
LEE, WENDY, AISHA = "Lee Armstrong", "Wendy Charlton", "Aisha Bello"  # police, probation, youth justice
OTHERS = ("Marian Okafor", "Gordon Laidler", "Vera Tindale")  # of Sussex, of a prison, and who pays


def begins(walk: Walk) -> None:
    refers(walk, LEE, district="Gateshead")
    steps.takes_on(walk, KATHLEEN)


def asked_again_on_the_day(walk: Walk, time_machine: Any) -> None:
    """Alice says not now. Nothing can go on before the day that she named, and then it does."""
    with walk.part():
        steps.goes_on(walk, KATHLEEN, "Duplicate check")
        steps.names_contact(walk, KATHLEEN, ALICE, KATHLEEN)
        steps.goes_on(walk, KATHLEEN, "Victims' co-ordinator contacts the victim")
        steps.talks(walk, KATHLEEN, ALICE)
        day = clock.today() + timedelta(days=28)
        steps.says(walk, KATHLEEN, ALICE, "not_now", ask_again_on=day, why="After her brother's trial")
        page = walk.at(KATHLEEN).says("does not want to be asked again before").page
        assert not any("Go on" in button for form in page.read.forms for button in form.buttons)
        assert "Ask again whether it is time" not in walk(KATHLEEN).opens("/").page.words
    walk.later(time_machine, days=28)
    with walk.part():
        walk(KATHLEEN).opens("/").follows("Go on with this case, or ask again").presses("Go on with the case")
        steps.agrees(walk, KATHLEEN, ALICE, "Being assessed")
        steps.goes_on(walk, KATHLEEN, "Information from agencies")
        steps.asks_agencies(walk, KATHLEEN)
        steps.answers(walk, LEE, kind="refused", reason="The inquiry goes on.")
        steps.answers(walk, WENDY)


def allocated(walk: Walk) -> None:
    """Somebody new may not lead; the one who is asked beside knows the family; so another agency's comes."""
    with walk.part():
        steps.goes_on(walk, KATHLEEN, "To the agency that suits")
        steps.names_supervisor(walk, KATHLEEN, MOIRA)
        who = walk.at(KATHLEEN, "Who does what", "Ask facilitators")
        asked = {"lead": steps.choice(who, "lead", DOMINIC), "second": steps.choice(who, "second", HAMZA)}
        who.is_refused("Ask them", "Somebody at Foundation level never leads.", **asked)
        steps.allocates(walk, KATHLEEN, HAMZA, DOMINIC)
        walk(DOMINIC).opens("/").follows("Say whether you can take this case")
        walk(DOMINIC).presses("Answer", answer="decline", because="I know his sister.")
        walk(KATHLEEN).opens("/").says("Ask another facilitator: one has declined")
        steps.allocates(walk, KATHLEEN, HAMZA, AISHA)
        steps.accepts(walk, HAMZA)
        steps.accepts(walk, AISHA)
    with walk.part():
        steps.knows_safe_way(walk, KATHLEEN, KYLE)
        steps.names_contact(walk, KATHLEEN, KYLE, WENDY)
        steps.goes_on(walk, KATHLEEN, "The holding agency contacts the offender")
        steps.talks(walk, WENDY, KYLE)
        steps.agrees(walk, WENDY, KYLE, "Being assessed")


def ready_for_letters(walk: Walk) -> None:
    """Not to meet, is how the risk is weighed; the supervisor sends it back once."""
    with walk.part():
        steps.goes_on(walk, HAMZA, "Suitability")
        for person in (ALICE, KYLE):
            steps.assesses(walk, HAMZA, person)
            steps.acknowledges(walk, HAMZA, person)
        steps.weighs_risk(walk, HAMZA)
        steps.goes_on(walk, HAMZA, "Preparation")
        for name, person in ((HAMZA, ALICE), (AISHA, KYLE)):
            steps.prepares(walk, name, person)
        steps.weighs_risk(walk, HAMZA, "indirect_only")
        steps.goes_on(walk, HAMZA, "Ready")
        for name, person in ((HAMZA, ALICE), (AISHA, KYLE)):
            steps.agrees(walk, name, person, "Taking part")
        steps.weighs_risk(walk, HAMZA, "indirect_only")
        steps.sends_back(walk, MOIRA, "What does her sister think?")
        walk(HAMZA).opens("/").says("Assess the risk again: the supervisor did not sign it off")
        steps.held_back(walk, HAMZA, "Messages", "has not signed this case off")
        steps.weighs_risk(walk, HAMZA, "indirect_only")
        steps.signs_off(walk, MOIRA)
        walk.at(HAMZA).page.says_nothing_of("Before the case goes to: Conference")


def goes_all_the_way(walk: Walk, time_machine: Any) -> None:
    """By letter, after a not now, until nothing more is wanted."""
    asked_again_on_the_day(walk, time_machine)
    allocated(walk)
    ready_for_letters(walk)
    with walk.part():
        steps.goes_on(walk, HAMZA, "Messages")
        steps.writes(walk, AISHA, KYLE, "I am sorry. I did not know that anybody was at home.")
        steps.reads(walk, MOIRA)
        steps.weighs_risk(walk, HAMZA, "indirect_only")
        steps.signs_off(walk, MOIRA)
    walk.later(time_machine, minutes=2)
    with walk.part():
        steps.passes_on(walk, HAMZA, f"Letter from {KYLE} to {ALICE}")
        steps.goes_on(walk, HAMZA, "Agreement")
        steps.nothing_wanted(walk, HAMZA)
        steps.goes_on(walk, HAMZA, "Follow-up")
        steps.follows_up(walk, KATHLEEN, ALICE)
        steps.follows_up(walk, AISHA, KYLE)
        steps.closes(walk, KATHLEEN, "completed_indirect")


def four_weeks_ago(time_machine: Any) -> None:
    """When the walk begins, so that the database's own clock agrees with what comes."""
    time_machine.move_to(clock.now() - timedelta(days=28), tick=True)


def test_by_letter_after_a_not_now_until_nothing_more_is_wanted(time_machine: Any) -> None:
    four_weeks_ago(time_machine)
    walk = Walk(outsiders=OTHERS)
    begins(walk)
    goes_all_the_way(walk, time_machine)
    walk.outsiders += [HAMZA, AISHA, WENDY, MOIRA]
    walk.others_try()
    walk.at(KATHLEEN).says("Closed because Completed: messages were exchanged")
