"""Ids as they stand in a file that a spreadsheet program may open.

An id that begins like a formula is written with an apostrophe before it, so that it is never run; whatever reads
person files, pairs or truths here takes the apostrophe off again, so that it is the same id. Plain numbers such as
-5 are written as they are: a spreadsheet shows them as what they are.
"""

import re

from rjhub.kernel.text import excel_safe

_NUMBER = re.compile(r"[+-]\d+([.,]\d+)?")


def written(identity: str) -> str:
    """The id as it is written."""
    if _NUMBER.fullmatch(identity):
        return identity
    return f"'{identity}" if _begins_like_a_formula(identity.lstrip("'")) else identity


def read(cell: str) -> str:
    """The id that a cell stands for."""
    return cell[1:] if cell.startswith("'") and _begins_like_a_formula(cell.lstrip("'")) else cell


def _begins_like_a_formula(identity: str) -> bool:
    return excel_safe(identity) != identity
