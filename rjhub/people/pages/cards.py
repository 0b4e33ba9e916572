"""The parts of a person's record."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.identifiers import telephone
from rjhub.partnership import reference
from rjhub.people.actions.monitoring import QUESTIONS
from rjhub.people.models import (
    ContactPoint,
    Custody,
    Equality,
    Identifier,
    OtherName,
    Person,
    SafeContact,
    Stop,
)
from rjhub.people.queries import Contents
from rjhub.people.vocabulary import Channel, ContactKind
from rjhub.sharing.vocabulary import Category


@dataclass(frozen=True)
class Card:
    """A part of the record: its rows, and what can be done about it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...] = ()


def safe_contact(person: Person, safe: SafeContact | None) -> Card:
    """How to make contact safely."""
    title = "Contact them safely"
    change = (Link("Confirm" if safe else "Record", _to("safe_contact", person)),)
    if safe is None:
        return Card(title, (Row("Recorded", "Nothing yet"),), change)
    rows = [
        Row("Only by", [Channel(channel).label for channel in safe.channels] or "No way is safe"),
        Row("If nobody answers", safe.get_voicemail_display()),
        Row("Letters", "Safe to send to their address" if safe.safe_to_write else "Do not send a letter"),
        Row("Safe times", safe.safe_times or "Not said"),
        Row("Who else may answer", safe.who_may_answer or "Nobody"),
        Row("Code word", safe.code_word or None),
    ]
    if safe.notes:
        rows.append(Row("Anything else", safe.notes))
    by = f", by {safe.confirmed_by.name}" if safe.confirmed_by else ""
    return Card(title, (*rows, Row("Confirmed", f"{day(clock.day_of(safe.confirmed_at))}{by}")), change)


def stops(contents: Contents) -> Card:
    """Whether they said no, as far as the reader may know when, to whom and to what."""
    person = contents.person
    rows = tuple(_stop(stop) for stop in contents.stops)
    if not rows:
        known = Category.SAFETY in contents.categories
        rows = (Row("On this record", "Nobody has recorded a no" if known else "Not shared with you"),)
    return Card("Said no to contact", rows, (Link("Record a no", _to("stop", person)),))


def _stop(stop: Stop) -> Row:
    what = f"No contact by {stop.get_channel_display().lower()}" if stop.channel else "No contact at all"
    told = f"Told to {stop.said_to.short_name}" if stop.said_to else "Told to the program"
    lines: list[Shown] = [what, told]
    if stop.until:
        lines.append(f"Not now: ask again on {day(stop.until)}")
    if stop.lifted_at is not None:
        lines += [Tag("They asked again", Tone.DONE), f"{day(stop.asked_again_on)}: {stop.how_they_asked}"]
        return Row(day(stop.said_on), lines)
    in_force = stop.in_force_on(clock.today())
    lines.append(Tag("In force", Tone.STOPPED) if in_force else Tag("They may be asked again", Tone.PAUSED))
    lift = reverse("people:lifting", args=[stop.person_id, stop.id])
    return Row(day(stop.said_on), lines, Link("They asked for contact again", lift) if in_force else None)


def contact(person: Person, points: list[ContactPoint]) -> Card:
    """How to reach them: the values of people responsible, and for people harmed only the way to the vault."""
    if person.is_harmed:
        apart = Row("Address, telephone and email", "Kept apart. Opening them is recorded.")
        return Card("Contact details", (apart,), (Link("Show contact details", _to("contact", person)),))
    kept = {ContactKind(point.kind): point.value for point in points}
    rows = tuple(
        Row(
            kind.label,
            shown_contact(kind, kept.get(kind, "")),
            Link("Change", _to("contact_of", person, kind.value)),
        )
        for kind in ContactKind
    )
    return Card("Contact details", rows)


def shown_contact(kind: ContactKind, value: str) -> Shown:
    """A way to reach somebody as people write it; a dash where there is none."""
    if kind in {ContactKind.MOBILE, ContactKind.PHONE} and value:
        return telephone.shown(value)
    return value.splitlines() or None


def custody(person: Person, held: list[Custody]) -> Card:
    """Where they are and were held."""
    names = {prison.code: prison.name for prison in reference.prisons()}
    actions = [Link("Record custody", _to("custody", person))]
    if held and held[0].until is None:
        actions.append(Link("Record a release", _to("release", person)))
    rows = tuple(_stay(stay, names.get(stay.prison_code, stay.prison_code)) for stay in held)
    return Card("Custody", rows or (Row("Held", "Not recorded as held in a prison"),), tuple(actions))


def _stay(stay: Custody, prison: str) -> Row:
    lines: list[Shown] = [f"{day(stay.since)} to {day(stay.until) if stay.until else 'now'}"]
    if stay.expected_release_on and stay.until is None:
        lines.append(f"Release expected on {day(stay.expected_release_on)}")
    return Row(prison, lines)


def particulars(person: Person) -> Card:
    """Who they are."""
    first = " ".join(part for part in (person.given_name, person.middle_names) if part)
    rows = (
        Row("First names", first or None),
        Row("Family name", person.family_name),
        Row("Known as", person.known_as or None),
        Row("Pronouns", person.pronouns or None),
        Row("Date of birth", day(person.born_on) if person.born_on else None),
        Row("Language", person.language or "English"),
        Row("Interpreter", "Needed" if person.needs_interpreter else "Not needed"),
        Row("Helps them to take part", person.communication_needs or None),
    )
    return Card("Who they are", rows, (Link("Change", _to("particulars", person)),))


def other_names(person: Person, names: list[OtherName]) -> Card:
    """Aliases and former names."""
    rows = tuple(
        Row(
            name.get_kind_display(),
            [str(name), f"Until {day(name.until)}"] if name.until else str(name),
            Link("Withdraw", _to("name_withdrawal", person, name.id)),
        )
        for name in names
    )
    rows = rows or (Row("Other names", "None recorded"),)
    return Card("Other names", rows, (Link("Add a name", _to("name", person)),))


def identifiers(person: Person, numbers: list[Identifier]) -> Card:
    """The numbers by which agencies know them."""
    rows = tuple(
        Row(
            number.get_kind_display(),
            number.value,
            Link("Withdraw", _to("identifier_withdrawal", person, number.id)),
        )
        for number in numbers
    )
    rows = rows or (Row("Identifiers", "None recorded"),)
    return Card("Identifiers", rows, (Link("Add an identifier", _to("identifier", person)),))


def equality(person: Person, said: Equality | None) -> Card:
    """What they said about themself; not asked is not the same as prefers not to say."""
    rows = tuple(
        Row(
            question.replace("_", " ").capitalize(),
            (getattr(said, f"get_{question}_display")() if said else "") or "Not asked",
        )
        for question in QUESTIONS
    )
    return Card("Equality monitoring", rows, (Link("Change", _to("equality", person)),))


def _to(name: str, person: Person, *more: object) -> str:
    return reverse(f"people:{name}", args=[person.id, *more])
