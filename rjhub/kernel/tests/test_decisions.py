import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel import decisions
from rjhub.kernel.decisions import Conflict, Decision, Refused, all_of, allow, allow_if, refuse

SENTENCES = st.text(min_size=1, max_size=30).filter(str.strip)
DECISIONS = st.one_of(
    st.builds(lambda reasons: allow(*reasons), st.lists(SENTENCES, max_size=3)),
    st.builds(lambda reasons: refuse(*reasons), st.lists(SENTENCES, min_size=1, max_size=3)),
)


def test_a_yes_is_true_and_a_no_is_false() -> None:
    assert allow()
    assert not refuse("The case is closed.")


def test_a_refusal_must_say_why() -> None:
    with pytest.raises(ValueError, match="must say why"):
        Decision(allowed=False)


def test_an_empty_reason_is_no_reason() -> None:
    with pytest.raises(ValueError, match="a sentence"):
        refuse("  ")


def test_or_refuse_raises_with_every_reason() -> None:
    decision = refuse("The case is closed.").and_(
        refuse("You are not on this case."), allow("You lead the hub.")
    )
    with pytest.raises(Refused, match=r"The case is closed\. You are not on this case\.") as caught:
        decision.or_refuse()
    assert caught.value.reasons == ("The case is closed.", "You are not on this case.")


def test_or_refuse_lets_a_yes_pass() -> None:
    allow().or_refuse()


def test_the_same_reason_is_said_once() -> None:
    assert all_of(refuse("No consent."), refuse("No consent.")).reasons == ("No consent.",)


def test_allow_if_gives_the_reason_only_when_the_condition_fails() -> None:
    assert allow_if(["something"], otherwise="Nothing there.") == allow()
    assert allow_if([], otherwise="Nothing there.") == refuse("Nothing there.")


def test_a_conflict_tells_the_person_what_to_do() -> None:
    assert "Check their change" in Conflict().message


def test_a_refusal_raised_without_words_still_speaks() -> None:
    assert str(Refused()) == "You cannot do this."


def test_a_decision_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        refuse("No.").allowed = True  # type: ignore[misc]


@given(DECISIONS, DECISIONS)
def test_both_must_allow(first: Decision, second: Decision) -> None:
    assert bool(first.and_(second)) == (bool(first) and bool(second))


@given(DECISIONS, DECISIONS, DECISIONS)
def test_the_grouping_makes_no_difference(first: Decision, second: Decision, third: Decision) -> None:
    assert first.and_(second).and_(third) == first.and_(second.and_(third))


@given(st.lists(DECISIONS, max_size=4))
def test_no_refusing_reason_gets_lost(several: list[Decision]) -> None:
    refusing = {reason for decision in several if not decision for reason in decision.reasons}
    together = decisions.all_of(*several)
    assert together or set(together.reasons) == refusing
