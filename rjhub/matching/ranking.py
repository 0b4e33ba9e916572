"""The engine's trees over what the database compared: they order candidates and say how likely each is.

The trees were taught on whole files. Of how people can be reached the hub's own comparison knows only whether it is
the same, so those facts say that and no more, here and where the thresholds are measured.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage import guards
from rjhub.engines.linkage.comparing import Facts, facts_of_identity
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Floats, tabulated
from rjhub.matching.scoring import Scored
from rjhub.matching.sought import Sought
from rjhub.matching.vocabulary import Compared
from rjhub.matching.weighing import Weighing

Levels = NDArray[np.int8]
NOT_SAID = -1
_BY_WEIGHT = 0.15  # how much of a say the weight keeps: a register may be of a kind that nobody invented
_MOST_BITS = 12.0
_KEPT_APART = -4.0  # odds of twins and of people of one household, until somebody decides
_PLACES = {each: place for place, each in enumerate(Compared)}
# Each fact that tells how somebody can be reached or which numbers they have: what it is where that is the same, and
# where it differs. About those that are not named the hub's comparison knows nothing.
_FACTS: dict[Compared, dict[str, tuple[float, float]]] = {
    Compared.NUMBERS: {"numbers_same": (1, 0), "numbers_differ": (0, 1), "numbers_slips": (0, 6)},
    Compared.POSTCODE: {"postcode_slips": (0, 5), "outward": (1, np.nan)},
    Compared.ADDRESS: {
        "street": (1, 0.55),
        "street_slips": (0, 12),
        "street_words": (1, 0.33),
        "house": (0, np.nan),
    },
    Compared.TELEPHONE: {"phone_slips": (0, 8)},
    Compared.EMAIL: {"email": (1, 0.55), "email_slips": (0, 12)},
}
_UNKNOWN = ("town", "town_slips", "sex", "other", "other_slips", "email_given", "email_family")
# What the trees call the weight of each comparison; those that the hub does not make weigh nothing.
_BITS = {
    Compared.FIRST_NAME: "bits_first_name",
    Compared.LAST_NAME: "bits_last_name",
    Compared.BORN: "bits_date_of_birth",
    Compared.MIDDLE_NAMES: "bits_middle_name",
    Compared.NUMBERS: "bits_numbers",
    Compared.POSTCODE: "bits_postcode",
    Compared.ADDRESS: "bits_address",
    Compared.TELEPHONE: "bits_phone",
    Compared.EMAIL: "bits_email",
}
_WEIGHS_NOTHING = ("bits_town", "bits_sex", "bits_other")


def odds_of(scored: Sequence[Scored], sought: Sought, weighing: Weighing) -> list[float]:
    """Log2 of the odds that each candidate is the person."""
    if not scored:
        return []
    born = sought.born_on.isoformat() if sought.born_on else ""
    theirs = [(*one.name, one.middle_names, one.born_on.isoformat() if one.born_on else "") for one in scored]
    # Each name that is sought stands once, after all the candidates.
    asked = {
        name: len(scored) + place for place, name in enumerate(dict.fromkeys(one.asked for one in scored))
    }
    ours = [(*name, sought.middle_names, born) for name in asked]
    fields = ("first_name", "last_name", "middle_name", "date_of_birth")
    columns = {
        name: list(values) for name, values in zip(fields, zip(*theirs, *ours, strict=True), strict=True)
    }
    table = tabulated(Records([str(place) for place in range(len(theirs) + len(ours))], columns))
    facts = facts_of_identity(table, np.arange(len(scored)), np.array([asked[one.asked] for one in scored]))
    levels = np.array(
        [[NOT_SAID if level is None else level for level in each.levels] for each in scored], dtype=np.int8
    )
    bits = np.array([each.bits for each in scored], dtype=np.float32)
    return [float(value) for value in judged(facts, levels, bits, weighing)]


def judged(facts: Facts, levels: Levels, bits: Floats, weighing: Weighing) -> Floats:
    """The same for many pairs at once; `bits` are what each comparison weighs, in the order of `Compared`."""
    told = as_told(facts, levels)
    told |= {name: bits[:, _PLACES[each]] for each, name in _BITS.items()}
    told |= {name: np.zeros(len(bits), dtype=np.float32) for name in _WEIGHS_NOTHING}
    told["weight"] = bits.sum(axis=1, dtype=np.float32) + np.float32(weighing.prior)
    odds = (1 - _BY_WEIGHT) * weighing.trees.odds(told) + _BY_WEIGHT * np.clip(
        told["weight"], -_MOST_BITS, _MOST_BITS
    )
    return np.where(guards.apart(told), np.minimum(odds, _KEPT_APART), odds).astype(np.float32)


def as_told(facts: Facts, levels: Levels) -> Facts:
    """The facts of pairs without what the hub's comparison is not told."""
    told = dict(facts)
    for name in _UNKNOWN:
        told[name] = np.full(len(levels), np.nan, dtype=np.float32)
    for each, by_name in _FACTS.items():
        level = levels[:, _PLACES[each]]
        for name, (same, differs) in by_name.items():
            values = np.where(level == 0, same, differs)
            told[name] = np.where(level == NOT_SAID, np.nan, values).astype(np.float32)
    return told
