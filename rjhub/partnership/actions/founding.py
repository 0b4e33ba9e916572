"""Making a partnership from its file: its agencies with their dates and successors, offices and hubs."""

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership import installation
from rjhub.partnership.models import Agency, Hub, Office, Partnership, Principal
from rjhub.partnership.reference import HubListed, MemberAgency, PartnershipListed, force
from rjhub.partnership.vocabulary import PrincipalKind, WorksWith


@transaction.atomic
def found_partnership(listed: PartnershipListed) -> Partnership:
    """Make what is missing of a listed partnership. What is there stays as it is, so it may run again.

    Raises KeyError if the list names a force, host or successor that it does not have.
    """
    with installation.acts():
        return _found(listed)


def _found(listed: PartnershipListed) -> Partnership:
    partnership = _partnership(listed)
    agencies = {member.code: _agency(partnership, member) for member in listed.agencies}
    for member in listed.agencies:
        _succeed(agencies, member)
    for hub in listed.hubs:
        _hub(partnership, hub, host=agencies[hub.host])
    return partnership


def _partnership(listed: PartnershipListed) -> Partnership:
    partnership, new = Partnership.objects.get_or_create(
        code=listed.code,
        defaults={
            "name": listed.name,
            "prefix": listed.prefix,
            "force_code": force(listed.force).ons_code,
            "phone": listed.phone,
            "email": listed.email,
            "takes_self_referrals": listed.takes_self_referrals,
        },
    )
    if new:
        _principal(partnership, PrincipalKind.INTAKE, WorksWith.BOTH, _runs_the_hub(listed))
        record("partnership:partnership:found", by=None, subject=partnership, partnership=partnership.id)
    return partnership


def _runs_the_hub(listed: PartnershipListed) -> str:
    """The type of the agency that runs the first hub: for it the program takes in what the public sends."""
    hosts = [member.type for hub in listed.hubs for member in listed.agencies if member.code == hub.host]
    return hosts[0] if hosts else ""


def _agency(partnership: Partnership, member: MemberAgency) -> Agency:
    there = Agency.objects.filter(partnership=partnership, code=member.code).first()
    if there:
        return there
    works_with = WorksWith(member.works_with)
    agency = Agency.objects.create(
        partnership=partnership,
        code=member.code,
        name=member.name,
        short_name=member.short_name,
        kind=member.type,
        works_with=works_with,
        since=member.since,
        until=member.until,
        prison=member.prison,
        leads=_principal(partnership, PrincipalKind.AGENCY_LEADS, works_with, member.type),
    )
    Office.objects.bulk_create(
        Office(agency=agency, name=name, district=district, since=member.since, until=member.until)
        for name, district in member.offices
    )
    record("partnership:agency:join", by=None, subject=agency, partnership=partnership.id)
    return agency


def _succeed(agencies: dict[str, Agency], member: MemberAgency) -> None:
    agency = agencies[member.code]
    if member.succeeded_by and agency.succeeded_by_id is None:
        agency.succeeded_by = agencies[member.succeeded_by]
        agency.save(update_fields=["succeeded_by"])


def _hub(partnership: Partnership, listed: HubListed, *, host: Agency) -> None:
    if Hub.objects.filter(partnership=partnership, code=listed.code).exists():
        return
    hub = Hub.objects.create(
        partnership=partnership,
        code=listed.code,
        name=listed.name,
        districts=list(listed.districts),
        host=host,
        # Whoever coordinates is told no more than the agency that hosts the hub may know.
        coordinators=_principal(partnership, PrincipalKind.HUB, WorksWith(host.works_with), host.kind),
        since=listed.since,
    )
    record("partnership:hub:open", by=None, subject=hub, partnership=partnership.id)


def _principal(
    partnership: Partnership, kind: PrincipalKind, works_with: WorksWith, agency_kind: str
) -> Principal:
    return Principal.objects.create(
        partnership=partnership, kind=kind, works_with=works_with, agency_kind=agency_kind
    )
