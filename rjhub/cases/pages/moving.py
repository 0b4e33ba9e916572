"""Pages about moving a case on."""

from dataclasses import dataclass

from rjhub.cases.forms.moving import Milestone as MilestoneForm
from rjhub.cases.pages.frame import CaseFrame
from rjhub.design.links import Link


@dataclass(frozen=True)
class Milestone:
    """Noting that something was done."""

    frame: CaseFrame
    form: MilestoneForm
    back: Link
    done: str
    title: str
