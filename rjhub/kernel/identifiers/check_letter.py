"""The modulus-23 check letter that the Police National Computer puts on its numbers.

Source: hmpps-person-record (Ministry of Justice, MIT licence), IdentifierCheckDigitHandler.kt. The catalogue
of criminal justice data standards describes the same for court case references.
"""

_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"


def check_letter(digits: str) -> str:
    """Give the letter that belongs to a run of digits."""
    return _LETTERS[int(digits) % len(_LETTERS)]
