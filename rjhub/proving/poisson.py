"""How often something happens that happens so often in the middle."""

import math
from random import Random


def many(chance: Random, middle: float) -> int:
    """A number drawn as Poisson's distribution has it, by Knuth's method: for small middles."""
    left, number = math.exp(-middle), 0
    product = chance.random()
    while product > left:
        number += 1
        product *= chance.random()
    return number
