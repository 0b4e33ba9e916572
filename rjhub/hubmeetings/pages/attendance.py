"""Which agencies come to a hub's meetings: how a partnership sees whether it works."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown
from rjhub.design.words import day, plural
from rjhub.hubmeetings.queries import Attended

COLUMNS = (
    Column("Agency"), Column("Invited to", numeric=True), Column("Came to", numeric=True),
    Column("Sent apologies", numeric=True), Column("Neither", numeric=True), Column("Last came"),
)  # fmt: skip


@dataclass(frozen=True)
class OfHub:
    """The agencies of one hub's meetings."""

    name: str
    about: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Attendance:
    """Who came, agency by agency."""

    hubs: tuple[OfHub, ...]
    columns: tuple[Column, ...]
    back: Link
    title: str = "Who came, agency by agency"


def attendance_page(found: Sequence[tuple[str, int, Sequence[Attended]]]) -> Attendance:
    """For each hub its name, how many meetings are counted, and the agencies."""
    return Attendance(
        hubs=tuple(
            OfHub(
                name,
                f"{plural(count, 'meeting')} counted." if count else "No meeting was held yet.",
                tuple(
                    (
                        one.agency, one.invited, one.came, one.apologies,
                        one.invited - one.came - one.apologies,
                        day(one.last) if one.last else "Not yet",
                    )
                    for one in agencies
                ),
            )
            for name, count, agencies in found
        ),
        columns=COLUMNS,
        back=Link("Hub meetings", reverse("hubmeetings:meetings")),
    )  # fmt: skip
