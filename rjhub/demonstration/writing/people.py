"""Writes a person: who they are, how they can be reached, what keeps them safe, and how their record is found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from rjhub.demonstration.invented.circumstances import Circumstances
from rjhub.demonstration.invented.person import HARMED
from rjhub.demonstration.invented.person import Person as Invented
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.sheet import Sheet
from rjhub.demonstration.writing.tables import VAULT, Row
from rjhub.kernel.identifiers.kinds import IdentifierKind as Number
from rjhub.people import keys, vault, vocabulary
from rjhub.people.actions import finding
from rjhub.people.models import ContactPoint, Custody, Equality, Identifier, MatchKey, Person, SafeContact
from rjhub.people.vocabulary import ContactKind, IdentifierKind, KeyKind
from rjhub.sharing.vocabulary import Category, FileKind

_DISABILITY = {"yes": "YES", "no": "NO", "prefer": "REF"}


@dataclass(frozen=True)
class PersonWritten:
    """A person who stands on a sheet, with the file that is theirs."""

    row: Row
    invented: Invented

    @property
    def id(self) -> str:
        """Their identifier."""
        return str(self.row["id"])

    @property
    def file(self) -> str:
        """Their file."""
        return str(self.row["file_id"])

    @property
    def name(self) -> str:
        """What they are called."""
        return self.invented.name


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known about somebody beyond who they are, by whom and since when."""

    circumstances: Circumstances
    by: Member | None
    at: datetime
    prison: str = ""
    telephones: bool = field(default=True)


@dataclass(frozen=True)
class _Whose:
    partnership_id: int
    id: str


def write_person(sheet: Sheet, invented: Invented, told: Told) -> PersonWritten:
    """Write a person and all that belongs to them. Nobody is granted anything of their file yet."""
    at, by = told.at, told.by
    file = sheet.open_file(FileKind.PERSON, by=by, at=at)
    names = _names(invented)
    row = sheet.add(
        Person,
        **_start(sheet, file, invented, Category.IDENTITY, at),
        given_name=invented.given_name,
        middle_names=invented.middle_names,
        family_name=invented.family_name,
        known_as=invented.known_as,
        pronouns=told.circumstances.pronouns,
        born_on=invented.born_on,
        sort_key=finding.sort_key(invented.given_name, invented.family_name),
        found_by=finding.found_by([*(f"{family} {given}" for given, family in names), invented.middle_names]),
        language=told.circumstances.language,
        needs_interpreter=told.circumstances.needs_interpreter,
        communication_needs=told.circumstances.communication_needs,
        added_at=at,
        added_by_id=by.id if by else None,
    )
    person = PersonWritten(row, invented)
    sheet.log("people:person:add", row, by=by, at=at)
    numbers = _write_numbers(sheet, person, at)
    contact = dict(_contact(invented))
    _write_contact(sheet, person, contact, told)
    _write_ways(sheet, person, told)
    said = keys.Said(names=names, born_on=invented.born_on, numbers=numbers)
    _write_keys(sheet, person, said, contact, telephones=told.telephones)
    return person


def _start(
    sheet: Sheet, file: str, invented: Invented, category: Category, at: datetime
) -> dict[str, object]:
    return {
        "id": sheet.ids.new(at),
        "partnership_id": sheet.area.id,
        "file_id": file,
        "side": invented.side,
        "category": category.value,
    }


def row_of(sheet: Sheet, person: PersonWritten, category: Category, at: datetime) -> dict[str, object]:
    """What every row about a person begins with."""
    start = _start(sheet, person.file, person.invented, category, at)
    return {**start, "person_id": person.id}


def _names(invented: Invented) -> tuple[tuple[str, str], ...]:
    first = (invented.given_name, invented.family_name)
    return (first, (invented.known_as, invented.family_name)) if invented.known_as else (first,)


