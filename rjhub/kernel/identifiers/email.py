"""E-mail addresses, of the kind that every mail server in Britain will take."""

import re

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line

EXAMPLE = "name@example.org"
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})")


def parse(text: str) -> str:
    """Give the address with the part after the @ in small letters. Raises Invalid."""
    typed = clean_line(text)
    local, at, domain = typed.rpartition("@")
    if not at:
        message = f"Enter an email address with an @ sign, like {EXAMPLE}."
        raise Invalid(message)
    if " " in typed:
        message = f"Enter one email address without spaces, like {EXAMPLE}."
        raise Invalid(message)
    if not typed.isascii():
        message = f"Enter an email address with plain letters only, without accents, like {EXAMPLE}."
        raise Invalid(message)
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        message = f"The part before the @ is not right. Enter an email address like {EXAMPLE}."
        raise Invalid(message)
    domain = domain.lower()
    if not _DOMAIN.fullmatch(domain) or len(local) + 1 + len(domain) > _LONGEST:
        message = f"The part after the @ is not right. Enter an email address like {EXAMPLE}."
        raise Invalid(message)
    return f"{local}@{domain}"
