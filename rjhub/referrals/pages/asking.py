"""The pages on which somebody asks for restorative justice. What stands in the browser's tab says nothing about it."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.forms.form import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.kernel.decisions import Decision
from rjhub.partnership.models import Partnership
from rjhub.referrals.forms.visit import TITLES, WHO, Visit
from rjhub.referrals.pages.drafting import answers_of

HELPLINES = (
    ("Victim Support", "08 08 16 89 111", "free, day and night, whether or not you told the police"),
    ("National Domestic Abuse Helpline", "0808 2000 247", "free, day and night, for women and children"),
    ("Men's Advice Line", "0808 801 0327", "free, for men who are abused"),
    ("Samaritans", "116 123", "free, day and night, whatever you are going through"),
    ("Childline", "0800 1111", "free, for anybody under 19"),
)


@dataclass(frozen=True)
class Asking:
    """The first page: what this is, for whom, and other ways to ask."""

    partnership: str
    phone: str
    email: str
    who: tuple[tuple[str, str], ...]
    starting_href: str
    helplines: tuple[tuple[str, str, str], ...]
    takes: bool
    why_not: tuple[str, ...]
    tab: str = "Getting in touch"
    title: str = "Ask for restorative justice"


@dataclass(frozen=True)
class AskingPage:
    """One page of questions."""

    form: Form
    title: str
    tab: str
    step: str
    opening: str
    typing_href: str
    phone: str
    first: bool
    back: Link
    open_twice: bool
    other_answers: tuple[Row, ...]


@dataclass(frozen=True)
class AskingCheck:
    """Everything that is about to be sent."""

    groups: tuple[tuple[str, tuple[Row, ...], Link], ...]
    version: int
    sending_href: str
    back: Link
    tab: str = "Checking"
    title: str = "Check what you wrote"


@dataclass(frozen=True)
class AskingUnsafe:
    """Somebody is not safe now."""

    phone: str
    helplines: tuple[tuple[str, str, str], ...]
    back: Link
    tab: str = "Getting help"
    title: str = "Your safety comes first"


@dataclass(frozen=True)
class AskingSent:
    """It was sent: the reference, and what happens next and when."""

    reference: str
    phone: str
    within: str
    helplines: tuple[tuple[str, str, str], ...]
    tab: str = "Sent"
    title: str = "We have what you sent"


@dataclass(frozen=True)
class AskingGone:
    """There is nothing here any more."""

    phone: str
    start: Link
    tab: str = "Getting in touch"
    title: str = "There is nothing here"


def start(partnership: Partnership, *, taking: Decision) -> Asking:
    """The first page of a partnership."""
    return Asking(
        partnership=partnership.name,
        phone=partnership.phone,
        email=partnership.email,
        who=WHO,
        starting_href=address(partnership, "beginning"),
        helplines=HELPLINES,
        takes=bool(taking),
        why_not=() if taking else taking.reasons,
    )


def page(partnership: Partnership, visit: Visit, key: str, *, opening: str) -> AskingPage:
    """One page of questions; beside it what stands in another tab, where the two do not say the same."""
    twice = key in visit.content.waiting
    steps = visit.steps
    before = visit.before(key)
    back = address(partnership, before) if before else reverse("referrals:asking", args=[partnership.code])
    return AskingPage(
        form=visit.shown(key),
        title=TITLES[key],
        tab=f"Page {steps.index(key) + 1} of {len(steps)}: {TITLES[key].lower()}",
        step=f"Page {steps.index(key) + 1} of {len(steps)}",
        opening=opening,
        typing_href=address(partnership, key, "typing"),
        phone=partnership.phone,
        first=before is None,
        back=Link("Back", back),
        open_twice=twice,
        other_answers=_answers(visit, key) if twice else (),
    )


def check(partnership: Partnership, visit: Visit, version: int) -> AskingCheck:
    """Everything that a visitor wrote."""
    return AskingCheck(
        groups=tuple(
            (TITLES[key], _answers(visit, key), Link("Change", address(partnership, key)))
            for key in visit.steps
        ),
        version=version,
        sending_href=address(partnership, "sending"),
        back=Link("Back", address(partnership, visit.steps[-1])),
    )


def unsafe(partnership: Partnership) -> AskingUnsafe:
    """For somebody who is not safe now."""
    back = Link("I am safe and want to go on", address(partnership, "contact"))
    return AskingUnsafe(phone=partnership.phone, helplines=HELPLINES, back=back)


def sent(partnership: Partnership, reference: str, within: str) -> AskingSent:
    """The receipt."""
    return AskingSent(
        reference=reference,
        phone=partnership.phone,
        within=within,
        helplines=HELPLINES,
    )


def gone(partnership: Partnership) -> AskingGone:
    """For a page whose time is over."""
    start_again = Link("Start again", reverse("referrals:asking", args=[partnership.code]))
    return AskingGone(phone=partnership.phone, start=start_again)


def address(partnership: Partnership, *parts: str) -> str:
    """The address of a page of a partnership's visit."""
    if parts[-1] == "typing":
        return reverse("referrals:asking_typing", args=[partnership.code, parts[0]])
    names = {"beginning": "asking_beginning", "sending": "asking_sending"}
    if parts[0] in names:
        return reverse(f"referrals:{names[parts[0]]}", args=[partnership.code])
    return reverse("referrals:asking_page", args=[partnership.code, parts[0]])


def _answers(visit: Visit, key: str) -> tuple[Row, ...]:
    return tuple(row for row in answers_of(visit.answered(key)) if row.value)
