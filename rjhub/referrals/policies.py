"""Who may do what with a referral, and when."""

from rjhub.kernel.decisions import Decision, all_of, allow_if, refuse
from rjhub.partnership.models import Partnership, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.referrals.models import DuplicateCheck, ImportBatch, Referral
from rjhub.referrals.vocabulary import Sameness, Status
from rjhub.sharing import queries as agreements

REFERRING_ROLES = (
    Role.REFERRER,
    Role.LEAD_CONTACT,
    Role.COORDINATOR,
    Role.FACILITATOR,
    Role.SUPERVISOR,
    Role.VOLUNTEER,
)
STILL_OPEN = "This referral has been decided already. Reload the page to see how it stands now."


def may_refer(by: Staff) -> Decision:
    """Anybody who works with people may refer; commissioners and administrators as such do not.

    Their agency has to be bound by an agreement that counts: without one nobody would see the referral.
    """
    missing = agreements.what_is_missing(by)
    return all_of(
        allow_if(
            by.holds(*REFERRING_ROLES),
            "Your role does not include making referrals. Ask your agency's administrator to change that.",
        ),
        allow_if(
            not missing, f"You cannot make referrals now. {missing} Ask your agency's information officer."
        ),
    )


def may_ask(partnership: Partnership) -> Decision:
    """Whether the public may ask over the internet: somebody has to be able to see what they send."""
    return all_of(
        allow_if(
            partnership.takes_self_referrals,
            "This service takes no requests over the internet. Call it instead.",
        ),
        allow_if(
            agreements.takes_referrals(partnership.id),
            "This service does not take requests over the internet yet. Call it instead.",
        ),
    )


def may_import(by: Staff) -> Decision:
    """Importing many at once is referring many times."""
    return may_refer(by)


def may_confirm_import(by: Staff, batch: ImportBatch) -> Decision:
    """Whoever uploaded a file confirms it, once."""
    return all_of(
        allow_if(batch.owner_id == by.id, "Only whoever uploaded this file can do this."),
        allow_if(batch.confirmed_at is None, "This file was confirmed already."),
        may_import(by),
    )


def may_discard_import(by: Staff, batch: ImportBatch) -> Decision:
    """Whoever uploaded a file may throw it away, unless its rows are being imported at this moment."""
    return all_of(
        allow_if(batch.owner_id == by.id, "Only whoever uploaded this file can do this."),
        allow_if(not batch.is_running, "Its rows are being imported now. Wait until that is finished."),
    )


def may_see_hub_list(by: Staff) -> Decision:
    """The list of a hub's referrals is for its coordinators."""
    return allow_if(by.holds(Role.COORDINATOR), "Only coordinators of a hub see the list of its referrals.")


def coordinates(by: Staff, referral: Referral) -> Decision:
    """Decisions about a referral are for the hub that it was sent to."""
    hubs = {held.hub_id for held in by.current_roles() if held.role == Role.COORDINATOR}
    return allow_if(
        referral.hub_id in hubs, "Only a coordinator of the hub that received this referral can do this."
    )


def may_amend(by: Staff, referral: Referral) -> Decision:
    """Whoever sent it may correct it, as long as something can still come of it."""
    return all_of(
        sent_it(by, referral),
        allow_if(
            referral.status in {Status.RECEIVED, Status.ACCEPTED},
            "This referral is closed, so it cannot be changed. Send a new one if there is something new.",
        ),
    )


def may_withdraw(by: Staff, referral: Referral) -> Decision:
    """Whoever sent it may take it back until the hub has decided."""
    return all_of(
        sent_it(by, referral),
        allow_if(
            referral.status == Status.RECEIVED,
            "The hub has already decided about this referral. Call the hub if the person no longer wants it.",
        ),
    )


def may_check_duplicates(by: Staff, referral: Referral) -> Decision:
    """The hub that received it compares it with what the hubs have, until it is decided."""
    return all_of(coordinates(by, referral), allow_if(referral.status == Status.RECEIVED, STILL_OPEN))


def may_accept(by: Staff, referral: Referral, check: DuplicateCheck | None) -> Decision:
    """No case is opened before somebody has said that the incident is not being worked on already."""
    return all_of(may_check_duplicates(by, referral), _checked(check))


def may_decline(by: Staff, referral: Referral) -> Decision:
    """The hub that received it may decline it until it is decided."""
    return may_check_duplicates(by, referral)


def sent_it(by: Staff, referral: Referral) -> Decision:
    """What whoever sent a referral may go on doing is theirs alone."""
    return allow_if(referral.referred_by_id == by.id, "Only whoever sent this referral can do this.")


def _checked(check: DuplicateCheck | None) -> Decision:
    if check is None:
        return refuse("Do the duplicate check first: another case may be about the same incident.")
    return allow_if(
        check.decision == Sameness.DIFFERENT,
        "The duplicate check says that nobody is sure yet. Find out, then decide the check again.",
    )
