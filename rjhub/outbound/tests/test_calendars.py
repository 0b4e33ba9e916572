"""A calendar file says when, and nothing else."""

import re
from datetime import UTC, datetime

from rjhub.outbound import calendars

AT = datetime(2026, 7, 3, 13, 30, tzinfo=UTC)


def test_the_file_is_one_that_calendars_read() -> None:
    lines = calendars.event(starts_at=AT, number=2, of="meeting staff").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    fields = dict(line.split(":", 1) for line in lines[:-1])
    assert (fields["DTSTART"], fields["DTEND"]) == ("20260703T133000Z", "20260703T153000Z")
    assert (fields["VERSION"], fields["SEQUENCE"]) == ("2.0", "2")
    assert re.fullmatch("[0-9a-f]{32}", fields["UID"])
    assert max(len(line.encode()) for line in lines) <= 75


def test_it_holds_nobody_no_place_and_no_case() -> None:
    made = calendars.event(starts_at=AT, number=1, of="5eed0000 5eed0001")
    names = {line.split(":", 1)[0] for line in made.splitlines()}
    assert not names & {"ATTENDEE", "ORGANIZER", "LOCATION", "DESCRIPTION", "URL", "CONTACT", "COMMENT"}
    assert "5eed" not in made


def test_a_later_file_takes_the_place_of_the_earlier_and_nobody_elses() -> None:
    def uid(of: str) -> str:
        return calendars.event(starts_at=AT, number=1, of=of).splitlines()[4]

    assert uid("meeting one") == uid("meeting one")
    assert uid("meeting one") != uid("meeting two")
