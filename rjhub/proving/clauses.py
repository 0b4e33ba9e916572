"""Agreements made up at random, in the words of the rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from rjhub.partnership.pathway.stages import StageKind
from rjhub.proving import oracle
from rjhub.proving.oracle import Agency, Agreement, Clause
from rjhub.sharing.vocabulary import Category, Purpose, Side

SIDES, CATEGORIES = Side.values, Category.values
# Nobody is granted anything for an emergency: cases are opened, and what that gives is for clauses to say, too.
PURPOSES = [purpose.value for purpose in Purpose if purpose != Purpose.EMERGENCY]
STAGES = [kind.value for kind in StageKind]
WORKS_WITH = ("harmed", "responsible", "both", "neither")


def happens(chance: Random, probability: float) -> bool:
    """Whether something happens that happens so often."""
    return chance.random() < probability


def agreement(chance: Random, agencies: Sequence[Agency], now: datetime) -> Agreement:
    """Make up an agreement between agencies, in force now."""
    kinds = sorted({agency.kind for agency in agencies})
    parties = tuple(kind for kind in kinds if happens(chance, 0.9))
    today = oracle.day_of(now)
    clauses = tuple(_clause(chance, number, kinds) for number in range(chance.randint(2, 9)))
    if happens(chance, 0.2):
        clauses = tuple(replace(clause, stages=()) for clause in clauses)
    review = today + timedelta(days=chance.choice((7, 8, 300, 300, 300, 300)))
    return Agreement(clauses, parties, today - timedelta(days=30), review)


def _clause(chance: Random, number: int, kinds: Sequence[str]) -> Clause:
    lasts = chance.choice((0, 1, 3, 6, 84))
    counted = happens(chance, 0.5)
    return Clause(
        number=f"{number + 1}.1",
        purposes=(*some(chance, PURPOSES, 4), *((oracle.EMERGENCY,) if happens(chance, 0.5) else ())),
        kinds=_any_or_some(chance, kinds),
        works_with=_any_or_some(chance, WORKS_WITH),
        stages=_any_or_some(chance, STAGES),
        sides=some(chance, SIDES, 3),
        categories=some(chance, CATEGORIES, 13),
        months=max(lasts, 1) if counted else None,
        months_after_closing=None if counted else lasts,
    )


def some(chance: Random, words: Sequence[str], most: int) -> tuple[str, ...]:
    """Choose some of several words, in their order."""
    chosen = set(chance.sample(words, chance.randint(1, min(most, len(words)))))
    return tuple(word for word in words if word in chosen)


def _any_or_some(chance: Random, words: Sequence[str]) -> tuple[str, ...]:
    return () if happens(chance, 0.5) else some(chance, words, max(1, len(words) // 2))
