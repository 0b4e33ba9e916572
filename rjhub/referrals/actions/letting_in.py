"""Who is let into the file of a new referral, and into those of the people whom it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rjhub.partnership import acting
from rjhub.partnership.models import Hub, Principal, Staff
from rjhub.sharing.actions import granting
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side

COORDINATE = Scope(purpose=Purpose.COORDINATE)
TAKE_IN = Scope(purpose=Purpose.TAKE_IN)


@dataclass(frozen=True, kw_only=True)
class Door:
    """The hub that a referral goes to, and whoever sends it: staff, or the program for the public."""

    hub: Hub
    sender: Principal
    by: Staff | None
    at: datetime

    def for_person(self) -> tuple[Granted, ...]:
        """Who is granted the file of a person whom the referral names."""
        return (
            Granted((self.hub.coordinators,), COORDINATE),
            Granted((self.sender,), TAKE_IN),
        )

    def open_file(self, sides: Sequence[Side]) -> File:
        """Open the file to the hub, and to whoever sends it: to write it all now, to follow what they said later.

        What they follow is narrow, because others will write in the same file: the referral and the offence,
        and of each side only what the referral itself says about it. Nothing of safety, contact or identity.
        """
        followed = follow(sides) if self.by else ()
        return granting.open_file_to(
            [*self.for_person(), *(Granted((self.sender,), scope) for scope in followed)],
            partnership_id=self.hub.partnership_id,
            kind=FileKind.CASE,
            by=self.by,
            at=self.at,
        )

    def close(self, files: Sequence[File]) -> None:
        """End what was granted only for taking the referral in, before anybody else's request can use it."""
        granting.end_grants(files, [self.sender], purpose=Purpose.TAKE_IN, by=self.by, at=self.at)


def follow(sides: Sequence[Side]) -> tuple[Scope, ...]:
    """What a member of staff who referred may go on seeing of the file of the referral."""
    about_it = Scope(
        purpose=Purpose.REFER, sides=(Side.NEUTRAL,), categories=(Category.REFERRAL, Category.OFFENCE)
    )
    named = tuple(dict.fromkeys(sides))
    about_them = Scope(purpose=Purpose.REFER, sides=named, categories=(Category.REFERRAL,))
    return (about_it, about_them) if named else (about_it,)


def door_to(hub: Hub, *, by: Staff | None, at: datetime) -> Door:
    """The door through which a referral comes to a hub."""
    if by is not None:
        return Door(hub=hub, sender=by.principal, by=by, at=at)
    intake = Principal.objects.get(id=acting.intake_of(hub.partnership_id))
    return Door(hub=hub, sender=intake, by=None, at=at)
