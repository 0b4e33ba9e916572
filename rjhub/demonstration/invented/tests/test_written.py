"""The hand-written cases: whole, possible on their area's pathway, and true to the rules."""

import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from rjhub.demonstration.invented import places
from rjhub.demonstration.invented.written import reading, steps
from rjhub.demonstration.invented.written.reading import WrittenCase
from rjhub.kernel.vocabulary.agreements import AGREEMENT_ACTIONS
from rjhub.partnership import reference
from rjhub.partnership.pathway import shipped
from rjhub.partnership.pathway.case_words import ClosingReason, SensitiveFlag
from rjhub.partnership.pathway.schema import Pathway

TODAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
CASES = reading.written_cases(TODAY)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)


def cast() -> dict[str, dict[str, Any]]:
    """The cast by the name in their e-mail addresses, with all the agencies that each works for."""
    text = resources.files("rjhub.demonstration").joinpath("cast.toml").read_text(encoding="utf-8")
    members: dict[str, dict[str, Any]] = {}
    for entry in tomllib.loads(text)["member"]:
        member = members.setdefault(entry["email"].partition("@")[0], {**entry, "agencies": set()})
        member["agencies"].add(entry["agency"])
    return members


def pathway(case: WrittenCase) -> Pathway:
    return shipped.pathway({"kent": "kent-pre-sentence"}.get(case.partnership, case.partnership))


def texts(detail: Any) -> list[str]:
    if isinstance(detail, dict):
        return [text for value in detail.values() for text in texts(value)]
    if isinstance(detail, list):
        return [text for value in detail for text in texts(value)]
    return [detail] if isinstance(detail, str) else []


def test_there_are_cases_of_every_area_at_many_stages_and_of_every_dead_end() -> None:
    assert len(CASES) >= 28
    assert len({case.key for case in CASES}) == len(CASES)
    assert {case.partnership for case in CASES} == {p.code for p in reference.partnerships()}
    assert len({case.stage for case in CASES}) >= 14
    reasons = {e.detail["reason"] for case in CASES for e in case.events if e.kind == "case_closed"}
    assert {"harmed_declined_informed", "responsible_denies", "harmed_withdrew", "transferred"} <= reasons
    assert {"duplicate", "responsible_not_traced", "completed_direct", "completed_indirect"} <= reasons


@EACH
def test_the_case_stands_where_it_says(case: WrittenCase) -> None:
    stages = [event.detail["stage"] for event in case.events if event.kind == "stage_started"]
    assert stages[-1] == case.stage
    assert all(event.at.date() <= TODAY.date() for event in case.events)
    assert [e.at for e in case.events] == sorted(e.at for e in case.events)


@EACH
def test_the_pathway_of_the_area_allows_every_step(case: WrittenCase) -> None:
    after: dict[str, set[str]] = {}
    for stage in pathway(case).stages:
        found = {
            str(name.value)
            for way in stage.next
            for name in (way.to if isinstance(way.to, tuple) else (way.to,))
        }
        after[stage.stage.value] = found | {"closed", "dormant"}
    stages = [event.detail["stage"] for event in case.events if event.kind == "stage_started"]
    for stage, following in pairwise(stages):
        assert following in after[stage], f"{stage} to {following}"


@EACH
def test_everybody_who_does_something_is_in_the_cast_of_that_area(case: WrittenCase) -> None:
    members = cast()
    named = {event.by for event in case.events} | {
        event.detail[key] for event in case.events for key in ("to", "who") if key in event.detail
    }
    for name in named - {"public", "thames-valley"}:
        assert name in members, name
        assert members[name]["partnership"] == case.partnership, name


@EACH
def test_agencies_are_asked_what_the_pathway_asks_and_answer_for_themselves(case: WrittenCase) -> None:
    members, listed = cast(), reference.partnership(case.partnership)
    types = {agency.code: agency.type for agency in listed.agencies}
    asked = {(request.key, request.ask.value, request.about.value) for request in pathway(case).requests}
    for event in case.events:
        if event.kind == "information_asked":
            assert (event.detail["key"], event.detail["agency_type"], event.side) in asked
        if event.kind == "information_answered":
            assert event.detail["agency_type"] in {types[agency] for agency in members[event.by]["agencies"]}


@EACH
def test_the_hub_is_one_of_the_area_and_serves_where_somebody_lives(case: WrittenCase) -> None:
    hub = next(hub for hub in reference.partnership(case.partnership).hubs if hub.code == case.hub)
    homes = {person.district for side in ("harmed", "responsible") for person in case.matter.people(side)}
    assert homes & set(hub.districts)


@EACH
def test_nobody_is_brought_together_before_consent_facts_risk_and_sign_off(case: WrittenCase) -> None:
    seen: set[tuple[str, str]] = set()
    for event in case.events:
        seen.add((event.kind + event.detail.get("purpose", ""), event.side))
        if event.kind in {"meeting_booked", "message_taken"}:
            for side in ("harmed", "responsible"):
                assert {("consent_giventaking_part", side), ("acknowledged", side)} <= seen
            assert ("risk_signed_off", "neutral") in seen