def _write_numbers(
    sheet: Sheet, person: PersonWritten, at: datetime
) -> tuple[tuple[IdentifierKind, str], ...]:
    invented = person.invented
    known = (
        (IdentifierKind.PNC, invented.pnc),
        (IdentifierKind.CRO, invented.cro),
        (IdentifierKind.PRISON_NUMBER, invented.prison_number),
        (IdentifierKind.CRN, invented.crn),
    )
    numbers = tuple((kind, Number(kind.value).parse(value)) for kind, value in known if value)
    for kind, value in numbers:
        sheet.add(Identifier, **row_of(sheet, person, Category.IDENTITY, at), kind=kind.value, value=value)
    return numbers


def _contact(invented: Invented) -> Iterator[tuple[ContactKind, str]]:
    yield ContactKind.ADDRESS, f"{invented.house} {invented.street}\n{invented.town}\n{invented.postcode}"
    if invented.mobile:
        yield ContactKind.MOBILE, invented.mobile
    if invented.phone:
        yield ContactKind.PHONE, invented.phone
    if invented.email:
        yield ContactKind.EMAIL, invented.email


def _write_contact(sheet: Sheet, person: PersonWritten, contact: dict[ContactKind, str], told: Told) -> None:
    whose, at = _Whose(sheet.area.id, person.id), told.at
    for kind, value in contact.items():
        if person.invented.side == HARMED:
            sheet.put(
                VAULT,
                partnership_id=sheet.area.id,
                id=sheet.ids.new(at),
                person_id=person.id,
                kind=kind.value,
                sealed=vault.seal(value, whose, kind),
                since=at,
            )
        else:
            sheet.add(
                ContactPoint,
                **row_of(sheet, person, Category.CONTACT, at),
                kind=kind.value,
                value=value,
                since=at,
            )
        sheet.log("people:contact:keep", person.row, by=told.by, at=at)


def _write_ways(sheet: Sheet, person: PersonWritten, told: Told) -> None:
    ways, at = told.circumstances, told.at
    channels = [channel for channel in ways.channels if ways.safe_to_write or channel != "letter"]
    kept = sheet.add(
        SafeContact,
        **row_of(sheet, person, Category.SAFETY, at),
        channels=channels,
        voicemail=ways.voicemail,
        safe_times=ways.safe_times,
        who_may_answer=ways.who_may_answer,
        code_word=ways.code_word,
        safe_to_write=ways.safe_to_write,
        confirmed_at=at,
        confirmed_by_id=told.by.id if told.by else None,
    )
    sheet.log("people:safe-contact:confirm", kept, by=told.by, at=at)
    if told.prison:
        held = sheet.add(
            Custody, **row_of(sheet, person, Category.CONTACT, at), prison_code=told.prison, since=_day(at)
        )
        sheet.log("people:custody:record", held, by=told.by, at=at)
    _write_equality(sheet, person, told)


def _write_equality(sheet: Sheet, person: PersonWritten, told: Told) -> None:
    said = told.circumstances
    answers = {
        "ethnicity": (vocabulary.Ethnicity, person.invented.ethnicity),
        "sex": (vocabulary.Sex, person.invented.sex),
        "gender_identity": (vocabulary.GenderIdentity, said.gender_identity),
        "sexual_orientation": (vocabulary.SexualOrientation, said.sexual_orientation),
        "religion": (vocabulary.Religion, said.religion),
        "disability": (vocabulary.Disability, _DISABILITY.get(said.disability, "")),
    }
    # An answer that the record has no code for was not given here.
    codes = {field: code if code in choices.values else "" for field, (choices, code) in answers.items()}
    sheet.add(
        Equality,
        **row_of(sheet, person, Category.EQUALITY, told.at),
        **codes,
        recorded_at=told.at,
        recorded_by_id=told.by.id if told.by else None,
    )


def _write_keys(
    sheet: Sheet,
    person: PersonWritten,
    said: keys.Said,
    contact: dict[ContactKind, str],
    *,
    telephones: bool,
) -> None:
    found = {**keys.identity_keys(said), **keys.contact_keys(said, contact)}
    if not telephones:
        del found[KeyKind.TELEPHONE]
    for kind, digests in found.items():
        for digest in sorted(digests):
            sheet.add(
                MatchKey,
                partnership_id=sheet.area.id,
                digest=digest,
                kind=kind.value,
                person_id=person.id,
            )


def _day(at: datetime) -> date:
    return at.date()
