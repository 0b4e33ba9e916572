"""Whether whoever asks can tell somebody hidden from nobody: by what the page says, or by how long it takes.

Through the whole program, signed in as somebody whose agency works with one side, about people of the other side (of
whom they may not know) and about people who are in no register, in turns by chance. How well the times tell the two
apart is the area under the curve by ranks: 0.5 is not at all.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import psycopg
from django.core.handlers.wsgi import WSGIHandler
from scipy.stats import rankdata

from rjhub.audit.connecting import dsn
from rjhub.bench.browser import Browser
from rjhub.partnership.models import Account
from rjhub.server.trouble import TroubleError

WANTED = 0.52
_NOTHING = "There is nobody to ask about. Make some data first: rjhub generate --cases 1000"
_ADDRESS = "/before-you-approach"
_ASKER = """
SELECT s.account_id, s.partnership_id, a.works_with FROM partnership_staff s
JOIN partnership_agency a ON a.id = s.agency_id AND a.works_with IN ('harmed', 'responsible')
JOIN partnership_roleheld r ON r.staff_id = s.id AND r.role = 'referrer' AND r.ended_at IS NULL
WHERE s.until IS NULL AND (SELECT count(*) FROM partnership_staff o WHERE o.account_id = s.account_id) = 1
ORDER BY (SELECT count(*) FROM people_person p WHERE p.partnership_id = s.partnership_id) DESC, s.id LIMIT 1
"""
# Not also known on the asker's own side, where they would rightly be told.
_HIDDEN = """
SELECT p.given_name, p.family_name, p.born_on FROM people_person p
WHERE p.partnership_id = %(partnership)s AND p.side <> %(side)s AND p.born_on IS NOT NULL AND p.family_name <> ''
  AND NOT EXISTS (SELECT FROM people_person o WHERE o.partnership_id = p.partnership_id AND o.side = %(side)s
                  AND o.born_on = p.born_on)
ORDER BY p.id LIMIT 5000
"""
_FORGET = "DELETE FROM keeper.asking_question WHERE partnership_id = %(partnership)s"
_VARIES = re.compile(
    r"nonce-[\w+/=-]+|nonce=\"[^\"]+|[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+"
)
_WARM_UP = 10
_BEFORE_THE_LIMIT = 10  # questions, after which those on record are taken away


@dataclass(frozen=True)
class Told:
    """What could be told from the answers."""

    pairs: int
    different: int
    """Pairs whose pages differed in a byte."""
    auc: float
    hidden_p50: float
    nobody_p50: float


def measure(pairs: int, say: Callable[[str], None]) -> Told:
    """Ask so many pairs of questions. Raises TroubleError where nobody is hidden from anybody."""
    with psycopg.connect(dsn(), autocommit=True) as connection, connection.cursor() as owner:
        owner.execute(_ASKER)
        asker = owner.fetchone()
        if asker is None:
            raise TroubleError(_NOTHING)
        account, partnership, side = asker
        owner.execute(_HIDDEN, {"partnership": partnership, "side": side})
        hidden = [(str(given), str(family), born) for given, family, born in owner.fetchall()]
        if not hidden:
            raise TroubleError(_NOTHING)
        browser = Browser(WSGIHandler(), Account.objects.get(id=account))
        draw = random.Random(pairs)  # noqa: S311 - the same questions in every run
        taken: dict[bool, list[float]] = {True: [], False: []}
        different = 0
        for number in range(-_WARM_UP, pairs):
            if number % _BEFORE_THE_LIMIT == 0:
                owner.execute(_FORGET, {"partnership": partnership})
            pages = {}
            for known, asked in _two(hidden, draw):
                answer = browser.press(_ADDRESS, asked)
                shown = browser.get(answer.location)
                pages[known] = shown.body
                if number >= 0:
                    taken[known].append(answer.seconds + shown.seconds)
            if number >= 0:
                different += _VARIES.sub("", pages[True]) != _VARIES.sub("", pages[False])
            if number and number % 500 == 0:
                say(f"{number:,} pairs")
        owner.execute(_FORGET, {"partnership": partnership})
    medians = {known: float(np.median(times) * 1000) for known, times in taken.items()}
    return Told(pairs, different, _area(taken[True], taken[False]), medians[True], medians[False])


def _two(hidden: list[tuple[str, str, date]], draw: random.Random) -> Iterator[tuple[bool, dict[str, Any]]]:
    """Somebody hidden, and somebody of as many letters who is in no register, in an order by chance."""
    given, family, born = draw.choice(hidden)
    nobody = ("".join(draw.choice("qxzvw") for _ in given), "".join(draw.choice("qxzvw") for _ in family))
    other = date(1930, 1, 1) + timedelta(days=draw.randrange(3_000))
    two = [(True, _typed(given, family, born)), (False, _typed(*nobody, other))]
    draw.shuffle(two)
    yield from two


def _typed(given: str, family: str, born: date) -> dict[str, Any]:
    return {
        "given_name": given,
        "family_name": family,
        "born_on-day": born.day,
        "born_on-month": born.month,
        "born_on-year": born.year,
        "postcode": "",
        "number": "",
    }


def _area(hidden: list[float], nobody: list[float]) -> float:
    """The chance that of a question about somebody hidden and one about nobody the times tell which is which."""
    ranks = rankdata([*hidden, *nobody])[: len(hidden)]
    area = (ranks.sum() - len(hidden) * (len(hidden) + 1) / 2) / (len(hidden) * len(nobody))
    return float(max(area, 1 - area))
