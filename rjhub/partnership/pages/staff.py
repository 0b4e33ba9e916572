"""The people of a partnership."""

from dataclasses import dataclass
from datetime import datetime

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Row, Shown, Tag
from rjhub.partnership import forms


@dataclass(frozen=True)
class StaffList:
    """The list of staff."""

    filters: forms.FindStaff
    chosen: tuple[Link, ...]
    clear_href: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    invite: Link | None
    breadcrumbs: tuple[Link, ...]
    title: str = "People"


@dataclass(frozen=True)
class Lapsing:
    """Something with a date on which it stops counting."""

    what: str
    since: str
    until: str
    tag: Tag


@dataclass(frozen=True)
class Member:
    """One member of staff."""

    title: str
    about: tuple[Row, ...]
    roles: tuple[tuple[Shown, ...], ...]
    role_columns: tuple[Column, ...]
    levels: tuple[tuple[Shown, ...], ...]
    trainings: tuple[tuple[Shown, ...], ...]
    lapsing_columns: tuple[Column, ...]
    acts: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]


@dataclass(frozen=True)
class Leaving:
    """Recording that somebody leaves."""

    form: forms.Leave
    back: Link
    name: str
    title: str


@dataclass(frozen=True)
class NewRole:
    """Giving somebody a role."""

    form: forms.GiveRole
    back: Link
    title: str


@dataclass(frozen=True)
class EndingRole:
    """Ending a role, asked once more."""

    name: str
    role: str
    back: Link
    title: str = "End this role"


@dataclass(frozen=True)
class PractitionerLevel:
    """Recording a practitioner level."""

    form: forms.SetLevel
    back: Link
    title: str


@dataclass(frozen=True)
class NamingLineManager:
    """To whom somebody answers."""

    form: forms.NameLineManager
    back: Link
    title: str


@dataclass(frozen=True)
class NewTraining:
    """Recording a course."""

    form: forms.AddTraining
    back: Link
    title: str


@dataclass(frozen=True)
class StartingOver:
    """Taking away somebody's lost password and second factors, asked once more."""

    name: str
    email: str
    back: Link
    title: str = "Help them back in"


@dataclass(frozen=True)
class Locking:
    """Locking an account at once or opening it again, asked once more."""

    name: str
    locked: bool
    back: Link
    title: str


@dataclass(frozen=True)
class Invitations:
    """Whom an agency has invited."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    invite: Link
    breadcrumbs: tuple[Link, ...]


@dataclass(frozen=True)
class NewInvitation:
    """Inviting somebody."""

    form: forms.Invite
    agency: str
    back: Link
    title: str = "Invite somebody"


@dataclass(frozen=True)
class WithdrawInvitation:
    """Withdrawing an invitation, asked once more."""

    name: str
    email: str
    back: Link
    title: str = "Withdraw this invitation"


@dataclass(frozen=True)
class Acceptance:
    """What the link of an invitation opens."""

    form: forms.Accept | None
    name: str
    email: str
    agency: str
    partnership: str
    roles: tuple[str, ...]
    until: datetime
    sign_on: str
    sign_in: Link | None
    yours: bool
    title: str = "Accept your invitation"


@dataclass(frozen=True)
class NoInvitation:
    """For a link that is used, out of date, withdrawn or was never made."""

    title: str = "This link does not work any more"
