"""Numbers by which agencies would know an invented person: right in form, in nobody's use.

Each is a function of the person's number in the run, so no two people share one, and each keeps to a
range in which (as far as is known) none is issued: PNC serials from 8,000,000, CRO serials from
500,000, prison numbers and CRNs that begin with Z (CRNs of a second million with Y, and so on). The
multipliers scatter neighbours and have no factor in common with the ranges, so uniqueness holds for
4,000,000 people of one run.
"""

POLICE_AGE = 14  # nobody younger has a PNC ID here

_CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_PNC_FIRST, _PNC_SERIALS = 8_000_000, 2_000_000
_CRO_FIRST, _CRO_SERIALS = 500_000, 500_000
_PRISON_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRISON_SERIALS = 10_000 * len(_PRISON_LETTERS) ** 2
_CRN_FIRST_LETTERS, _CRN_SERIALS = "ZYWV", 1_000_000


def check_letter(year: int, serial: int, width: int) -> str:
    """Give the letter after two digits of year and a serial of that width: the remainder of division by 23.

    Source: hmpps-person-record (Ministry of Justice, MIT licence).
    """
    return _CHECK_LETTERS[(year % 100 * 10**width + serial) % 23]


def pnc(number: int, year: int) -> str:
    """A PNC ID such as 2004/8012345K, first recorded in about that year."""
    year = _year_of_block(year, number // _PNC_SERIALS, blocks=2)
    serial = _PNC_FIRST + number * 1_236_067 % _PNC_SERIALS
    return f"{year}/{serial}{check_letter(year, serial, 7)}"


def cro(number: int, year: int) -> str:
    """A CRO number such as 512345/04A, of about that year."""
    year = _year_of_block(year, number // _CRO_SERIALS, blocks=8)
    serial = _CRO_FIRST + number * 309_017 % _CRO_SERIALS
    return f"{serial}/{year % 100:02d}{check_letter(year, serial, 6)}"


def prison_number(number: int) -> str:
    """A prison number such as Z1234BC."""
    letters, digits = divmod(number * 3_559_859 % _PRISON_SERIALS, 10_000)
    first, second = divmod(letters, len(_PRISON_LETTERS))
    return f"Z{digits:04d}{_PRISON_LETTERS[first]}{_PRISON_LETTERS[second]}"


def crn(number: int) -> str:
    """A probation case reference number such as Z123456."""
    letter = _CRN_FIRST_LETTERS[number // _CRN_SERIALS % len(_CRN_FIRST_LETTERS)]
    return f"{letter}{number * 618_033 % _CRN_SERIALS:06d}"


def _year_of_block(year: int, block: int, *, blocks: int) -> int:
    """Move a year back a little, so that equal serials of different blocks never fall into one year."""
    return year - (year - block) % blocks
