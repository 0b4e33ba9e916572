"""Counting every figure from the rows, and keeping what differs, so that pages need not count."""

from django.db import connection, transaction

from rjhub.partnership.models import Partnership
from rjhub.reporting.rules import counting
from rjhub.sharing import doors, readers


def take_up_everywhere() -> int:
    """Count the figures of every partnership. Answers how many rows of them were others than before."""
    return sum(take_up(each.id) for each in Partnership.objects.order_by("id"))


def take_up(partnership_id: int) -> int:
    """The same for one, all figures at once; nothing where no agreement counts today."""
    reader = readers.coordinators_of(partnership_id)
    if not reader.principals:
        return 0
    differed = 0
    with (
        doors.opened(reader, door="reporting:tally", purpose="counting figures"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for indicator, version in counting.everything():
            cursor.execute("SELECT keeper.take_up_figure(%s)", [indicator.view(version)])
            differed += cursor.fetchone()[0]
    return differed
