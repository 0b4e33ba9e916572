"""Submitting a return: its figures are counted once more, and stay as they are from then on."""

from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.partnership.models import Staff
from rjhub.reporting import policies, queries
from rjhub.reporting.models import FrozenFigure, Submission
from rjhub.reporting.queries import Counted, Narrowed
from rjhub.reporting.rules.definitions import shipped
from rjhub.reporting.rules.returns import Line, Return
from rjhub.reporting.vocabulary import Period, name_of

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('figures of ' || %s, 0))"
_FREEZE = "SELECT keeper.freeze_figure(%s, %s, %s, %s)"


@transaction.atomic
def submit(of: Return, period: Period, *, by: Staff, submission_key: UUID) -> Submission:
    """Submit a return for a period that is over. Sent twice, it is submitted once. Raises Refused."""
    policies.may_count(by).or_refuse()
    over = "The period is not over yet. Figures of a period are submitted once it has ended."
    allow_if(period.is_over(clock.today()), over).or_refuse()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"{by.partnership_id} {of.key} {period.key}"])
    sent = Submission.objects.filter(partnership_id=by.partnership_id)
    if again := sent.filter(submission_key=submission_key).first():
        return again
    same = sent.filter(key=of.key, since=period.since, before=period.before)
    last = same.aggregate(last=Max("number"))["last"] or 0
    submission = Submission.objects.create(
        partnership_id=by.partnership_id,
        key=of.key,
        title=of.title,
        for_whom=of.for_whom,
        since=period.since,
        before=period.before,
        number=last + 1,
        missing=list(of.missing),
        submitted_at=clock.now(),  # the database writes its own time over it
        counted_until=queries.counted_until(),
        submitted_by=by,
        submission_key=submission_key,
    )
    _freeze(submission, of)
    record("reporting:submission:make", by=by, subject=submission, partnership=submission.partnership_id)
    return submission


def _freeze(submission: Submission, of: Return) -> None:
    hubs = queries.hubs(submission.partnership_id)
    figures = [figure for line in of.lines for figure in _figures(submission, line, hubs)]
    for place, figure in enumerate(figures):
        figure.place = place
    FrozenFigure.objects.bulk_create(figures)
    changed = "Cases were changed while this was counted. Nothing was submitted. Submit it again."
    for line in of.lines:
        one = line.indicator
        with connection.cursor() as cursor:
            view = one.view(one.newest)
            cursor.execute(_FREEZE, [submission.id, view, one.kind == "stock", list(line.by)])
            kept = cursor.fetchone()
        many = next(figure.many for figure in figures if figure.indicator == one.key and not figure.split)
        allow_if(kept == (many,), changed).or_refuse()


def _figures(submission: Submission, line: Line, hubs: dict[str, str]) -> list[FrozenFigure]:
    found = []
    for split in ("", *line.by):
        whole = _whole(line, submission.period, split)
        counted = queries.counted(line.indicator, line.indicator.newest, submission.period, Narrowed(), split)
        for each in counted or _none(split):
            name = name_of(split, each.part, hubs) if split else ""
            found.append(_figure(submission, line, each, split=split, name=name, whole=whole.get(each.part)))
    return found


def _none(split: str) -> list[Counted]:
    """Nothing was counted: the number is 0, and there are no parts."""
    return [] if split else [Counted("", 0, None)]


def _whole(line: Line, period: Period, split: str) -> dict[str, int]:
    """The denominators, by part. Where the denominator's rule does not know the parts, they have none."""
    of = shipped().indicators.get(line.indicator.of)
    if of is None or (split and split not in of.newest.breakdowns):
        return {}
    return {each.part: each.many for each in queries.counted(of, of.newest, period, Narrowed(), split)}


def _figure(
    submission: Submission, line: Line, each: Counted, *, split: str, name: str, whole: int | None
) -> FrozenFigure:
    version = line.indicator.newest
    return FrozenFigure(
        partnership_id=submission.partnership_id,
        submission=submission,
        indicator=line.indicator.key,
        version=version.number,
        digest=version.digest,
        split=split,
        part=each.part,
        part_name=name,
        many=each.many,
        middle=each.middle,
        whole=whole,
    )


@transaction.atomic
def take_out(submission: Submission, *, by: Staff, kind: str) -> None:
    """Record that somebody takes a submitted return out as a file. Raises Refused."""
    policies.may_count(by).or_refuse()
    record("reporting:submission:take-out", by=by, subject=submission, partnership=submission.partnership_id,
           changed=(kind,))  # fmt: skip
