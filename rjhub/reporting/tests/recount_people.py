"""People who facilitate, counted again from roles, allocations and levels."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from rjhub.kernel.months import add_months
from rjhub.reporting.tests.raw import Counted, Raw, day, day_of


def active(raw: Raw) -> Iterator[tuple[Counted, UUID]]:
    """Everybody who facilitates and had a case in the year before, for as long as that is so."""
    cases = {one["id"]: one for one in raw["cases_case"] if one["file_id"] not in raw.sealed()}
    staff = {one["id"]: one for one in raw["partnership_staff"]}
    trial = {one["staff_id"]: one["on_trial_until"] for one in raw["facilitators_practice"]}
    for one in raw["cases_allocation"]:
        if not one["accepted_at"] or one["case_id"] not in cases:
            continue
        who = staff[one["facilitator_id"]]
        ends = [day(at) for at in (one["ended_at"], cases[one["case_id"]]["closed_at"]) if at]
        for role in raw["partnership_roleheld"]:
            if role["staff_id"] != who["id"] or role["role"] not in {"facilitator", "volunteer"}:
                continue
            since = day_of(role["started_at"])
            begins = [
                day_of(one["accepted_at"]),
                add_months(since, 12) if role["role"] == "volunteer" else since,
            ]
            if trial.get(who["id"]):
                begins.append(trial[who["id"]] + timedelta(days=1))
            stops = [add_months(min(found for found in ends if found), 12)] if ends else []
            stops += [day_of(role["ended_at"])] if role["ended_at"] else []
            stops += [who["until"] + timedelta(days=1)] if who["until"] else []
            yield (
                Counted(who["partnership_id"], None, who["id"], max(begins), min(stops) if stops else None),
                who["id"],
            )


def registered(raw: Raw) -> Iterator[Counted]:
    for one, who in active(raw):
        for level in raw["partnership_practitionerlevel"]:
            if level["staff_id"] == who:
                last = level["until"] + timedelta(days=1) if level["until"] else None
                stops = [found for found in (one.until, last) if found]
                begin = max(one.on, level["since"])
                yield Counted(one.partnership, None, one.what, begin, min(stops) if stops else None)
