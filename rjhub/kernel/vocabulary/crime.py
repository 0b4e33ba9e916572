"""How police close a crime, and the Home Office classes of offence that courts, prisons and probation use.

Offence classes are not the recorded-crime groups of police figures. The two are never mixed: a class is kept
as it came, and a partnership says itself which group it counts it in.
"""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.vocabulary.code_list import Code, load

POLICE_OUTCOMES = load("police_outcomes", "police outcomes")
OFFENCE_CLASSES = load("offence_classes", "Home Office offence classes")

_OFFENCE_CODE = re.compile(r"([0-9]{1,3})(?:/([0-9]{1,2}))?")


def offence_code(text: str) -> str:
    """Give a Home Office offence code as "NNN/NN": class and subclass. Raises Invalid."""
    match = _OFFENCE_CODE.fullmatch(text.strip())
    if not match or int(match[1]) == 0:
        message = "Enter a Home Office offence code like 008/06: a class, a slash and a subclass."
        raise Invalid(message)
    return f"{int(match[1]):03}/{int(match[2] or 0):02}"


def offence_class(code: str) -> Code | None:
    """Give the class of an offence code; None unless it is one that we know to have a person harmed."""
    return OFFENCE_CLASSES.get(offence_code(code).partition("/")[0])
