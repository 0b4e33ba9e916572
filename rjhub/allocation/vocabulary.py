"""The words of plans: how far one is, what became of a proposal, what stands in the way, and what is weighed."""

from django.db import models


class State(models.TextChoices):
    """How far a plan is."""

    ASKED = "asked", "Waits to begin"
    RUNNING = "running", "Is being made"
    READY = "ready", "Ready"
    IMPOSSIBLE = "impossible", "Not possible"
    FAILED = "failed", "Could not be made"


class Became(models.TextChoices):
    """What a coordinator decided about a proposal."""

    ACCEPTED = "accepted", "Accepted"
    OTHERWISE = "otherwise", "Decided otherwise"


class WishKind(models.TextChoices):
    """What a coordinator asks of the next plan for one case."""

    KEEP = "keep", "Has to be on this case"
    NOT = "not", "Must not be on this case"


class Aim(models.TextChoices):
    """What a plan weighs. Everything counts in points, and a plan has as few as possible."""

    UNALLOCATED = "unallocated", "A case that nobody takes"
    TRAVEL = "travel", "Travelling"
    BALANCE = "balance", "Uneven work"
    IDLE = "idle", "Volunteers without a case"
    CONTINUITY = "continuity", "Knowing the case already"
    LEAD_AGENCY = "lead_agency", "The lead's agency"
    BOTH_NOVICES = "both_novices", "Two beginners"
    INEXPERIENCED = "inexperienced", "A serious case without experience"
    MENTORING = "mentoring", "Learning from somebody experienced"


class Obstacle(models.TextChoices):
    """What keeps one person from one case."""

    LEVEL = "level", "does not hold the level that it needs"
    PRISON = "prison", "is not cleared for the prison"
    LAPSED = "lapsed", "has a level or a check that has lapsed"
    HUB = "hub", "does not work for this hub"
    CONFLICT = "conflict", "has a conflict of interest, or declined it"
    WISH = "wish", "was ruled out by you"
    ROOM = "room", "has no room for another case"
    SLOTS = "slots", "is not free before the clock runs out"
    PARTNER = "partner", "has nobody to take it with"


class Aside(models.TextChoices):
    """A rule that may be put aside for a reason, and that two people break."""

    LEAD_AGENCY = "lead_agency", "The lead is not from the kind of agency that usually leads such a case."
    SAME_AGENCY = "same_agency", "The two come from the same agency."
    BOTH_NEW = "both_new", "Neither of the two is experienced."
    ONE_KIND = "one_kind", "One should come from a public body and one from a charity."
