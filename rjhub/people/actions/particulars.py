"""Who somebody is, as whoever adds or amends a person says it."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from rjhub.kernel.invalid import Invalid
from rjhub.people.actions import wording
from rjhub.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """Everything on a person's record that is one answer. Only the family name has to be there."""

    family_name: str
    given_name: str = ""
    middle_names: str = ""
    known_as: str = ""
    pronouns: str = ""
    born_on: date | None = None
    language: str = ""
    needs_interpreter: bool = False
    communication_needs: str = ""

    def tidied(self) -> "Particulars":
        """The same with every text clean and short enough. Raises Invalid, in words, where one is not."""
        texts = {
            name: wording.line(Person, name, value)
            for name, value in self.answers().items()
            if isinstance(value, str)
        }
        if not texts["family_name"]:
            raise Invalid("Enter a family name. If they use only one name, enter it as the family name.")
        return Particulars(**(self.answers() | texts))

    def answers(self) -> dict[str, Any]:
        """Each answer by the name of the model's field."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


def of(person: Person) -> Particulars:
    """What a person's record says now."""
    return Particulars(
        **{field.name: getattr(person, field.name) for field in dataclasses.fields(Particulars)}
    )
