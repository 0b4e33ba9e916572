"""Every indicator counted again, in plain Python from the rows themselves: written from the words, not from the SQL.

A row is what the rules say that they give: partnership, file, what is counted, on which day, until which day, how much.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from rjhub.reporting.tests import recount_people
from rjhub.reporting.tests.raw import Counted, Raw, Row, Rows, day, day_of, first, plain


def told(raw: Raw) -> Iterator[Counted]:
    return plain([one for one in raw["cases_codeduty"] if one["kind"] == "tell"], "done_on")


def duties_kept(raw: Raw) -> Iterator[Counted]:
    kept = [
        one
        for one in raw["cases_codeduty"]
        if one["due_on"] and one["done_on"] and one["done_on"] <= one["due_on"]
    ]
    return plain(kept, "due_on")


def offers(raw: Raw) -> Iterator[Counted]:
    files = {(one["partnership_id"], one["reference"]): one["file_id"] for one in raw["referrals_referral"]}
    for one in raw["offers_entry"]:
        if one["said"] == "offered":
            file = files.get((one["partnership_id"], one["case_reference"]), one["file_id"])
            yield Counted(one["partnership_id"], file, one["id"], one["happened_on"])


def valid(raw: Raw) -> Iterator[Counted]:
    same = {
        one["referral_id"] for one in raw["referrals_duplicatecheck"]
        if one["superseded_at"] is None and one["decision"] == "same"
    }  # fmt: skip
    attached = {one["referral_id"] for one in raw["cases_attachedreferral"] if one["detached_at"] is None}
    good = [
        one for one in raw["referrals_referral"]
        if one["withdrawn_at"] is None and not one["decline_reason"] and one["id"] not in same | attached
    ]  # fmt: skip
    return plain(good, "received_at")


def referred(side: str) -> Callable[[Raw], Iterator[Counted]]:
    def people(raw: Raw) -> Iterator[Counted]:
        referrals = {one["id"]: one for one in raw["referrals_referral"]}
        seen: set[UUID] = set()
        named = [one for one in raw["referrals_referralparty"] if one["side"] == side]
        for one in sorted(
            named, key=lambda each: (referrals[each["referral_id"]]["received_at"], str(each["referral_id"]))
        ):
            if one["person_id"] not in seen:
                seen.add(one["person_id"])
                referral = referrals[one["referral_id"]]
                yield Counted(
                    one["partnership_id"], referral["file_id"], one["id"], day_of(referral["received_at"])
                )

    return people


def sensitive(raw: Raw) -> Iterator[Counted]:
    marked = {one["case_id"] for one in raw["cases_flag"] if one["lowered_at"] is None}
    return plain([one for one in raw["cases_case"] if one["id"] in marked], "opened_at")


def open_cases(raw: Raw) -> Iterator[Counted]:
    for one in raw["cases_case"]:
        yield Counted(
            one["partnership_id"], one["file_id"], one["id"], day_of(one["opened_at"]), day(one["closed_at"])
        )


def contacted(raw: Raw) -> Iterator[Counted]:
    reached = [one for one in raw["cases_contactlogentry"] if one["reached"]]
    return plain(first(reached, "party_id", "happened_at"), "happened_at")


def assessed(raw: Raw) -> Iterator[Counted]:
    return plain(first(raw["cases_suitabilityassessment"], "party_id", "assessed_on"), "assessed_on")


def completed(raw: Raw) -> Iterator[Counted]:
    ways = {"completed_direct", "completed_indirect", "agreement_partly_kept", "agreement_not_kept"}
    return plain([one for one in raw["cases_case"] if one["closing_reason"] in ways], "closed_at")


def direct(raw: Raw) -> Rows:
    return [
        one
        for one in raw["cases_meeting"]
        if one["status"] == "held" and one["kind"] not in {"shuttle", "proxy"}
    ]


def face_to_face(raw: Raw) -> Iterator[Counted]:
    came: dict[UUID, set[str]] = {}
    for one in raw["cases_attendance"]:
        if one["came"]:
            came.setdefault(one["meeting_id"], set()).add(one["role"])
    both = [
        one
        for one in direct(raw)
        if one["kind"] != "remote" and came.get(one["id"], set()) >= {"harmed", "responsible"}
    ]
    return _by_case(first(both, "case_id", "started_at"), "started_at")


def indirect(raw: Raw) -> Iterator[Counted]:
    passed = [one for one in raw["cases_message"] if one["passed_on_at"] and one["status"] == "passed_on"]
    return _by_case(first(passed, "case_id", "passed_on_at"), "passed_on_at")


def kept(raw: Raw) -> Iterator[Counted]:
    items: dict[UUID, Rows] = {}
    for one in raw["cases_agreementitem"]:
        items.setdefault(one["agreement_id"], []).append(one)
    for agreement, several in items.items():
        status = {one["status"] for one in several}
        if "done" in status and status <= {"done", "given_up"}:
            last = max(one["settled_on"] for one in several)
            yield Counted(several[0]["partnership_id"], several[0]["file_id"], agreement, last)


def to_contact(raw: Raw) -> Iterator[Counted]:
    received = _received(raw)
    reached = [
        one for one in raw["cases_contactlogentry"]
        if one["reached"] and one["file_id"] in received and one["happened_at"] >= received[one["file_id"]]
    ]  # fmt: skip
    for one in first(reached, "case_id", "happened_at"):
        yield _since_referral(one, day_of(one["happened_at"]), received)


def to_intervention(raw: Raw) -> Iterator[Counted]:
    received = _received(raw)
    done = [{**one, "at": one["started_at"]} for one in direct(raw)]
    done += [
        {**one, "at": one["passed_on_at"]} for one in raw["cases_message"] if one["status"] == "passed_on"
    ]
    for one in first([each for each in done if each["file_id"] in received], "case_id", "at"):
        yield _since_referral(one, day_of(one["at"]), received)


def requests(in_time: bool) -> Callable[[Raw], Iterator[Counted]]:  # noqa: FBT001 which half of a share
    def due(raw: Raw) -> Iterator[Counted]:
        asked = [
            one for one in raw["cases_informationrequest"] if one["status"] not in {"cancelled", "passed_on"}
        ]
        if in_time:
            asked = [
                one for one in asked if one["answered_at"] and day_of(one["answered_at"]) <= one["due_on"]
            ]
        return plain(asked, "due_on")

    return due


def follow_ups(in_time: bool) -> Callable[[Raw], Iterator[Counted]]:  # noqa: FBT001 which half of a share
    def due(raw: Raw) -> Iterator[Counted]:
        asked = [one for one in raw["cases_followup"] if not one["not_done_because"]]
        if in_time:
            asked = [one for one in asked if one["done_on"] and one["done_on"] <= one["due_on"]]
        return plain(asked, "due_on")

    return due


def _by_case(rows: Rows, at: str) -> Iterator[Counted]:
    for one in rows:
        yield Counted(one["partnership_id"], one["file_id"], one["case_id"], day_of(one[at]))


def _received(raw: Raw) -> dict[UUID, datetime]:
    return {one["file_id"]: one["received_at"] for one in raw["referrals_referral"]}


def _since_referral(one: Row, on: date, received: dict[UUID, datetime]) -> Counted:
    amount = (on - day_of(received[one["file_id"]])).days
    return Counted(one["partnership_id"], one["file_id"], one["case_id"], on, amount=amount)


RECOUNT: dict[str, Callable[[Raw], Iterable[Counted]]] = {
    "told-under-the-code": told,
    "code-duties-due": lambda raw: plain(raw["cases_codeduty"], "due_on"),
    "code-duties-kept": duties_kept,
    "offers": offers,
    "referrals-received": lambda raw: plain(raw["referrals_referral"], "received_at"),
    "referrals-valid": valid,
    "people-harmed-referred": referred("harmed"),
    "people-responsible-referred": referred("responsible"),
    "cases-accepted": lambda raw: plain(raw["cases_case"], "opened_at"),
    "cases-sensitive": sensitive,
    "cases-open": open_cases,
    "people-contacted": contacted,
    "people-assessed": assessed,
    "community-remedies": lambda raw: plain(
        [one for one in raw["cases_case"] if one["community_remedy_chosen"]], "opened_at"
    ),
    "cases-closed": lambda raw: plain(raw["cases_case"], "closed_at"),
    "cases-completed": completed,
    "direct-meetings": lambda raw: plain(direct(raw), "started_at"),
    "face-to-face-outcomes": face_to_face,
    "indirect-interventions": indirect,
    "agreements-made": lambda raw: plain(
        [one for one in raw["cases_agreement"] if not one["nothing_wanted"]], "made_on"
    ),
    "agreements-kept": kept,
    "days-to-first-contact": to_contact,
    "days-to-intervention": to_intervention,
    "requests-due": requests(in_time=False),
    "requests-in-time": requests(in_time=True),
    "follow-ups-due": follow_ups(in_time=False),
    "follow-ups-in-time": follow_ups(in_time=True),
    "facilitators-active": lambda raw: [one for one, _ in recount_people.active(raw)],
    "facilitators-registered": recount_people.registered,
}
