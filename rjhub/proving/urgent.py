"""What people of a world try of emergencies: to open cases, to make them last, to give one to themselves."""

from collections.abc import Callable
from datetime import timedelta

from rjhub.proving import laying, oracle, placing, talking, trying
from rjhub.proving.oracle import Grant
from rjhub.proving.trying import Trial, Tried

OPEN = "SELECT 1 WHERE keeper.open_in_an_emergency(%s, 'proof') IS NOT NULL"
GIVE = (
    "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose, "
    "granted_at, until) VALUES (%s, %s, %s, %s, %s, %s, %s, 'emergency', now(), now() + %s)"
)


def open_a_case(by: Trial) -> Tried | None:
    """Open a case in an emergency, now."""
    cases = [number for number, (_, papers) in enumerate(by.laid.files) if papers.case]
    if not cases:
        return None
    shut = [number for number in cases if _is_shut(by, number)]
    file = by.chance.choice(shut if shut and by.chance.random() < 1 / 2 else cases)
    batch = by.laid.batch
    may = oracle.may_open_in_an_emergency(by.reader.staff, by.laid.file(file), batch.agreement, batch.later)
    laying.ask_as(by.connection, by.laid, by.reader, as_themselves=True)
    return Tried("open it in an emergency", file, may, by.does(OPEN, placing.reference_of(file)))


def _is_shut(by: Trial, number: int) -> bool:
    file = by.laid.file(number)
    return oracle.is_shut_to(by.reader.staff.human, file) or oracle.is_sealed(file)


def keep_it_open(by: Trial) -> Tried | None:
    """Grant oneself, for a task, what one holds in an emergency: nobody would end it."""
    if not by.laid.opened:
        return None
    file, at = by.chance.choice(sorted(by.laid.opened))
    batch, papers = by.laid.batch, by.laid.file(file)
    reader = batch.reader(by.laid.files[file][1].openings[at].who)
    side, category = by.chance.choice(("responsible", "neutral")), by.chance.choice(oracle.IN_AN_EMERGENCY)
    agency = reader.staff.agency
    wanted = Grant(
        reader.name, agency, by_name=True, purpose="facilitate", sides=(side,), categories=(category,),
        granted_at=batch.later,
    )  # fmt: skip
    may = oracle.may_give(reader.staff, papers, wanted, batch.agreement, batch.later)
    laying.ask_as(by.connection, by.laid, reader)
    key = trying.grant_key(by, file, reader.name, agency.works_with)
    did = by.does(trying.GRANT, *key, [side], [category])
    return Tried(f"keep {side} {category} after an emergency", file, may, did)


def give_an_emergency(by: Trial) -> Tried:
    """Grant somebody an emergency, as the application does with tasks."""
    file, holder = by.file_to_give_from(), by.chance.choice(sorted(by.laid.numbers))
    sides, categories = trying.scope(by, by.laid.file(file))
    key = trying.grant_key(by, file, holder, by.laid.batch.holders()[holder].works_with)
    did = by.does(GIVE, *key, list(sides), list(categories), timedelta(minutes=10))
    return Tried(f"give {holder} an emergency", file, may=False, did=did)


def longer_than_an_hour(by: Trial) -> Tried:
    """Let an emergency last longer, as whoever opens the file."""
    file, holder = by.row().file, by.chance.choice(sorted(by.laid.numbers))
    key = trying.grant_key(by, file, holder, by.laid.batch.holders()[holder].works_with)
    lasts = by.chance.choice((None, timedelta(minutes=60, seconds=1), timedelta(days=1)))
    talking.become(by.connection, "rjhub_keeper")  # whom no rule of granting holds back
    did = by.does(GIVE, *key, ["neutral"], ["casework"], lasts)
    laying.take_role_of(by.connection, by.reader)
    return Tried("give an emergency for more than an hour", file, may=False, did=did)


ALL: tuple[Callable[[Trial], Tried | None], ...] = (
    open_a_case, open_a_case, keep_it_open, give_an_emergency, longer_than_an_hour,
)  # fmt: skip
