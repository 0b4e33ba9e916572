"""The kinds of number by which one person is known, and the way to read each."""

from collections.abc import Callable
from enum import StrEnum

from rjhub.kernel.identifiers import crn, cro, national_insurance, pnc, prison_number


class IdentifierKind(StrEnum):
    """A number that belongs to one person only: two records that share one are the same person."""

    PNC = "pnc"
    CRO = "cro"
    PRISON_NUMBER = "prison_number"
    CRN = "crn"
    NATIONAL_INSURANCE = "national_insurance"

    @property
    def label(self) -> str:
        """What the number is called on a page."""
        return _LABELS[self]

    @property
    def example(self) -> str:
        """What such a number looks like."""
        return _EXAMPLES[self]

    def parse(self, text: str) -> str:
        """Give the one stored form. Raises Invalid."""
        return _PARSERS[self](text)


_LABELS = {
    IdentifierKind.PNC: "PNC ID",
    IdentifierKind.CRO: "CRO number",
    IdentifierKind.PRISON_NUMBER: "Prison number",
    IdentifierKind.CRN: "Probation CRN",
    IdentifierKind.NATIONAL_INSURANCE: "National Insurance number",
}
_EXAMPLES = {
    IdentifierKind.PNC: pnc.EXAMPLE,
    IdentifierKind.CRO: cro.EXAMPLE,
    IdentifierKind.PRISON_NUMBER: prison_number.EXAMPLE,
    IdentifierKind.CRN: crn.EXAMPLE,
    IdentifierKind.NATIONAL_INSURANCE: national_insurance.EXAMPLE,
}
_PARSERS: dict[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.PNC: pnc.parse,
    IdentifierKind.CRO: cro.parse,
    IdentifierKind.PRISON_NUMBER: prison_number.parse,
    IdentifierKind.CRN: crn.parse,
    IdentifierKind.NATIONAL_INSURANCE: national_insurance.parse,
}
