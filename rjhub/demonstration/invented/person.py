"""What the engine knows of one invented person."""

from datetime import date
from typing import NamedTuple

HARMED, RESPONSIBLE = "harmed", "responsible"


class Person(NamedTuple):
    """One record of one invented person.

    `number` is the record's own; `human` says who it is, and differs from `number` where the same human
    being was recorded a second time. `household` is the number of the person whose home it is, `relation`
    what the person is to the record before. Numbers and addresses that somebody does not have are empty.
    """

    number: int
    human: int
    side: str
    community: str
    given_name: str
    middle_names: str
    family_name: str
    known_as: str
    sex: str
    born_on: date | None
    ethnicity: str
    house: str
    street: str
    town: str
    district: str
    postcode: str
    mobile: str
    phone: str
    email: str
    pnc: str
    cro: str
    prison_number: str
    crn: str
    household: int
    relation: str

    @property
    def name(self) -> str:
        """What the person is called."""
        return f"{self.known_as or self.given_name} {self.family_name}".strip()

    @property
    def address(self) -> str:
        """The whole address on one line."""
        return f"{self.house} {self.street}, {self.town} {self.postcode}"
