"""What is passed on to the people of a case, held against the limits within which agencies gave it."""

from collections.abc import Iterable

from rjhub.cases import queries
from rjhub.cases.models import Case, Party
from rjhub.cases.policies import limits
from rjhub.kernel.decisions import Decision


def may_tell(case: Case, *texts: str, to: Iterable[Party]) -> Decision:
    """Whether these texts may go to these people. The answer names the limit and who gave it."""
    return limits.within_limits(
        "\n".join(texts),
        items=queries.given_within_limits(case),
        checks=queries.police_checks_of(case),
        to=to,
    )
