"""The room's work in the background: the register of noes is written as soon as a no is kept."""

from procrastinate.contrib.django import app

from rjhub.offers.actions import noticing
from rjhub.partnership.models import Partnership
from rjhub.people.announcements import PersonFact


def write_later(fact: PersonFact) -> None:
    """Have the register written, in the transaction in which somebody said no: both are kept, or neither."""
    write_register.defer(partnership_id=fact.partnership_id)


@app.task(name="write_register")
def write_register(partnership_id: int) -> None:
    """Write what is new in the register of one partnership, unless contact has to stand still first."""
    noticing.keep(Partnership.objects.get(id=partnership_id))
