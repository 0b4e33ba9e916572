"""How to reach invented people: numbers that Ofcom keeps for drama, and addresses under .example.

Source of the ranges: Ofcom, "Telephone numbers for use in TV and radio drama programmes". They are
stored as the program stores numbers, in the international form. There are only some thousands of them,
so many people share one.
"""

from functools import cache

_MOBILES = "+447700900{:03d}"
_LANDLINES = {
    "northumbria": ["+441914980{:03d}"],
    "durham": ["+441914980{:03d}"],
    "metropolitan": ["+442079460{:03d}"],
    "city-of-london": ["+442079460{:03d}"],
    "south-wales": ["+442920180{:03d}"],
    "avon-and-somerset": ["+441174960{:03d}"],
    "west-midlands": ["+441214960{:03d}"],
    "greater-manchester": ["+441614960{:03d}"],
    "merseyside": ["+441514960{:03d}"],
    "west-yorkshire": ["+441134960{:03d}"],
    "south-yorkshire": ["+441144960{:03d}"],
    "nottinghamshire": ["+441154960{:03d}"],
    "leicestershire": ["+441164960{:03d}"],
    "thames-valley": ["+441184960{:03d}"],
}
_NO_AREA = ["+441632960{:03d}"]
MAIL_DOMAINS = ("mail.example", "post.example", "inbox.example", "letters.example", "quickmail.example")


@cache
def mobiles() -> list[str]:
    """Every mobile number kept for drama."""
    return [_MOBILES.format(last) for last in range(1000)]


@cache
def landlines(force: str) -> list[str]:
    """Every number kept for drama that could be a landline of a force area."""
    return [form.format(last) for form in _LANDLINES.get(force, _NO_AREA) for last in range(1000)]
