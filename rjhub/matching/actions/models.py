"""A partnership's models of matching: taken in once, put into force, and kept for ever."""

import gzip
from datetime import datetime

from django.db import connection, transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused
from rjhub.matching import weighing
from rjhub.matching.models import MatchModel, ModelInForce
from rjhub.partnership.models import Partnership, Staff


@transaction.atomic
def add_model(partnership: Partnership, content: bytes, *, by: Staff | None, at: datetime) -> MatchModel:
    """Keep a model as the next version. The same one twice is one version. Raises Invalid for what is no model."""
    weighing.read(content, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('match models'))", [partnership.id])
    digest = weighing.digest_of(content)
    known = MatchModel.objects.filter(partnership=partnership)
    if (same := known.filter(digest=digest).first()) is not None:
        return same
    model = MatchModel.objects.create(
        partnership=partnership,
        number=known.count() + 1,
        content=gzip.compress(content, mtime=0),
        digest=digest,
        added_at=at,
        added_by=by,
    )
    record("matching:model:add", by=by, subject=model, partnership=partnership.id)
    return model


@transaction.atomic
def put_in_force(partnership: Partnership, number: int, *, by: Staff | None, at: datetime) -> ModelInForce:
    """Have a partnership go by one of its models from now on; 0 is the one that comes with the program.

    What was found before stays as it was found. Raises Refused for a number that there is not.
    """
    model = MatchModel.objects.filter(partnership=partnership, number=number).first()
    if model is None and number:
        raise Refused(f"There is no model {number}.")
    since = ModelInForce.objects.create(partnership=partnership, model=model, since=at, by=by)
    record("matching:model:use", by=by, subject=since, partnership=partnership.id, changed=(str(number),))
    return since
