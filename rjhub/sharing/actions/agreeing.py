"""The information sharing agreement: added as a file, signed by agencies, put into force, withdrawn from."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction

from rjhub.audit.recording import record
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, Refused, all_of, allow_if
from rjhub.partnership import installation
from rjhub.partnership.agreement import model, shipped
from rjhub.partnership.agreement.compiling import Allowed, clauses_for
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Signs
from rjhub.partnership.models import Agency, AgreementVersion, Partnership, Principal, Signature, Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing import doors, policies, queries
from rjhub.sharing.actions.granting import Scope, within_the_wall
from rjhub.sharing.models import Allowance
from rjhub.sharing.vocabulary import Purpose

# How many nights the program may have been off before what lapsed is looked for in vain.
NIGHTS = 8


@transaction.atomic
@installation.or_staff
def add_version(partnership: Partnership, text: str, *, by: Staff | None) -> AgreementVersion:
    """Add a version, to be looked at, compared and signed. Nothing changes before it is put into force.

    Raises AgreementErrors with everything that is wrong with the file, and Refused if `by` may not, if it says the
    same as the version before, or if its number does not follow.
    """
    partnership = Partnership.objects.select_for_update().get(id=partnership.id)
    agreement, _ = checked(partnership, text, by=by)
    version = AgreementVersion.objects.create(
        partnership=partnership,
        number=agreement.version,
        text=text,
        digest=model.content_hash(agreement),
        added_by=by,
        review_on=agreement.review_on,
    )
    record("sharing:agreement:add", by=by, subject=version, partnership=partnership.id)
    return version


def checked(
    partnership: Partnership, text: str, *, by: Staff | None
) -> tuple[Agreement, AgreementVersion | None]:
    """Read a file as a version to add: what it says, and the newest version before it. Raises as `add_version` does."""
    policies.may_change_agreement(by, partnership).or_refuse()
    agreement = model.load(text, name="agreement.yaml")
    newest = AgreementVersion.objects.filter(partnership=partnership).order_by("-number").first()
    if newest is not None and newest.digest == model.content_hash(agreement):
        raise Refused(f"This says the same as version {newest.number}, so nothing was stored.")
    allow_if(
        newest is None or agreement.version > newest.number,
        f"Version {newest.number if newest else 0} is there already. Give the file a higher number.",
    ).or_refuse()
    return agreement, newest


@transaction.atomic
def begin_with_example(partnership: Partnership, *, by: Staff | None) -> AgreementVersion | None:
    """Give a new partnership its area's example as version 1, to be read, changed and signed.

    None if it has a version already, or if no example was written for its area.
    """
    partnership = Partnership.objects.select_for_update().get(id=partnership.id)
    if AgreementVersion.objects.filter(partnership=partnership).exists():
        return None
    try:
        text = shipped.for_area(partnership.code, starts_on=clock.today())
    except KeyError:
        return None
    return add_version(partnership, text, by=by)


@transaction.atomic
@installation.or_staff
def sign(
    version: AgreementVersion, agency: Agency, *, signed_for: str, by: Staff | None, at: datetime
) -> Signature:
    """Record that an agency has signed. `signed_for` says who signed for it. Raises Refused."""
    version = _lock(version)
    policies.may_sign(by, version, agency).or_refuse()
    there = Signature.objects.filter(agreement=version, agency=agency, withdrawn_at=None)
    allow_if(not there.exists(), f"{agency.short_name} has signed this version already.").or_refuse()
    signature = Signature.objects.create(
        agreement=version, agency=agency, signed_for=signed_for, signed_at=at, recorded_by=by
    )
    record("sharing:agreement:sign", by=by, subject=signature, partnership=version.partnership_id)
    if version.in_force_since and not _speaks_of(version, agency):
        _compile(version)
    return signature


@transaction.atomic
@installation.or_staff
def withdraw(signature: Signature, *, because: str, by: Staff | None, at: datetime) -> Signature:
    """Record that an agency withdraws. From its next request on nobody of it sees anything. Raises Refused."""
    version = _lock(signature.agreement)
    signature = (
        Signature.objects.select_for_update(of=("self",)).select_related("agency").get(id=signature.id)
    )
    policies.may_withdraw(by, version, signature.agency).or_refuse()
    allow_if(signature.withdrawn_at is None, "It has withdrawn already.").or_refuse()
    signature.withdrawn_at, signature.withdrawn_by, signature.withdrawn_because = at, by, because
    signature.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record("sharing:agreement:withdraw", by=by, subject=signature, partnership=version.partnership_id)
    return signature


@transaction.atomic
@installation.or_staff
def put_into_force(version: AgreementVersion, *, by: Staff | None, at: datetime) -> AgreementVersion:
    """Make a version the one that counts: who sees what is worked out anew from its clauses, in this transaction.

    Raises Refused if this person may not, or with the agencies that still have to sign.
    """
    version = _lock(version)
    agreement = queries.read(version)
    may_come_into_force(version, agreement, by=by).or_refuse()
    AgreementVersion.objects.filter(
        partnership=version.partnership, in_force_since__isnull=False, ended_at=None
    ).update(ended_at=at, ended_by=by)
    version.in_force_since, version.in_force_by = at, by
    version.save(update_fields=["in_force_since", "in_force_by"])
    record("sharing:agreement:put_into_force", by=by, subject=version, partnership=version.partnership_id)
    _compile(version)
    return version


def may_come_into_force(version: AgreementVersion, agreement: Agreement, *, by: Staff | None) -> Decision:
    """Whether somebody may put a version into force today; every reason why not."""
    today = clock.today()
    return all_of(
        policies.may_put_into_force(by, version, not_signed(version, agreement)),
        allow_if(agreement.starts_on <= today, f"It starts on {day(agreement.starts_on)}, and not before."),
        allow_if(
            version.review_on >= today, f"It had to be reviewed by {day(version.review_on)}. Review it first."
        ),
    )


def not_signed(version: AgreementVersion, agreement: Agreement) -> list[str]:
    """The agencies that have to sign a version and have not."""
    required = {party.type for party in agreement.parties if party.signs == Signs.REQUIRED}
    signed = set(version.signatures.filter(withdrawn_at=None).values_list("agency_id", flat=True))
    return [
        agency.short_name
        for agency in queries.agencies(version.partnership_id)
        if agency.kind in required and agency.id not in signed
    ]


def allowances(version: AgreementVersion, agreement: Agreement) -> Iterator[Allowance]:
    """What the clauses allow to holders of each kind that there is; the wall is left out of every one."""
    kinds = Principal.objects.filter(partnership_id=version.partnership_id)
    there = kinds.values_list("agency_kind", "works_with").distinct().order_by("agency_kind", "works_with")
    for purpose, agency_kind, works_with, allowed in compiled(agreement, there):
        yield Allowance(
            partnership_id=version.partnership_id,
            agreement=version,
            clause=allowed.clause,
            purpose=purpose,
            agency_kind=agency_kind,
            works_with=works_with,
            sides=list(allowed.sides),
            categories=list(allowed.categories),
            stages=list(allowed.stages),
            months=allowed.months,
            months_after_closing=allowed.months_after_closing,
        )


def compiled(
    agreement: Agreement, kinds: Iterable[tuple[str, str]]
) -> Iterator[tuple[Purpose, str, str, Allowed]]:
    """The same for types of agency with the side that they work with: for which purpose, to whom, and what."""
    for agency_kind, works_with in kinds:
        for purpose in Purpose:
            for sides, categories in within_the_wall(WorksWith(works_with), Scope(purpose=purpose)):
                for allowed in clauses_for(
                    agreement,
                    purpose=purpose,
                    agency_kind=agency_kind,
                    works_with=works_with,
                    sides=sides,
                    categories=categories,
                ):
                    yield purpose, agency_kind, works_with, allowed


def _speaks_of(version: AgreementVersion, agency: Agency) -> bool:
    # An agency of a type that had none when the version came into force.
    kind = Allowance.objects.filter(agreement=version, agency_kind=agency.kind, works_with=agency.works_with)
    return kind.exists()


def _compile(version: AgreementVersion) -> None:
    Allowance.objects.filter(partnership_id=version.partnership_id).delete()
    Allowance.objects.bulk_create(allowances(version, queries.read(version)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.apply_agreement()")


def _lock(version: AgreementVersion) -> AgreementVersion:
    # Putting into force, signing and withdrawing wait for each other, so that none counts on what another changes.
    Partnership.objects.select_for_update().get(id=version.partnership_id)
    return AgreementVersion.objects.select_related("partnership").get(id=version.id)


def lapse_everywhere() -> int:
    """Work out anew who sees the files of which a clause allows less since some days. Answers how many there were.

    A week is looked back on, so that nights on which nothing ran do no harm.
    """
    number = 0
    for partnership_id in Partnership.objects.values_list("id", flat=True):
        nobody = doors.Reader(partnership_id=partnership_id, principals=())
        with (
            doors.opened(nobody, door="sharing:lapse_clauses", purpose="the program, each night"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT keeper.lapse_clauses(%s)", [NIGHTS])
            number += cursor.fetchone()[0]
    return number
