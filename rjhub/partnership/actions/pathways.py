"""Adding a version to a partnership's pathway. A version that is there never changes, because cases keep theirs."""

import re

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation, policies
from rjhub.partnership.models import Hub, Partnership, PathwayVersion, Staff
from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.model import Pathway, PathwayError, PathwayErrors


@transaction.atomic
@installation.or_staff
def add_version(partnership: Partnership, code: str, text: str, *, by: Staff | None) -> PathwayVersion:
    """Put the next version of a pathway into force, for cases that are opened from now on.

    Raises PathwayErrors with everything that is wrong with the file, and Refused if `by` may not change it or if it
    says the same as the version before.
    """
    partnership = Partnership.objects.select_for_update().get(id=partnership.id)
    policies.may_change_pathway(by, partnership).or_refuse()
    pathway, before = checked(partnership, code, text)
    if before is not None and not differences(before, pathway):
        raise Refused(f"This says the same as version {before.version}, so nothing was stored.")
    version = PathwayVersion.objects.create(
        partnership=partnership,
        code=code,
        number=pathway.version,
        text=text,
        digest=model.content_hash(pathway),
        added_by=by,
    )
    record("partnership:pathway:add", by=by, subject=version, partnership=partnership.id)
    return version


def checked(partnership: Partnership, code: str, text: str) -> tuple[Pathway, Pathway | None]:
    """The pathway in a file that may be added now, and the version before it.

    Raises PathwayErrors for whatever the file says wrongly, by itself or for this partnership.
    """
    name = f"{code}.yaml"
    pathway = model.load(text, name=name)
    latest = PathwayVersion.objects.filter(partnership=partnership, code=code).order_by("-number").first()
    errors = tuple(_faults(pathway, partnership, code, latest, text))
    if errors:
        raise PathwayErrors(name, errors)
    return pathway, model.load(latest.text, name=name) if latest else None


def differences(before: Pathway, after: Pathway) -> list[str]:
    """What changed between two versions, in words; that the number went up is no change."""
    return model.compare(before.model_copy(update={"version": after.version}), after)


def _faults(
    pathway: Pathway, partnership: Partnership, code: str, latest: PathwayVersion | None, text: str
) -> list[PathwayError]:
    faults = []
    if pathway.key != code:
        faults.append(_fault(text, "key", f"the key of this pathway is '{code}'; it does not change"))
    wanted = latest.number + 1 if latest else 1
    if pathway.version != wanted:
        there = f"version {latest.number} is there already" if latest else "there is no version yet"
        faults.append(_fault(text, "version", f"{there}, so this has to be 'version: {wanted}'"))
    hubs = set(Hub.objects.filter(partnership=partnership, until=None).values_list("code", flat=True))
    for hub in pathway.hubs:
        if hub.key not in hubs:
            known = ", ".join(f"'{each}'" for each in sorted(hubs))
            message = f"{partnership.name} has no hub '{hub.key}'; its hubs are {known}"
            faults.append(_fault(text, r"\s+-?\s*key", message, value=hub.key))
    return faults


def _fault(text: str, key: str, message: str, *, value: str = "") -> PathwayError:
    """An error at the line where a key stands. Such a line is always there: the file has been read."""
    found = re.search(rf"^{key}\s*:\s*['\"]?{re.escape(value)}", text, re.MULTILINE)
    return PathwayError(text.count("\n", 0, found.end()) + 1 if found else 1, 1, message)
