"""UK postcodes, with the islands and forces' post: "BN1 1AA".

Source of the letter rules: Royal Mail's published postcode format (letters that never stand in a place); the
list of areas is the 124 that are in use; BF is forces' post, BX post without a place.
"""

import itertools
import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "BN1 1AA"
AREAS = frozenset(
    """
    AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN
    DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA
    LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG
    SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split()  # noqa: SIM905 a list would be 125 lines long
)
_OUTWARD = r"([A-Z]{1,2})([0-9]{1,2}|[0-9][ABCDEFGHJKMNPRSTUVWXY])"
_INWARD = r"[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}"
_SHAPE = re.compile(f"{_OUTWARD}({_INWARD})")
_MISREAD = {"O": "0", "0": "O", "I": "1", "1": "I"}


def parse(text: str) -> str:
    """Give the postcode in capitals with its space.

    Raises Invalid; where O and 0 or I and 1 were mixed up, the message names the likely one.
    """
    typed = re.sub(r"[\s.-]", "", clean_line(text)).upper()
    if postcode := _postcode(typed):
        return postcode
    if typed.startswith("ZZ99"):
        message = "ZZ99 stands for “no postcode known”. Leave the postcode empty instead."
        raise Invalid(message)
    meant = sorted(filter(None, map(_postcode, _other_readings(typed))))
    if meant:
        message = f"This is not a postcode. Did you mean {' or '.join(meant)}?"
        raise Invalid(message)
    message = f"Enter a full UK postcode, like {EXAMPLE}."
    raise Invalid(message)


def outward(postcode: str) -> str:
    """Give the part before the space: "EC1A" for EC1A 1BB."""
    return postcode.partition(" ")[0]


def inward(postcode: str) -> str:
    """Give the part after the space: "1BB" for EC1A 1BB."""
    return postcode.partition(" ")[2]


def district(postcode: str) -> str:
    """Give the part before the space without inner London's extra letter: "EC1" for EC1A 1BB."""
    return re.sub("(?<=[0-9])[A-Z]$", "", outward(postcode))


def area(postcode: str) -> str:
    """Give the one or two letters that begin it: "EC" for EC1A 1BB."""
    return "".join(itertools.takewhile(str.isalpha, postcode))


def _postcode(typed: str) -> str | None:
    match = _SHAPE.fullmatch(typed)
    return f"{match[1]}{match[2]} {match[3]}" if match and match[1] in AREAS else None


def _other_readings(typed: str) -> list[str]:
    """Every way to read it if one or two of its O, 0, I and 1 were mixed up."""
    if len(typed) not in range(5, 8):
        return []
    places = [index for index, character in enumerate(typed) if character in _MISREAD]
    changes = itertools.chain(itertools.combinations(places, 1), itertools.combinations(places, 2))
    return ["".join(_MISREAD[c] if i in change else c for i, c in enumerate(typed)) for change in changes]
