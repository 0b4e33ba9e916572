"""One case of Kent on its way, walked through its pages by those who do each step there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from rjhub.cases import queries
from rjhub.cases.actions.holding import write_down_meeting
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Case, InformationRequest, RiskAssessment, SuitabilityAssessment
from rjhub.cases.tests import court
from rjhub.cases.tests.court import COURT, MATTER, REPORT, day
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_meeting, its_time_has_come, what_took_place
from rjhub.cases.tests.ready import acknowledges, facilitated, side_of
from rjhub.cases.vocabulary import RiskDecision, Suitability
from rjhub.kernel import clock
from rjhub.people.actions.safe_contact import SafeWays, confirm_safe_contact
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

ROSALIND, FEMI, SIMON, CLARE = "Rosalind Peake", "Femi Balogun", "Simon Hollands", "Clare Whitfield"
TALK = {
    "direction": "outgoing", "channel": "phone", "reached": "yes", "safe": "yes", "told": "yes",
    "summary": "Wants to hear more.", "happened_at-time": "9am",
}  # fmt: skip


class Walk:
    """A case from its opening on. Each step fails if its page does not take it."""

    def __init__(self) -> None:
        """Rosalind opens it; Femi and, as court probation officer, Simon facilitate; Clare supervises."""
        with at_work(member(ROSALIND)) as rosalind:
            self.case = court.a_kent_case(rosalind)
            facilitated(self.case, rosalind, lead=FEMI, second=SIMON, supervisor=CLARE)
            for party in queries.parties_of(self.case):
                ways = SafeWays(channels=(Channel.PHONE,))
                confirm_safe_contact(party.person, ways=ways, by=rosalind, at=clock.now())
            name_contact(side_of(self.case, "harmed"), contact=member(FEMI), by=rosalind, at=clock.now())
            self.parties = {side: side_of(self.case, side).id for side in ("harmed", "responsible")}

    def now(self) -> Case:
        """The case as it stands."""
        with at_work(member(ROSALIND)):
            return Case.objects.get(id=self.case.id)

    def post(self, who: str, page: str, **typed: Any) -> Any:
        """Somebody sends a form of a page of the case, and it is taken."""
        answer = signed_in(who).post(f"/cases/{self.case.reference}/{page}", typed)
        assert answer.status_code in {200, 302}, answer.content.decode()
        taken = answer.status_code == 302 or answer["Content-Type"] == "application/pdf"
        assert taken, answer.content.decode()
        return answer

    def go_on(self, *stages: str, who: str = ROSALIND) -> None:
        """The case goes on through these stages."""
        for stage in stages:
            self.post(who, f"stages/{stage}")
            assert self.now().stage == stage

    def held_back(self, stage: str, words: str) -> None:
        """The case cannot go on, and the page of the refusal says why."""
        answer = signed_in(ROSALIND).post(f"/cases/{self.case.reference}/stages/{stage}")
        assert answer.status_code == 403
        assert words in answer.content.decode()

    def version(self) -> str:
        """Of what is before the court."""
        with at_work(member(ROSALIND)):
            matter = queries.court_matter_of(self.case)
        return str(matter.version if matter else 0)

    def court(self, page: str, **typed: Any) -> None:
        """Simon, the court probation officer, writes down what the court did."""
        self.post(SIMON, f"court/{page}", **typed, version=self.version())

    def talk(self, who: str, side: str) -> None:
        """Somebody hears what restorative justice is, and agrees to be assessed."""
        today = clock.today()
        self.post(who, f"people/{self.parties[side]}/contacts/new", **TALK, **day("happened_at", today))
        typed = {"written": "written", "submission_key": str(uuid4()), **day("given_on", today)}
        self.post(who, f"people/{self.parties[side]}/consents/assessment", **typed)

    def found_at_court(self) -> None:
        """A guilty plea to a burglary; Kyle is asked, and the court gives three weeks."""
        self.held_back("duplicate_check", "court")
        self.court("matter", **{name: value for name, value in MATTER.items() if name != "version"})
        self.post(SIMON, "court/conditions")
        self.go_on("duplicate_check", "first_contact_responsible", who=SIMON)
        self.talk(SIMON, "responsible")
        self.post(SIMON, "milestones/no_promise_explained", **day("done_on", clock.today()))
        self.go_on("court_adjournment", who=SIMON)
        until = clock.today() + timedelta(weeks=3)
        self.court("adjournment", **day("adjourned_on", clock.today()), **day("adjourned_until", until))
        self.go_on("first_contact_harmed")
        assert self.now().cj_stage == "pre_sentence_adjourned"

    def asked_and_answered(self) -> None:
        """Every agency that the pathway asks has answered."""
        from rjhub.cases.forms.information import Asking
        from rjhub.cases.gates import CaseState
        from rjhub.cases.gates.wanted import unasked

        self.go_on("information")
        with at_work(member(ROSALIND)):
            typed = Asking(None, wanted=unasked(CaseState(self.now()))).initial
        self.post(ROSALIND, "information/requests", **typed)
        for name in (SIMON, "Janine Roper", "Tara Singh"):
            staff = member(name)
            with at_work(staff):
                asked = list(InformationRequest.objects.filter(agency=staff.agency_id, status="asked"))
            for one in asked:
                answer = signed_in(name).post(f"/requests/{one.id}", {"kind": "nothing_held"})
                assert answer.status_code == 302

    def assessed(self, *, suitable: bool = True) -> None:
        """Both sides are assessed, and so is the risk."""
        result = Suitability.SUITABLE if suitable else Suitability.UNSUITABLE
        with at_work(member(FEMI)) as femi:
            for party in queries.parties_of(self.case):
                SuitabilityAssessment.objects.create(
                    **party.row(Category.STATEMENT), wishes="To talk", motivation="Own", expectations="Real",
                    safety="Safe", support="Family", result=result, why="Seen twice", assessed_on=clock.today(),
                    assessed_by=femi, recorded_at=clock.now(),
                )  # fmt: skip
                acknowledges(party, femi)
        self.risk()

    def risk(self) -> None:
        """The risk at the present stage, signed off by Clare."""
        case, at = self.now(), clock.now()
        with at_work(member(FEMI)) as femi:
            RiskAssessment.objects.create(
                **case.row(), stage=case.stage, assessed_on=clock.today(), assessed_by=femi, recorded_at=at,
                decision=RiskDecision.PROCEED, why="Both are calm.", signed_off_at=at, signed_off_by=member(CLARE),
            )  # fmt: skip

    def report(self, about: str, **more: str) -> None:
        """Femi writes a report, and Simon hands it in."""
        typed = REPORT | {"submission_key": str(uuid4())} | more
        address = self.post(FEMI, f"court/reports/{about}/new", **typed)["Location"]
        page = address.split(f"{self.case.reference}/")[1]
        typed = {"sent_to": COURT, "sent_how": "By hand at court", "checked": "on", "version": "1"}
        self.post(SIMON, f"{page}/sending", **typed, **day("sent_on", clock.today()))

    def deferred(self) -> None:
        """The court defers sentence for as long as is practice in Kent, and the facilitators prepare."""
        self.go_on("deferral")
        self.court("deferral", **day("deferral_made_on", clock.today()), undertaken="yes")
        self.go_on("allocation", "preparation")
        assert self.now().cj_stage == "pre_sentence_deferred"

    def prepared(self) -> None:
        """Both are ready, and agree in writing to take part."""
        for side in ("harmed", "responsible"):
            session = {"somebody_comes": "no", "ready": "yes", "submission_key": str(uuid4())}
            self.post(
                FEMI,
                f"people/{self.parties[side]}/preparation/new",
                **session,
                **day("held_on", clock.today()),
            )
            typed = {"signed": "on", "submission_key": str(uuid4()), **day("given_on", clock.today())}
            self.post(FEMI, f"people/{self.parties[side]}/consents/taking_part", **typed)
        self.risk()
        self.go_on("ready")
        self.risk()

    def go_on_to_meet(self) -> None:
        """They meet: what opens the way to it is a meeting that is booked, and its risk is looked at once more."""
        with at_work(member(FEMI)) as femi:
            meeting = a_meeting(self.now(), femi)
        self.go_on("meeting")
        self.risk()
        with at_work(member(FEMI)) as femi:
            its_time_has_come(meeting)
            came = queries.attendances_of(meeting)
            write_down_meeting(meeting, what_took_place(), came=came, version=1, by=femi, at=clock.now())

    def sentenced(self, **more: str) -> None:
        """The court passes sentence."""
        typed = {
            "stage": "community_order",
            "requirement": "yes",
            "sentence": "12 months",
            **day("sentenced_on", clock.today()),
        }
        self.court("sentence", **typed | more)
