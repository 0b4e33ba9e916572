"""Writing, sending, no, yes and other addresses in any order: nothing leaves that may not, against a model of its own.

The model knows what people said and when, in plain Python. It shares nothing with the rule that decides. That it sees
something wrong is shown by planting faults in that rule.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core import mail
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters import keeper
from rjhub.letters.actions import printing, sending
from rjhub.letters.actions.changing import note_leaving
from rjhub.letters.models import Letter
from rjhub.letters.tests.factories import a_letter, asked, sent_off
from rjhub.letters.vocabulary import Status
from rjhub.people.actions import reaching, stopping
from rjhub.people.models import Person
from rjhub.people.tests.factories import a_person, at_work, coordinator, rosa
from rjhub.people.vocabulary import Channel, ContactKind

KINDS = {Channel.EMAIL: ContactKind.EMAIL, Channel.LETTER: ContactKind.ADDRESS}
WAYS = tuple(KINDS)
HERS = {
    ContactKind.EMAIL: "rosa@delacroix.example",
    ContactKind.ADDRESS: "Flat 3, The Example\nBrighton\nBN1 1AA",
}


@dataclass
class Said:
    """What the person said, and what is known of how to reach her: the model."""

    now: int = 0
    asked_at: int | None = None
    long_ago: bool = False
    safe: frozenset[Channel] = frozenset()
    changed_at: dict[ContactKind, int] = field(default_factory=lambda: dict.fromkeys(KINDS.values(), 0))
    current: dict[ContactKind, str | None] = field(default_factory=lambda: dict(HERS))
    noes: list[tuple[Any, Channel | None]] = field(default_factory=list)

    def may(self, way: Channel) -> bool:
        """Whether she may be written to now."""
        kind = KINDS[way]
        return (
            not any(to in {None, way} for _, to in self.noes)
            and self.asked_at is not None
            and not self.long_ago
            and way in self.safe
            and self.current[kind] is not None
            and self.changed_at[kind] < self.asked_at
        )


def _known_for_a_year(person: Person) -> None:
    """What she said long ago is no older than how she can be reached."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE vault.contact SET since = since - interval '1 year' WHERE person_id = %s", [person.id]
        )
        cursor.execute("SET ROLE rjhub_app")


