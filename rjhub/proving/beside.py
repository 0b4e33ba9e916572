"""Worlds in several processes, each with a database of its own: one connection keeps only one core busy."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from typing import Any

import django

from rjhub.proving import planting, scratch, worlds


def prove(*, count: int, seed: int, processes: int) -> worlds.Result:
    """Make so many worlds in a share for each process. The same worlds come of it, however many there are."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        shares = [worlds.Share(number, processes) for number in range(processes)]
        return _together(pool.map(_share, [count] * processes, [seed] * processes, shares))


def plant(*, seed: int, every: int, processes: int) -> planting.Planted:
    """Plant faults, in a share for each process."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        shares = [worlds.Share(number, processes) for number in range(processes)]
        first, *others = pool.map(_plants, [seed] * processes, [every] * processes, shares)
    for other in others:
        _add(first, other, apart={"seed", "seconds", "worst"})
        first.seconds = max(first.seconds, other.seconds)
        first.worst = max(first.worst, other.worst)
    return first


def cores() -> int:
    """How many processes this machine can keep busy."""
    return len(os.sched_getaffinity(0))


def _share(count: int, seed: int, share: worlds.Share) -> worlds.Result:
    with scratch.database():
        return worlds.prove(count=count, seed=seed, share=share)


def _plants(seed: int, every: int, share: worlds.Share) -> planting.Planted:
    with scratch.database():
        return planting.prove(seed=seed, every=every, share=share)


def _add(first: Any, other: Any, *, apart: set[str]) -> None:
    for field in fields(first):
        if field.name not in apart:
            setattr(first, field.name, getattr(first, field.name) + getattr(other, field.name))


def _together(results: Iterable[worlds.Result]) -> worlds.Result:
    first, *others = results
    for other in others:
        _add(first, other, apart={"seed", "seconds"})
        first.seconds = max(first.seconds, other.seconds)
    return first
