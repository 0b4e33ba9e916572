"""When a person's record is erased, questions and approaches no longer say that they were about them."""

from rjhub.asking import keeper
from rjhub.people.announcements import RecordErased


def forget_questions(fact: RecordErased) -> None:
    """Have the keys go of every question about somebody, and of what was recorded after it."""
    keeper.forget_questions(fact.person_id)
