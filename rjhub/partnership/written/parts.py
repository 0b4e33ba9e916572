"""What every written file is made of: groups of keys that do not change, keys, texts, and lists of one or more."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


def as_list(value: object) -> object:
    """One value may be written without the list: `cj_stage: custody`."""
    return [value] if isinstance(value, str) else value


OneOrMore = BeforeValidator(as_list)
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=600)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=6000)]


class Part(BaseModel):
    """A part of a file: nothing in it changes, and nothing unknown may stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @classmethod
    def keys(cls) -> dict[str, str]:
        """The keys as they stand in a file, each with the name of the field that holds its value."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}
