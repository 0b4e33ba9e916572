"""Runs HiGHS so that it ends when it must.

HiGHS looks at its own clock only now and then. It therefore runs in a thread of its own; what it finds on the way
comes out at once, and a run that does not end in time is told to, and at last left behind.
"""

import threading
import time
from collections.abc import Callable

import highspy

from rjhub.engines.assignment.watching import Watch

_OFTEN, _GRACE = 0.02, 0.5


def solver() -> highspy.Highs:
    """A quiet HiGHS that uses one core."""
    made = highspy.Highs()  # type: ignore[no-untyped-call]
    made.silent()
    made.setOptionValue("threads", 1)
    return made


def run(
    model: highspy.Highs, watch: Watch, seconds: float, found: Callable[[list[float]], None] | None = None
) -> bool:
    """Run for at most so many seconds; `found` gets each better whole solution. False if it had to be left behind."""
    until = time.monotonic() + min(seconds, watch.left)
    interrupted = threading.Event()

    def look(event: highspy.HighsCallbackEvent) -> None:
        if interrupted.is_set():
            event.interrupt()

    for each in (model.cbMipInterrupt, model.cbSimplexInterrupt, model.cbIpmInterrupt):
        each.clear()  # type: ignore[no-untyped-call]
        each.subscribe(look)
    if found:
        model.cbMipImprovingSolution.clear()  # type: ignore[no-untyped-call]
        model.cbMipImprovingSolution.subscribe(lambda event: found(list(event.data_out.mip_solution)))
    model.setOptionValue("time_limit", model.getRunTime() + max(0.01, until - time.monotonic()))
    thread = threading.Thread(target=model.run, daemon=True)
    thread.start()
    while thread.is_alive() and time.monotonic() < until and not watch.stop():
        thread.join(_OFTEN)
    interrupted.set()
    thread.join(_GRACE)
    return not thread.is_alive()
