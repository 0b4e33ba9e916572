"""The words of the partnership room: roles, levels, principals, and which side an agency works with."""

from django.db import models


class WorksWith(models.TextChoices):
    """Which side of a case an agency works with. The wall between the sides is built on this."""

    HARMED = "harmed", "people harmed"
    RESPONSIBLE = "responsible", "people responsible"
    BOTH = "both", "both sides"
    NEITHER = "neither", "neither side"


class Role(models.TextChoices):
    """What somebody may be asked to do for a partnership; one person may hold several."""

    COORDINATOR = "coordinator", "Coordinator"
    FACILITATOR = "facilitator", "Facilitator"
    VOLUNTEER = "volunteer", "Volunteer"
    LEAD_CONTACT = "lead_contact", "Agency lead contact"
    SUPERVISOR = "supervisor", "Supervisor"
    REFERRER = "referrer", "Referrer"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Agency administrator"
    INFORMATION_OFFICER = "information_officer", "Information officer"


class Level(models.IntegerChoices):
    """Practitioner levels of the Restorative Justice Council; each includes the one before."""

    FOUNDATION = 1, "Foundation"
    INTERMEDIATE = 2, "Intermediate"
    ADVANCED = 3, "Advanced"


class TrainingKind(models.TextChoices):
    """What a course is for, so that somebody can be found who has had it."""

    FACILITATION = "facilitation", "Facilitation"
    COMPLEX = "complex", "Sensitive and complex cases"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    SEXUAL_HARM = "sexual_harm", "Sexual harm"
    YOUTH = "youth", "Children and young people"
    PRISON = "prison", "Working in prisons"
    OTHER = "other", "Something else"


class PrincipalKind(models.TextChoices):
    """What a grant can name as its holder."""

    STAFF = "staff", "one member of staff"
    AGENCY_LEADS = "agency_leads", "the lead contacts of an agency"
    HUB = "hub", "the coordinators of a hub"
    INTAKE = "intake", "the program while it takes in a referral from the public"


class LocalPolicingBody(models.TextChoices):
    """Who commissions victims' services in a force area."""

    PCC = "pcc", "Police and Crime Commissioner"
    MAYOR = "mayor", "Mayor"
    COMMON_COUNCIL = "common_council", "Common Council"
