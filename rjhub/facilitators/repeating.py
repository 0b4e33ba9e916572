"""Rules by which entries of a calendar repeat: which are understood, and why others are not worked out.

dateutil looks for the next day of a rule until the year 9999, so a rule that never comes true would keep the program
busy. What is let through here comes true at some time.
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_SHAPES = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "BYDAY": r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*",
    "BYMONTHDAY": r"-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYSETPOS": r"-?[1-4]",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def trouble(rule: str) -> str:
    """Why a rule is not worked out; nothing for one that is."""
    parts = dict(one.split("=", 1) for one in rule.strip().upper().split(";") if "=" in one)
    strange = sorted(set(parts) - _KNOWN)
    if "FREQ" not in parts or strange:
        return (
            f"repeating by {strange[0]} is not supported"
            if strange
            else "it does not say how often it repeats"
        )
    for name, value in parts.items():
        if not re.fullmatch(_SHAPES[name], value):
            return f"repeating by {name}={value[:30]} is not supported"
    return _never(parts)


def _never(parts: dict[str, str]) -> str:
    """Why a rule may never come true, or only by looking at every day until then."""
    often = parts["FREQ"]
    numbered = any(one[0] in "+-12345" for one in parts.get("BYDAY", "X").split(","))
    if often in {"DAILY", "WEEKLY"} and ({"BYMONTHDAY", "BYSETPOS"} & set(parts) or numbered):
        return f"repeating {often.lower()} on days of the month is not supported"
    if often == "DAILY" and "BYDAY" in parts and parts.get("INTERVAL", "1") != "1":
        return "repeating daily with a pause and on days of the week is not supported"
    if "BYSETPOS" in parts and ("BYDAY" not in parts or "BYMONTHDAY" in parts or numbered):
        return "this way of counting days in a month is not supported"
    if often in {"MONTHLY", "WEEKLY"} and "BYMONTH" in parts and parts.get("INTERVAL", "1") != "1":
        return "repeating in some months with a pause is not supported"
    if "BYMONTHDAY" in parts:
        months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
        days = [abs(int(one)) for one in parts["BYMONTHDAY"].split(",")]
        if numbered or not any(day <= _LONGEST.get(month, 31) for day in days for month in months):
            return "no month has this day"
    return ""


def until_local(rule: str, zone: ZoneInfo) -> str:
    """A rule whose last moment is told by the clock of its place, as its beginning is."""

    def as_local(found: re.Match[str]) -> str:
        last = datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"UNTIL={last.astimezone(zone):%Y%m%dT%H%M%S}"

    return re.sub(r"UNTIL=(\d{8}T\d{6}Z)", as_local, rule.strip().upper())
