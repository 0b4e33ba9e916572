"""Worlds in several processes, each with a database of its own: one connection keeps only one core busy."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context

import django

from rjhub.proving import scratch, worlds


def prove(*, count: int, seed: int, processes: int) -> worlds.Result:
    """Make so many worlds in a share for each process. The same worlds come of it, however many there are."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        shares = [worlds.Share(number, processes) for number in range(processes)]
        return _together(pool.map(_share, [count] * processes, [seed] * processes, shares))


def cores() -> int:
    """How many processes this machine can keep busy."""
    return len(os.sched_getaffinity(0))


def _share(count: int, seed: int, share: worlds.Share) -> worlds.Result:
    with scratch.database():
        return worlds.prove(count=count, seed=seed, share=share)


def _together(results: Iterable[worlds.Result]) -> worlds.Result:
    first, *others = results
    for other in others:
        for field in fields(worlds.Result):
            if field.name in {"seed", "seconds"}:
                continue
            setattr(first, field.name, getattr(first, field.name) + getattr(other, field.name))
        first.seconds = max(first.seconds, other.seconds)
    return first