class Writing(RuleBasedStateMachine):
    """Everything that can happen to what is written to one person."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.before = transaction.savepoint()
        self.by = self.stack.enter_context(at_work(coordinator()))
        self.rosa = rosa(self.by)
        same = rosa(self.by)
        like = a_person(self.by, given_name="Rosa", family_name="Delacroix", born_on=date(1991, 7, 4))
        _known_for_a_year(self.rosa)
        self.records = [self.rosa, same, like]
        self.said = Said()
        self.open: list[Letter] = []
        self.gone: list[Letter] = []
        self.leaving: list[tuple[sending.OnItsWay, int]] = []
        mail.outbox.clear()

    @initialize(long_ago=st.integers(0, 3).map(lambda n: not n))
    def she_was_asked(self, *, long_ago: bool) -> None:
        self.asks_her(set(WAYS), long_ago=long_ago)

    @invariant()
    def the_database_says_what_she_said(self) -> None:
        for way in WAYS:
            assert (keeper.obstacle_to_writing(self.rosa.id, way) is None) == self.said.may(way)
        for letter in self.open:
            assert (keeper.stands_against(letter.id) is None) == self.said.may(Channel(letter.way))
        for leaving, then in self.leaving:
            same = self.said.changed_at[ContactKind.EMAIL] <= then
            may = self.said.may(Channel.EMAIL) and same
            assert (keeper.stands_against(leaving.letter.id) is None) == may

    def teardown(self) -> None:
        self.stack.close()
        transaction.savepoint_rollback(self.before)

    def _now(self, letter: Letter) -> Letter:
        return Letter.objects.get(id=letter.id)

    @rule(way=st.sampled_from(WAYS))
    def writes(self, way: Channel) -> None:
        try:
            letter = (
                sent_off(self.rosa, self.by) if way is Channel.EMAIL else a_letter(self.rosa, self.by, way)
            )
        except Refused:
            assert not self.said.may(way)
        else:
            assert self.said.may(way)
            self.open.append(letter)

    @rule(
        ways=st.sets(st.sampled_from((*WAYS, Channel.PHONE))), long_ago=st.integers(0, 9).map(lambda n: not n)
    )
    def asks_her(self, ways: set[Channel], *, long_ago: bool) -> None:
        self.said.now += 1
        if long_ago and self.said.asked_at is not None:
            return  # what was said long ago does not count beside what was said since
        ago = timedelta(days=200) if long_ago else timedelta()
        asked(self.rosa, *(ways or {Channel.PHONE}), by=self.by, ago=ago)
        self.said.asked_at, self.said.long_ago = self.said.now, long_ago
        self.said.safe = frozenset(ways)

    @rule(kind=st.sampled_from(list(KINDS.values())), number=st.integers(0, 99), ends=st.integers(0, 4))
    def another_address(self, kind: ContactKind, number: int, ends: int) -> None:
        self.said.now += 1
        made = {
            ContactKind.EMAIL: f"rosa{number}@delacroix.example",
            ContactKind.ADDRESS: f"{number} Sample\nBN1 1AA",
        }
        value = made[kind] if ends else None
        reaching.keep_contact(self.rosa, kind=kind, value=value, by=self.by, at=clock.now())
        self.said.changed_at[kind], self.said.current[kind] = self.said.now, value

    @precondition(lambda self: not self.said.noes)
    @rule(record=st.integers(0, 2), to=st.sampled_from((None, Channel.EMAIL, Channel.LETTER, Channel.PHONE)))
    def says_no(self, record: int, to: Channel | None) -> None:
        no = stopping.record_stop(
            self.records[record], said_on=date(2026, 2, 1), said_to=self.by.agency, by=self.by, at=clock.now(),
            channel=to,
        )  # fmt: skip
        self.said.noes.append((no, to))

    @precondition(lambda self: self.said.noes)
    @rule(which=st.integers(0, 99))
    def asks_to_hear_again(self, which: int) -> None:
        no, _ = self.said.noes.pop(which % len(self.said.noes))
        stopping.lift_stop(
            no, asked_on=date(2026, 3, 1), how_they_asked="She rang", by=self.by, at=clock.now()
        )

    @precondition(lambda self: self.open)
    @rule(which=st.integers(0, 99))
    def its_turn_comes(self, which: int) -> None:
        letter = self._now(self.open.pop(which % len(self.open)))
        if letter.way == Channel.LETTER:
            self._prints(letter)
            return
        waits, may = letter.status == Status.TO_SEND, self.said.may(Channel.EMAIL)
        leaving = sending.begin(letter, by=self.by)
        assert (leaving is not None) == (waits and may)
        if leaving:
            assert leaving.address == self.said.current[ContactKind.EMAIL]
            self.leaving.append((leaving, self.said.now))

    def _prints(self, letter: Letter) -> None:
        may = letter.status in {Status.WRITTEN, Status.PRINTED} and self.said.may(Channel.LETTER)
        before = letter.status
        try:
            if before == Status.PRINTED:
                printing.post_letter(letter, by=self.by, at=clock.now())
            else:
                printing.print_letter(letter, by=self.by, at=clock.now())
                self.open.append(letter)
        except Refused:
            assert not may
        else:
            assert may

    @precondition(lambda self: self.leaving)
    @rule(which=st.integers(0, 99))
    def is_handed_over(self, which: int) -> None:
        leaving, then = self.leaving.pop(which % len(self.leaving))
        same = self.said.changed_at[ContactKind.EMAIL] <= then
        sent = len(mail.outbox)
        sending.hand_over(leaving, by=self.by)
        left = len(mail.outbox) > sent
        self.gone.append(leaving.letter)
        assert left == (self.said.may(Channel.EMAIL) and same)
        if left:
            assert mail.outbox[-1].to == [self.said.current[ContactKind.EMAIL]]

    @rule(number=st.integers(0, 99))
    def another_address_that_is_safe(self, number: int) -> None:
        self.another_address(ContactKind.EMAIL, number, ends=1)
        self.asks_her(set(WAYS), long_ago=False)

    @precondition(lambda self: self.open or self.gone)
    @rule(which=st.integers(0, 99))
    def a_statement_of_somebodys_own(self, which: int) -> None:
        letters = self.open + self.gone
        letter = self._now(letters[which % len(letters)])
        ready = {Status.TO_SEND} if letter.way == Channel.EMAIL else {Status.WRITTEN, Status.PRINTED}
        may = letter.status in ready and self.said.may(Channel(letter.way))
        point = transaction.savepoint()
        try:
            with transaction.atomic():
                note_leaving(letter, by=self.by)
        except DatabaseError:
            assert not may
        else:
            assert may
        transaction.savepoint_rollback(point)


QUICK = settings(
    max_examples=10,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
LOOKING = settings(QUICK, max_examples=100, derandomize=True)
