"""What is refused before anything is estimated, and why."""

from collections.abc import Sequence

import numpy as np

from rjhub.engines.evaluation import reading
from rjhub.engines.evaluation.reading import Flags, Numbers, Table
from rjhub.engines.evaluation.trouble import lines, rows
from rjhub.engines.trouble import UnusableError

FEWEST = 60
_IDS = ("case_id", "id", "person_id", "participant_id", "study_id", "subject_id", "patient_id")


def id_column(table: Table, wanted: str | None) -> str | None:
    """The column that says whose row it is, if there is one."""
    if wanted:
        table.column(wanted)
        return wanted
    by_name = {name.lower(): name for name in table.columns}
    return next((by_name[each] for each in _IDS if each in by_name), None)


def refuse_repeated(table: Table, column: str | None) -> None:
    """Raises UnusableError if somebody stands in the file twice, and says on which lines."""
    if column is None:
        return
    reading.refuse_missing(table, [column])
    seen: dict[str, list[int]] = {}
    for at, text in enumerate(table.column(column)):
        seen.setdefault(text, []).append(at)
    twice = {text: places for text, places in seen.items() if len(places) > 1}
    if twice:
        first = next(iter(twice))
        places = [place for found in twice.values() for place in found]
        raise UnusableError(
            f"{rows(len(twice)).replace('row', 'person').replace('persons', 'people')} of {table.name} "
            f"{'stands' if len(twice) == 1 else 'stand'} in it more than once by {column}, first “{first}”: "
            f"{lines(table.lines[places])}. Leave one row for each person."
        )


def alike(table: Table) -> list[int]:
    """The lines of rows that repeat an earlier row in every column."""
    seen: set[tuple[str, ...]] = set()
    out = []
    for at, row in enumerate(zip(*table.columns.values(), strict=True)):
        if row in seen:
            out.append(int(table.lines[at]))
        seen.add(row)
    return out


def refuse_few(count: int, what: str = "people", *, small: bool = False, fewest: int = FEWEST) -> None:
    """Raises UnusableError below 60, the least with which the Justice Data Lab answers."""
    if count < fewest and not small:
        raise UnusableError(
            f"There are {count} {what}, and fewer than {fewest} say too little: an effect as large as any that was "
            "ever found would not show. Collect more. To look at such a file all the same, and never to publish "
            "it, give --small."
        )


def refuse_one_group(table: Table, treated: Flags, name: str) -> None:
    """Raises UnusableError if everybody is in one group."""
    if treated.all() or not treated.any():
        which = "treated" if treated.all() else "untreated"
        raise UnusableError(
            f"Everybody in {table.name} is {which} by {name} ({lines(table.lines)}), so there is nobody to "
            f"compare with."
        )


def refuse_no_events(table: Table, event: Flags, name: str) -> None:
    """Raises UnusableError if nothing happened to anybody."""
    if not event.any():
        raise UnusableError(
            f"{name} is “no” in all {rows(len(event))} of {table.name}: without events there is nothing to estimate. "
            "Was the file cut short, or is yes written in another way? To say which value means yes, write "
            f"{name}=VALUE."
        )


def refuse_never_varies(table: Table, values: Numbers, name: str) -> None:
    """Raises UnusableError if an outcome is the same for everybody."""
    if np.ptp(values) == 0:
        raise UnusableError(
            f"{name} is {values[0]:g} in every row of {table.name}, so there is nothing to explain."
        )


def refuse_where(table: Table, bad: Flags, what: str, then: str) -> None:
    """Raises UnusableError naming the lines where something is wrong."""
    if bad.any():
        raise UnusableError(f"{what} in {lines(table.lines[bad])} of {table.name}. {then}")


def refuse_unknown(table: Table, column: str | None, cohort: Table, cohort_column: str | None) -> None:
    """Raises UnusableError if somebody in a follow-up file is not of the cohort."""
    if column is None or cohort_column is None:
        raise UnusableError(
            "To compare the file with the cohort, both need a column that says who it is: case_id, id or person_id."
        )
    known = set(cohort.column(cohort_column))
    bad = np.array([text not in known for text in table.column(column)], np.bool_)
    refuse_where(
        table, bad, f"People who are not in {cohort.name}",
        "Leave them out, or find out who they are: a follow-up may only speak of the cohort that was registered.",
    )  # fmt: skip
    found = set(table.column(column))
    lost = np.array([text not in found for text in cohort.column(cohort_column)], np.bool_)
    refuse_where(
        cohort, lost, f"People of whom {table.name} says nothing",
        "Ask for them: who cannot be found is seldom like the others.",
    )  # fmt: skip


def list_in_words(names: Sequence[str]) -> str:
    """Join names: "age", "age and sex", "age, sex and priors"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
