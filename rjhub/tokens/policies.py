"""Who may have tokens, and who sees which there are."""

from rjhub.kernel.decisions import Decision, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.tokens.database import MOST_EACH


def may_make_token(by: Staff, *, has: int) -> Decision:
    """Anybody for themself, as long as nobody loses sight of them."""
    return allow_if(has < MOST_EACH, f"{by.name} has {MOST_EACH} tokens already. End one first.")


def may_see_tokens_of_agency(by: Staff) -> Decision:
    """Administrators answer for who, and what, asks for their agency."""
    return allow_if(
        by.holds(Role.ADMINISTRATOR),
        f"Only an administrator of {by.agency.short_name} sees the tokens of its people.",
    )
