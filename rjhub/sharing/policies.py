"""Who may change the information sharing agreement, and who signs it for an agency."""

from rjhub.kernel.decisions import Decision, all_of, allow, allow_if
from rjhub.partnership import policies as partnership_policies
from rjhub.partnership.models import Agency, AgreementVersion, Partnership, Staff
from rjhub.partnership.vocabulary import Role

ENDED = "This version of the agreement has ended. Look at the newest one."


def may_change_agreement(by: Staff | None, partnership: Partnership) -> Decision:
    """Those who answer for how cases are worked: as for the pathway."""
    return partnership_policies.may_change_pathway(by, partnership)


def may_sign(by: Staff | None, version: AgreementVersion, agency: Agency) -> Decision:
    """An administrator or information officer of the agency; the hub records what was signed on paper."""
    return all_of(
        _speaks_for(by, agency, version.partnership),
        allow_if(
            agency.partnership_id == version.partnership_id, "This agency is not part of the partnership."
        ),
        allow_if(version.ended_at is None, ENDED),
    )


def may_withdraw(by: Staff | None, version: AgreementVersion, agency: Agency) -> Decision:
    """The agency itself at any moment; the hub records it where somebody of the agency said so."""
    return all_of(
        _speaks_for(by, agency, version.partnership),
        allow_if(version.ended_at is None, ENDED),
    )


def may_put_into_force(by: Staff | None, version: AgreementVersion, missing: list[str]) -> Decision:
    """When every agency that has to sign has signed. `missing` names those that have not."""
    return all_of(
        may_change_agreement(by, version.partnership),
        allow_if(version.in_force_since is None, "This version was put into force already."),
        allow_if(not missing, f"These agencies have not signed yet: {', '.join(missing)}."),
    )


def _speaks_for(by: Staff | None, agency: Agency, partnership: Partnership) -> Decision:
    if by is None:
        return allow()
    own = by.agency_id == agency.id and by.holds(Role.ADMINISTRATOR, Role.INFORMATION_OFFICER)
    records = bool(may_change_agreement(by, partnership))
    return allow_if(
        own or records,
        f"Only an administrator or information officer of {agency.short_name}, or the hub, can do this.",
    )
