"""Crime references, arrest/summons numbers (ASN) and case references (URN): each force has its own way.

They are kept as the force wrote them, only tidied, and always beside the force: the same digits mean another
crime next door. `comparable` takes out what people leave out.
"""

import re
from dataclasses import dataclass

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "47250012345"
_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9 /.:()#&_-]{2,39}")
_ASN = re.compile(
    r"[0-9]{2}([0-9]{2})[A-Z0-9]{4}[0-9]{1,11}[A-Z]"
)  # year, force, unit, system, serial, letter
_URN = re.compile(r"([0-9]{2})[A-Z0-9]{2}[0-9]{5,7}")  # force, unit, serial and year


@dataclass(frozen=True, slots=True)
class PoliceReference:
    """A force's Home Office number (Sussex: "47") and the reference that it gave."""

    force: str
    reference: str

    @property
    def comparable(self) -> str:
        """The same for every way of spacing and punctuating one reference of one force."""
        return f"{self.force}:{comparable(self.reference)}"


def parse(text: str) -> str:
    """Give the reference in capitals, spaces tidied. Raises Invalid."""
    typed = clean_line(text).upper()
    if not _SHAPE.fullmatch(typed) or not re.search("[0-9]", typed):
        message = f"Enter the reference as the police wrote it, like {EXAMPLE}: 3 to 40 letters and digits."
        raise Invalid(message)
    return typed


def comparable(reference: str) -> str:
    """Letters and digits only."""
    return re.sub("[^A-Z0-9]", "", reference.upper())


def force_in_asn(reference: str) -> str | None:
    """Give the Home Office number of the force that arrested; None if the ASN is not a whole one."""
    match = _ASN.fullmatch(comparable(reference))
    return match[1] if match else None


def force_in_urn(reference: str) -> str | None:
    """Give the Home Office number of the force that opened the file; None if the URN is not a whole one."""
    match = _URN.fullmatch(comparable(reference))
    return match[1] if match else None
