"""When somebody can facilitate: their week, leave, their calendar as a file, and their work in it."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client

from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.facilitators import calendar_feed, calendar_files, keeper
from rjhub.facilitators.free_time import Slot, Times
from rjhub.facilitators.models import Diary, Leave, Week
from rjhub.kernel import clock

SINCE, UNTIL = datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str) -> bytes:
    return calendar("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT")


def read(content: bytes) -> list[tuple[str, str]]:
    found = calendar_files.busy_in(content, SINCE, UNTIL)
    return [(f"{begins:%d %b %H:%M}", f"{ends:%d %b %H:%M}") for begins, ends in found]


def test_ten_oclock_stays_ten_oclock_when_the_clocks_change() -> None:
    weekly = event(
        "DTSTART;TZID=Europe/London:20270308T100000", "DTEND;TZID=Europe/London:20270308T110000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405T090000Z", "EXDATE;TZID=Europe/London:20270315T100000",
    )  # fmt: skip
    assert read(weekly) == [
        ("08 Mar 10:00", "08 Mar 11:00"), ("22 Mar 10:00", "22 Mar 11:00"),
        ("29 Mar 09:00", "29 Mar 10:00"), ("05 Apr 09:00", "05 Apr 10:00"),
    ]  # fmt: skip


def test_what_was_moved_cancelled_or_is_marked_as_free_takes_no_time_where_it_stood() -> None:
    moved = calendar(
        "BEGIN:VEVENT", "UID:a", "DTSTART:20261201T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2",
        "BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT5M", "END:VALARM", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a", "RECURRENCE-ID:20261202T100000Z", "DTSTART:20261203T140000Z",
        "DTEND:20261203T150000Z", "SUMMARY:Long", "  folded words", "END:VEVENT",
        "BEGIN:VEVENT", "UID:b", "DTSTART:20261204T100000Z", "STATUS:CANCELLED", "END:VEVENT",
        "BEGIN:VEVENT", "UID:c", "DTSTART;VALUE=DATE:20261205", "TRANSP:TRANSPARENT", "END:VEVENT",
        "BEGIN:VEVENT", "UID:d", "DTSTART;VALUE=DATE:20261206", "END:VEVENT",
    )  # fmt: skip
    assert read(moved) == [
        ("01 Dec 10:00", "01 Dec 11:00"), ("03 Dec 14:00", "03 Dec 15:00"), ("06 Dec 00:00", "07 Dec 00:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not a calendar file"),
        (b"name,day\n", "not a calendar file"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T100000Z\n", "stops in the middle"),
        (event("SUMMARY:When?"), "no beginning"),
        (event("DTSTART:tomorrow"), "Line 5 .*no date or time"),
        (event("DTSTART:20261301T100000Z"), "no date or time"),
        (event("DTSTART;TZID=Atlantis:20261201T100000"), "“Atlantis” is not known"),
        (event("DTSTART:20261201T100000Z", "DTEND:20261201T090000Z"), "ends before it begins"),
        (event("DTSTART:20261201T100000Z", "RRULE:FREQ=SECONDLY"), "FREQ=SECONDLY is not supported"),
        (event("DTSTART:20261201T100000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "no month has this day"),
        (event("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO"), "with a pause"),
        (event("DTSTART:20261201T100000Z", "RRULE:FREQ=YEARLY;BYWEEKNO=20"), "BYWEEKNO is not supported"),
    ],
    ids=["bytes", "csv", "cut", "no-start", "word", "month-13", "zone", "backwards", "seconds", "30-feb", "never",
         "weekno"],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_its_line_and_never_passed_over(
    content: bytes, words: str
) -> None:
    with pytest.raises(calendar_files.UnreadableError, match=words):
        calendar_files.busy_in(content, SINCE, UNTIL)


def test_a_half_day_is_free_if_nothing_reaches_into_it() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday
    busy = (datetime(2026, 11, 23, 12, 30, tzinfo=UTC), datetime(2026, 11, 23, 13, 30, tzinfo=UTC))
    times = Times(
        usual=frozenset({"mon-am", "mon-pm", "mon-eve"}),
        leave=((date(2026, 11, 30), date(2026, 12, 6)),),
        busy=(busy,),
    )
    free = list(times.free(now, 14))
    assert free == [
        Slot(date(2026, 11, 23), "eve"),
        *(Slot(date(2026, 12, 7), part) for part in ("am", "pm", "eve")),
    ]
    assert Times(usual=frozenset()).next_free(now) is None
    assert Times().next_free(now) == Slot(date(2026, 11, 23), "am")


def test_the_file_for_other_calendars_says_when_and_nothing_else_and_is_read_back() -> None:
    spans = [(datetime(2026, 12, 1, 10, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC))]
    written = calendar_feed.written(spans, "key", SINCE)
    assert calendar_files.busy_in(written.encode(), SINCE, UNTIL) == spans
    assert set(re.findall("SUMMARY:.*", written)) == {"SUMMARY:RJ work\r"}
    assert "key" not in written


@pytest.mark.django_db
def test_somebody_says_when_they_are_free_and_away_and_their_coordinator_sees_it() -> None:
    owen, his = signed_in("Owen Trevor"), f"/facilitators/{member('Owen Trevor').id}"
    assert owen.post(f"{his}/week", {"version": "1", "mon": ["am"], "sat": ["am", "eve"]}).status_code == 302
    day = clock.today() + timedelta(days=40)
    parts = {"day": day.day, "month": day.month, "year": day.year}
    form = {f"{name}-{part}": value for name in ("since", "until") for part, value in parts.items()}
    assert owen.post(f"{his}/leave/new", {**form, "submission_key": str(uuid4())}).status_code == 302
    shown = signed_in("Marian Okafor").get(his).content.decode()
    assert "Saturday: morning, evening" in shown
    assert f"Away {day.day} {day:%B %Y}" in shown
    assert "Take back" not in shown  # it is not hers to say
    with at_work(member("Owen Trevor")):
        leave = Leave.objects.get(since=day)
    assert signed_in("Marian Okafor").post(f"{his}/leave/{leave.id}/ending").status_code == 404
    assert owen.post(f"{his}/leave/{leave.id}/ending").status_code == 302
    assert f"Away {day.day} {day:%B %Y}" not in owen.get("/my-practice").content.decode()


@pytest.mark.django_db
def test_of_a_calendar_only_when_somebody_is_busy_is_kept() -> None:
    owen, his = signed_in("Owen Trevor"), f"/facilitators/{member('Owen Trevor').id}/diary"
    begins = clock.now().replace(microsecond=0) + timedelta(days=5)
    content = event(f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", "DURATION:PT2H", "SUMMARY:Dentist", "LOCATION:Hove")
    answer = owen.post(his, {"file": SimpleUploadedFile("me.ics", content)})
    assert answer.status_code == 302
    with at_work(member("Owen Trevor")):
        kept = Diary.objects.get()
        assert (kept.begins, kept.ends) == ([begins], [begins + timedelta(hours=2)])
    wrong = owen.post(his, {"file": SimpleUploadedFile("me.ics", event("DTSTART:soon"))}).content.decode()
    assert "no date or time" in wrong


@pytest.mark.django_db
def test_the_address_of_somebodys_work_is_secret_and_ends_when_they_say_so() -> None:
    nadia = signed_in("Nadia Karim")
    first, second = (_address(nadia) for _ in range(2))
    outsider = Client()
    assert outsider.get(first).status_code == 404  # a new address ends the one before
    answer = outsider.get(second)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert nadia.post("/my-practice/feed/ending").status_code == 302
    assert outsider.get(second).status_code == 404
    assert outsider.get("/work/guess.ics").status_code == 404


@pytest.mark.django_db
def test_sql_of_ones_own_says_nothing_for_a_colleague() -> None:
    mine, other = member("Nadia Karim"), member("Owen Trevor")
    row = {"staff": other, "partnership_id": mine.partnership_id}
    with at_work(mine):
        assert not Week.objects.filter(staff=other).exists()
        assert Week.objects.filter(staff=other).update(slots=[]) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Leave.objects.create(
                **row, since=date(2026, 12, 1), until=date(2026, 12, 1), submission_key=uuid4()
            )
        assert keeper.work_among([other.id]) == {}


def _address(client: Client) -> str:
    shown = client.post("/my-practice/feed/new").content.decode()
    found = re.search(r"(/work/[\w-]+\.ics)", shown)
    assert found
    return found[1]
