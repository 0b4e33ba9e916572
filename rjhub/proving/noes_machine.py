"""What can happen to a no, as a machine written apart from the program: every order of it is a path of this machine.

One human being has three records: A and C look alike, B does not. A state is one number. What the database holds stands
beside what really holds (`said`, `joined`, `left`, `owed`), which a restore does not take back. Somebody is contacted
against a no if at that moment a no of theirs counts on a record that is joined to the one used, or is like it.

A step takes many states at once, and gives those that come of them; where it may not be taken it gives none.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

States = NDArray[np.int64]
Yes = NDArray[np.bool_]
A, B, C = range(3)
PAIRS = ((A, B), (A, C), (B, C))
LETTERS = (A, C)
NONE, WRITTEN, QUEUED, LEAVING, OVER = range(5)
ASKED, AGREED = 1, 2
RULES = {
    "lock": "a no waits for whoever has looked, and whoever looks after it sees it",
    "look_again": "what is leaving is looked at again before it leaves",
    "joined": "a no counts on every record joined to its own",
    "alike": "a record that may be of somebody who said no waits for the hub",
    "suppression": "erasing leaves behind what keeps stopping",
    "suppression_of_joined": "erasing keeps the noes of joined records, too",
    "freeze": "after a restore nothing leaves until the register is reconciled",
    "reconcile_noes": "reconciling brings back the noes",
    "reconcile_joins": "reconciling brings back what was joined",
    "reconcile_leaves": "reconciling ends every exception, because it may have ended before",
    "two_people": "an exception counts only once a second person agreed",
    "own_wish": "only the person themself lifts a no",
    "no_erasing_before": "after a restore nothing is erased until the register is reconciled",
    "end_of_leave": "an exception that has ended counts no more",
}
_FIELDS = (
    *((f"stop{r}", 1) for r in range(3)), *((f"gone{r}", 1) for r in range(3)), *((f"kept{r}", 1) for r in range(3)),
    *((f"join{p}", 1) for p in range(3)), *((f"leave{r}", 2) for r in range(3)),
    *((f"letter{r}", 3) for r in LETTERS),
)  # fmt: skip
_HELD = sum(width for _, width in _FIELDS)  # what a backup holds
_BEYOND = (
    *((f"said{r}", 1) for r in range(3)), *((f"joined{p}", 1) for p in range(3)), *((f"left{r}", 1) for r in range(3)),
    *((f"looked{r}", 1) for r in LETTERS), *((f"owed{r}", 1) for r in LETTERS), ("frozen", 1), ("backup", 1),
)  # fmt: skip
BEGINS: dict[str, tuple[int, int]] = {}
for _name, _width in (*_FIELDS, *_BEYOND):
    BEGINS[_name] = (sum(width for _, width in BEGINS.values()), _width)
SNAPSHOT = sum(width for _, width in BEGINS.values())
_ALL_HELD = (1 << _HELD) - 1


def get(states: States, name: str) -> States:
    """A field of each state."""
    begins, width = BEGINS[name]
    return (states >> begins) & ((1 << width) - 1)


def put(states: States, name: str, value: States | int) -> States:
    """The states with another value in a field."""
    begins, width = BEGINS[name]
    value = np.asarray(value, dtype=np.int64)
    return (states & ~np.int64(((1 << width) - 1) << begins)) | (value << begins)


def are(states: States, name: str, value: int = 1) -> Yes:
    """Which of the states have a value in a field."""
    found: Yes = get(states, name) == value
    return found


def _together(states: States, prefix: str) -> dict[tuple[int, int], Yes]:
    """Which records are one, by way of a third, too."""
    direct = [are(states, f"{prefix}{at}") for at in range(3)]
    two = (direct[0].astype(np.int8) + direct[1] + direct[2]) > 1
    same = {}
    for at, (one, other) in enumerate(PAIRS):
        same[one, other] = same[other, one] = direct[at] | two
    return same | {(each, each): np.ones(len(states), dtype=bool) for each in range(3)}


def _counts(states: States, record: int, rules: frozenset[str]) -> Yes:
    """Whether a no on a record counts as the database holds it."""
    leave = get(states, f"leave{record}")
    free = leave == AGREED if "two_people" in rules else leave >= ASKED
    return are(states, f"stop{record}") & ~free


def clear(states: States, record: int, rules: frozenset[str]) -> Yes:
    """What `keeper.approach` answers of a record: whether it may be used."""
    same = _together(states, "join")
    noes = [_counts(states, each, rules) for each in range(3)]
    against = noes[record].copy()
    for other in range(3):
        if other != record:
            joined = same[record, other] if "joined" in rules else np.zeros(len(states), dtype=bool)
            against |= joined & noes[other]
    # A and C look alike while neither is erased; what is kept of one stops the other.
    keys = ~are(states, f"gone{A}") & ~are(states, f"gone{C}")
    for mine, theirs in ((A, C), (C, A)):
        with_it = same[record, mine]
        if "alike" in rules:
            for noted in range(3):
                against |= with_it & keys & same[theirs, noted] & noes[noted]
        against |= with_it & ~are(states, f"gone{mine}") & are(states, f"kept{theirs}")
    return ~against


def against_a_no(states: States, record: int) -> Yes:
    """Whether a contact by a record is one after a no, by what really holds."""
    same = _together(states, "joined")
    noes = [are(states, f"said{each}") & ~are(states, f"left{each}") for each in range(3)]
    wrong = np.zeros(len(states), dtype=bool)
    keys = ~are(states, f"gone{A}") & ~are(states, f"gone{C}")
    for noted in range(3):
        near = same[record, noted].copy()
        for mine, theirs in ((A, C), (C, A)):
            near |= same[record, mine] & keys & same[theirs, noted]
        wrong |= near & noes[noted]
    for mine, theirs in ((A, C), (C, A)):
        wrong |= same[record, mine] & ~are(states, f"gone{mine}") & are(states, f"owed{theirs}")
    return wrong


def _open(states: States, rules: frozenset[str]) -> Yes:
    return ~are(states, "frozen") if "freeze" in rules else np.ones(len(states), dtype=bool)


def _nobody_looks(states: States, rules: frozenset[str]) -> Yes:
    if "lock" not in rules:
        return np.ones(len(states), dtype=bool)
    return ~are(states, f"looked{A}") & ~are(states, f"looked{C}")


def _say_no(states: States, record: int, rules: frozenset[str]) -> States:
    may = _nobody_looks(states, rules) & ~are(states, f"gone{record}") & ~are(states, f"stop{record}")
    after = put(put(states[may], f"stop{record}", 1), f"said{record}", 1)
    after = put(put(after, f"leave{record}", 0), f"left{record}", 0)
    for letter in LETTERS:
        waits = np.isin(get(after, f"letter{letter}"), (WRITTEN, QUEUED)) & ~clear(after, letter, rules)
        after = np.where(waits, put(after, f"letter{letter}", OVER), after)
    return after


def _lift(states: States, record: int, rules: frozenset[str]) -> Iterator[States]:
    has = are(states, f"stop{record}") | are(states, f"kept{record}")
    lifted = put(put(put(states[has], f"stop{record}", 0), f"kept{record}", 0), f"leave{record}", 0)
    own = put(put(lifted, f"said{record}", 0), f"left{record}", 0)
    yield put(own, f"owed{record}", 0) if record in LETTERS else own
    if "own_wish" not in rules:
        yield lifted


def _erase(states: States, record: int, rules: frozenset[str]) -> States:
    quiet = _nobody_looks(states, rules) & ~are(states, f"gone{record}")
    if "no_erasing_before" in rules:
        quiet = quiet & ~are(states, "frozen")
    may = states[quiet]
    if record in LETTERS:
        may = may[np.isin(get(may, f"letter{record}"), (NONE, OVER))]
    same = _together(may, "join")
    kept = np.zeros(len(may), dtype=bool)
    for other in range(3):
        counted = other == record or "suppression_of_joined" in rules
        if counted and "suppression" in rules:
            kept |= same[record, other] & are(may, f"stop{other}")
    after = put(put(may, f"kept{record}", kept.astype(np.int64)), f"gone{record}", 1)
    if record not in LETTERS:
        return after
    really = _together(may, "joined")
    owed = np.zeros(len(may), dtype=bool)
    for other in range(3):
        owed |= really[record, other] & are(may, f"said{other}")
    return put(after, f"owed{record}", owed.astype(np.int64))


def _leave(states: States, record: int, rules: frozenset[str]) -> Iterator[States]:
    now = get(states, f"leave{record}")
    stopped = are(states, f"stop{record}")
    yield put(states[stopped & (now == 0)], f"leave{record}", ASKED)
    yield put(put(states[stopped & (now == ASKED)], f"leave{record}", AGREED), f"left{record}", 1)
    may = _nobody_looks(states, rules) & (now > 0)
    ended = put(states[may], f"left{record}", 0)
    yield put(ended, f"leave{record}", 0) if "end_of_leave" in rules else ended


def _join(states: States, at: int, rules: frozenset[str]) -> Iterator[States]:
    quiet = _nobody_looks(states, rules)
    yield put(put(states[quiet & ~are(states, f"join{at}")], f"join{at}", 1), f"joined{at}", 1)
    yield put(put(states[quiet & are(states, f"join{at}")], f"join{at}", 0), f"joined{at}", 0)


def _write(states: States, letter: int, rules: frozenset[str]) -> Iterator[States]:
    now, may = get(states, f"letter{letter}"), clear(states, letter, rules) & _open(states, rules)
    fresh = ~are(states, f"gone{letter}")
    yield put(states[(now == NONE) & may & fresh], f"letter{letter}", WRITTEN)
    yield put(states[(now == WRITTEN) & may], f"letter{letter}", QUEUED)
    yield put(states[(now == QUEUED) & may], f"letter{letter}", LEAVING)
    yield put(states[(now == LEAVING) & ~may], f"letter{letter}", OVER)


def contacts(states: States, rules: frozenset[str]) -> Iterator[tuple[int, States, States]]:
    """Each moment at which somebody is contacted: by which record, the states before, and after."""
    for letter in LETTERS:
        leaving = are(states, f"letter{letter}", LEAVING)
        if "look_again" in rules:
            leaving = leaving & clear(states, letter, rules) & _open(states, rules)
        yield letter, states[leaving], put(states[leaving], f"letter{letter}", OVER)
        called = states[are(states, f"looked{letter}")]
        yield letter, called, put(called, f"looked{letter}", 0)


def _look(states: States, record: int, rules: frozenset[str]) -> States:
    may = clear(states, record, rules) & _open(states, rules) & ~are(states, f"looked{record}")
    return put(states[may & ~are(states, f"gone{record}")], f"looked{record}", 1)


def _back_up(states: States) -> States:
    without = states[~are(states, "backup") & ~are(states, "frozen")]
    return put(without, "backup", 1) | ((without & _ALL_HELD) << SNAPSHOT)


def _restore(states: States) -> States:
    backed = states[are(states, "backup")]
    held = (backed >> SNAPSHOT) & _ALL_HELD
    after = (backed & ~np.int64(_ALL_HELD) & ~np.int64(_ALL_HELD << SNAPSHOT)) | held
    after = put(put(after, "backup", 0), "frozen", 1)
    for record in LETTERS:
        after = put(after, f"looked{record}", 0)
        # What is not erased any more is known by its keys again.
        after = put(after, f"owed{record}", get(after, f"owed{record}") & get(after, f"gone{record}"))
    return after


def _reconcile(states: States, rules: frozenset[str]) -> States:
    """What was lost comes back; what somebody took back or parted since, and the restore undid, stays as it is."""
    after = put(states[are(states, "frozen")], "frozen", 0)
    for record in range(3):
        if "reconcile_noes" in rules:
            after = put(after, f"stop{record}", get(after, f"stop{record}") | get(after, f"said{record}"))
        if "reconcile_leaves" in rules:
            after = put(put(after, f"leave{record}", 0), f"left{record}", 0)
    if "reconcile_joins" in rules:
        for at in range(3):
            after = put(after, f"join{at}", get(after, f"join{at}") | get(after, f"joined{at}"))
    for letter in LETTERS:
        waits = np.isin(get(after, f"letter{letter}"), (WRITTEN, QUEUED, LEAVING))
        after = np.where(waits, put(after, f"letter{letter}", OVER), after)
    return after


Rules = frozenset[str]
Steps = Callable[[States, Rules], Iterator[States]]


def _only(step: Callable[[States, int, Rules], States], record: int) -> Steps:
    def steps(states: States, rules: Rules) -> Iterator[States]:
        yield step(states, record, rules)

    return steps


def _each(step: Callable[[States, int, Rules], Iterator[States]], record: int) -> Steps:
    def steps(states: States, rules: Rules) -> Iterator[States]:
        yield from step(states, record, rules)

    return steps


def _of_the_whole(states: States, rules: Rules) -> Iterator[States]:
    yield _back_up(states)
    yield _restore(states)
    yield _reconcile(states, rules)


# Every step but the contacts, by what is done and with which record, or which two.
STEPS: dict[tuple[str, int], Steps] = {
    **{("say no", record): _only(_say_no, record) for record in range(3)},
    **{("lift", record): _each(_lift, record) for record in range(3)},
    **{("erase", record): _only(_erase, record) for record in range(3)},
    **{("leave", record): _each(_leave, record) for record in range(3)},
    **{("join", two): _each(_join, two) for two in range(3)},
    **{("write", record): _each(_write, record) for record in LETTERS},
    **{("look", record): _only(_look, record) for record in LETTERS},
    ("restore", 0): _of_the_whole,
}


def every_step(states: States, rules: Rules) -> Iterator[States]:
    """What comes of states by each step in which nobody is contacted."""
    for steps in STEPS.values():
        yield from steps(states, rules)