@EACH
def test_nobody_signs_off_or_reads_their_own_work(case: WrittenCase) -> None:
    doer: dict[str, str] = {}
    for event in case.events:
        doer[event.kind] = event.by
        if event.kind == "risk_signed_off":
            assert event.by != doer["risk_assessed"]
        if event.kind in {"message_approved", "message_returned"}:
            assert event.by != doer["message_taken"]
        if event.kind == "allocation_accepted" and event.detail["part"] == "second":
            assert event.by != doer.get("lead")
        if event.kind == "allocation_accepted":
            doer[event.detail["part"]] = event.by


@EACH
def test_a_sensitive_case_has_an_advanced_lead(case: WrittenCase) -> None:
    grave = {"domestic_abuse", "sexual_offence", "bereavement", "hate_crime"} & set(case.matter.flags)
    leads = [e.by for e in case.events if e.kind == "allocation_accepted" and e.detail["part"] == "lead"]
    if grave and leads:
        assert cast()[leads[-1]]["level"] == "ADVANCED"


@EACH
def test_nobody_is_approached_after_saying_no(case: WrittenCase) -> None:
    stopped: set[tuple[str, int]] = set()
    for event in case.events:
        if event.kind in {"stop_recorded", "said_no_before"}:
            stopped.add((event.side, event.party))
        assert (
            event.kind != "contact"
            or event.detail["direction"] == "incoming"
            or (event.side, event.party) not in stopped
        )


@EACH
def test_no_text_names_anybody_of_the_other_side(case: WrittenCase) -> None:
    names = {
        side: {
            name for person in case.matter.people(side) for name in (person.given_name, person.family_name)
        }
        for side in ("harmed", "responsible")
    }
    shared = names["harmed"] & names["responsible"]
    for event in case.events:
        if event.kind in {"allocated", "handover_offered", "supervisor_named"}:
            continue
        words = set(re.findall(r"[\w-]+", " ".join(texts(event.detail))))
        for side in ("harmed", "responsible"):
            if event.side != side:
                assert not words & (names[side] - shared), (event.kind, event.side, words & names[side])


def test_flags_and_reasons_are_those_of_the_program() -> None:
    for case in CASES:
        assert set(case.matter.flags) <= set(SensitiveFlag)
        for event in case.events:
            if event.kind in {"party_ended", "case_closed"}:
                assert event.detail["reason"] in set(ClosingReason)


def test_nobody_in_them_lives_at_an_address_that_exists_or_shares_a_number() -> None:
    people = [p for case in CASES for side in ("harmed", "responsible") for p in case.matter.people(side)]
    for person in people:
        letters, number = re.fullmatch(r"([A-Z]+)(\d+) \d[A-Z]{2}", person.postcode).groups()  # type: ignore[union-attr]
        assert int(number) not in places.allocated_districts()[letters]
        assert not person.mobile or person.mobile.startswith("+447700900")
    for kind in ("pnc", "crn", "prison_number"):
        found = Counter(getattr(person, kind) for person in people if getattr(person, kind))
        assert not [value for value, count in found.items() if count > 1 and kind == "pnc"]


def test_the_same_people_referred_twice_are_two_records_of_one_human_being() -> None:
    by_key = {case.key: case.matter for case in CASES}
    first, second = by_key["the-shed"], by_key["the-same-shed"]
    assert second.harmed[0].human == first.harmed[0].human != second.harmed[0].number
    assert second.harmed[0].family_name != first.harmed[0].family_name


def test_a_step_that_means_nothing_says_so() -> None:
    people = {"harmed": 1, "responsible": 1}
    with pytest.raises(KeyError):
        steps.events([{"day": -1, "do": "sing"}], today=TODAY, people=people)
    with pytest.raises(ValueError, match="has no mod"):
        steps.events([{"day": -1, "do": "contact", "side": "harmed", "mod": "x"}], today=TODAY, people=people)
    with pytest.raises(ValueError, match="before the one above"):
        steps.events(
            [{"day": -1, "do": "contact", "side": "harmed"}, {"day": -9, "do": "contact", "side": "harmed"}],
            today=TODAY,
            people=people,
        )


def test_what_people_agree_to_do_has_words() -> None:
    """A code that is not in the list would stand on the page as it is."""
    told = (
        resources.files("rjhub.demonstration.invented.stories").joinpath("agreements.toml").read_text("utf-8")
    )
    agreed = tomllib.loads(told)["items"]
    agreed += [item for case in CASES for event in case.events for item in event.detail.get("items", ())]
    assert len(agreed) > 15
    assert {item["action"] for item in agreed} <= set(AGREEMENT_ACTIONS)
