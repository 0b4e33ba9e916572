"""Gates: the checks that no pathway can leave out, and those that go with other sections."""

from collections.abc import Iterator

from rjhub.partnership.pathway.checks import Check, mandatory_for
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.vocabulary import Strength
from rjhub.partnership.written.faults import Fault, Rule, repeated


def mandatory(pathway: Pathway) -> Iterator[Fault]:
    """Mandatory checks stand at their gates, for every case."""
    for number, stage in enumerate(pathway.stages):
        always = {gate.check for gate in stage.to_start if gate.when is None}
        named = {gate.check: line for line, gate in enumerate(stage.to_start)}
        for check in mandatory_for(stage.stage):
            if check in always:
                continue
            if check in named:
                path = ("stages", number, "to_start", named[check])
                yield Fault(path, f"check '{check}' must hold for every case here; remove its 'when'")
            else:
                moment = "anybody is approached" if stage.stage.approaches else "any meeting or message"
                yield Fault(
                    ("stages", number),
                    f"check '{check}' is missing; it must hold before {moment}, so add it to 'to_start'",
                )


def each_once(pathway: Pathway) -> Iterator[Fault]:
    """A check stands at a gate once."""
    for number, stage in enumerate(pathway.stages):
        for side in ("to_start", "to_finish"):
            gates = getattr(stage, side)
            for line in repeated(gate.check for gate in gates):
                path = ("stages", number, side, line)
                yield Fault(path, f"check '{gates[line].check}' stands here twice; keep one of them")


def approvals(pathway: Pathway) -> Iterator[Fault]:
    """Approvals have a gate that waits for them, and the gate has approvals."""
    waits = _stands(pathway, Check.APPROVAL_SENSITIVE)
    if pathway.approvals and not waits:
        yield Fault(
            ("approvals",), "no stage waits for approval; add the check 'approval_sensitive' to a stage"
        )
    if waits and not pathway.approvals:
        yield Fault(
            ("approvals",), "a stage waits for approval, but nothing says who approves; add a line here"
        )


def two_facilitators(pathway: Pathway) -> Iterator[Fault]:
    """Where every case must have two facilitators, a gate sees to it."""
    must = pathway.allocation.two_facilitators == Strength.MUST
    if must and not _stands(pathway, Check.TWO_FACILITATORS_ACCEPTED):
        yield Fault(
            ("allocation", "two_facilitators"),
            "no stage waits for two facilitators; add the check 'two_facilitators_accepted' to a stage",
        )


def _stands(pathway: Pathway, check: Check) -> bool:
    return any(
        gate.check == check for stage in pathway.stages for gate in (*stage.to_start, *stage.to_finish)
    )


RULES = (
    Rule(("stages",), mandatory),
    Rule(("stages",), each_once),
    Rule(("stages", "approvals"), approvals),
    Rule(("stages", "allocation"), two_facilitators),
)
