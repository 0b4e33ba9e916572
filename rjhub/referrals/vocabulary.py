"""The words of the referrals room. Stages, courts, offences and initiators are those of the pathways."""

from django.db import models

from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup

CJ_STAGES = [(word.value, word.label) for word in CjStage]
COURTS = [(word.value, word.label) for word in Court]
INITIATORS = [(word.value, word.label) for word in Initiator]
OFFENCE_GROUPS = [(word.value, word.label) for word in OffenceGroup]


class Status(models.TextChoices):
    """Where a referral stands, as far as whoever sent it may know.

    That a hub found it to be about a case that it has already is not here but in the duplicate check, which
    only hubs see: whoever sent it learns nothing about other cases, and reads "accepted" in both events.
    """

    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Source(models.TextChoices):
    """Where a referral comes from: the list that partnerships report by."""

    POLICE = "police", "Police"
    POLICE_OUT_OF_COURT = "police_out_of_court", "Police, out of court disposal team"
    ROADS_POLICING = "roads_policing", "Police, roads policing"
    VICTIM_CARE = "victim_care", "Victim hub or victim care service"
    VICTIM_SUPPORT = "victim_support", "Victim Support"
    WITNESS_CARE = "witness_care", "Witness care"
    CPS = "cps", "Crown Prosecution Service"
    COURT = "court", "Court or HM Courts and Tribunals Service"
    JUDICIARY = "judiciary", "Judge or magistrate"
    PROBATION_COURT = "probation_court", "Probation, court team"
    PROBATION = "probation", "Probation, offender management"
    PROBATION_VICTIM_CONTACT = "victim_contact", "Probation, victim contact scheme"
    PRISON = "prison", "Prison"
    YOUTH_JUSTICE = "youth_justice", "Youth justice service"
    IOM = "iom", "Integrated Offender Management"
    COUNCIL = "council", "Local authority, antisocial behaviour or housing"
    NHS = "nhs", "NHS liaison and diversion, or hospital"
    GP = "gp", "GP"
    WOMENS_CENTRE = "womens_centre", "Women's centre"
    SCHOOL = "school", "School or college"
    RJ_CHARITY = "rj_charity", "Restorative justice charity"
    SELF_HARMED = "self_harmed", "The person harmed, for themself"
    SELF_RESPONSIBLE = "self_responsible", "The person responsible, for themself"
    FAMILY = "family", "Family or a supporter"
    OTHER_AREA = "other_area", "Restorative justice service of another area"
    COMMISSIONER = "commissioner", "Police and Crime Commissioner's or mayor's office"
    OTHER = "other", "Somebody else"
    UNKNOWN = "unknown", "Not known"


PUBLIC_SOURCES = (Source.SELF_HARMED, Source.SELF_RESPONSIBLE, Source.FAMILY)
AGENCY_SOURCES = tuple(source for source in Source if source not in PUBLIC_SOURCES)


class RaisedBy(models.TextChoices):
    """Who first spoke about it. Victim liaison officers may explore it only when the person raises it."""

    HARMED = "harmed", "The person harmed"
    RESPONSIBLE = "responsible", "The person responsible"
    FAMILY = "family", "A relative or supporter"
    POLICE = "police", "A police officer or member of police staff"
    VICTIM_SERVICE = "victim_service", "A victim service or witness care"
    VICTIM_LIAISON = "victim_liaison", "A victim liaison officer"
    PROBATION = "probation", "A probation practitioner"
    PRISON = "prison", "Prison staff"
    YOUTH_JUSTICE = "youth_justice", "A youth justice worker"
    COURT = "court", "A judge, magistrate or court officer"
    OTHER = "other", "Somebody else"


class Known(models.TextChoices):
    """The answer to a question that whoever refers may not be able to answer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Plea(models.TextChoices):
    """How the person responsible pleaded."""

    GUILTY = "guilty", "Guilty"
    NOT_GUILTY = "not_guilty", "Not guilty"
    NONE = "none", "No plea yet, or no court"
    NOT_KNOWN = "not_known", "Not known"


class Responsibility(models.TextChoices):
    """How far the person responsible accepts what they did."""

    ACCEPTS = "accepts", "Accepts it"
    PARTLY = "partly", "Accepts part of it"
    DENIES = "denies", "Denies it"
    NOT_KNOWN = "not_known", "Not known"


class ContactScheme(models.TextChoices):
    """Whether the person harmed is in the probation victim contact scheme, with a victim liaison officer."""

    ACTIVE = "active", "In the scheme, has a victim liaison officer"
    OFFERED = "offered", "Offered, not taken up"
    NOT_ELIGIBLE = "not_eligible", "Not in the scheme"
    NOT_KNOWN = "not_known", "Not known"


class Order(models.TextChoices):
    """Orders that limit whether and how people may be brought together."""

    RESTRAINING = "restraining", "Restraining order"
    NON_MOLESTATION = "non_molestation", "Non-molestation order"
    SHPO = "shpo", "Sexual harm prevention order (SHPO)"
    NON_CONTACT = "non_contact", "Non-contact condition or requirement"
    EXCLUSION = "exclusion", "Exclusion zone"
    BAIL = "bail", "Bail condition"
    OTHER = "other", "Another order"


class Mappa(models.TextChoices):
    """The level at which somebody is managed under multi-agency public protection arrangements."""

    NONE = "none", "Not managed under MAPPA"
    LEVEL_1 = "1", "MAPPA level 1"
    LEVEL_2 = "2", "MAPPA level 2"
    LEVEL_3 = "3", "MAPPA level 3"
    NOT_KNOWN = "not_known", "Not known"


class RiskKind(models.TextChoices):
    """Risks that somebody may know of when they refer. A list to jog the memory, never a score."""

    VIOLENCE = "violence", "Violence"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse or coercive control"
    SELF_HARM = "self_harm", "Self-harm or suicide"
    SUBSTANCES = "substances", "Alcohol or drugs"
    WEAPONS = "weapons", "Weapons"
    SAFEGUARDING = "safeguarding", "Safeguarding of a child or adult"
    INTIMIDATION = "intimidation", "Intimidation or retaliation"
    GANG = "gang", "Gang or group"
    MEDIA = "media", "Media or social media"
    OTHER = "other", "Another risk"


class DeclineReason(models.TextChoices):
    """Why a hub does not take a referral on, in words that tell whoever sent it nothing about other cases."""

    OUT_OF_AREA = "out_of_area", "It belongs to another area"
    NOT_FOR_US = "not_for_us", "Restorative justice is not the right service for this"
    NOT_AGREED = "not_agreed", "The person referred does not want it"
    DO_NOT_CONTACT = "do_not_contact", "The person must not be contacted about restorative justice"
    NOT_ENOUGH = "not_enough", "There is not enough information, and it could not be got"
    COURT_TIME = "court_time", "The court's time is too short"
    LEGAL_BAR = "legal_bar", "An order or a case in court prevents it"
    OTHER = "other", "Another reason"


class Sameness(models.TextChoices):
    """What a hub decides about a referral that may be about a case which it has already."""

    SAME = "same", "The same incident: join it to that case"
    DIFFERENT = "different", "A different incident"
    NOT_SURE = "not_sure", "Not sure yet"


class RowState(models.TextChoices):
    """What became of a row of an imported file."""

    GOOD = "good", "Ready to import"
    BAD = "bad", "Needs correcting"
    REPEATED = "repeated", "Already referred"
    IMPORTED = "imported", "Imported"
