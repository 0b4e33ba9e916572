"""Who must not be joined by a program, however much else agrees: twins, and other people of one household.

The rule that His Majesty's Prison and Probation Service uses: with the same last name, the same date of birth
and the same place, but another first name, two records are shown to somebody and never joined. Likewise
people of one home of whom both first name and date of birth differ.
"""

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.comparing import Facts

_LIKE = 0.8
_UNLIKE = 0.6


def apart(facts: Facts) -> NDArray[np.bool_]:
    """Say of each pair whether it is kept apart unless somebody decides otherwise."""
    other_name = (
        (facts["given"] < _LIKE)
        & (facts["given_form"] != 1)
        & (facts["given_sound"] != 1)
        & ~((facts["given_letters"] == 1) & (facts["initial"] == 1))
        & ~(facts["crossed_names"] >= _LIKE)
        & ~(facts["middle_as_given"] >= _LIKE)
    )
    same_home = (facts["postcode_slips"] == 0) | (facts["phone_slips"] == 0) | (facts["street"] == 1)
    same_family = (facts["family"] == 1) | (facts["family_part"] == 1)
    certain = (facts["numbers_same"] > 0) | (facts["email_slips"] == 0)
    born_alike = (facts["born_slips"] == 0) & same_family & (facts["middle"] < _LIKE)
    born_apart = (facts["born_slips"] > 2) & (facts["years_apart"] > 0)  # noqa: PLR2004 more than two slips
    return np.asarray(other_name & same_home & ~certain & (born_alike | born_apart))


def nothing_the_same(facts: Facts) -> NDArray[np.bool_]:
    """Say of each pair whether nothing that tells people apart is the same: no name, no birthday, no home."""
    alone = (facts["given"] < 1) & (facts["given_form"] != 1) & (facts["family"] < _UNLIKE)
    alone &= (facts["born_slips"] > 0) & ~(facts["full"] >= _LIKE)
    for name in ("postcode_slips", "phone_slips", "email_slips", "numbers_slips"):
        alone &= ~(facts[name] <= 1)
    return np.asarray(alone & ~(facts["street_words"] >= _LIKE))
