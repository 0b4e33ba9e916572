"""What a case can be like: who asked, where it stands in criminal justice, what makes it sensitive."""

from rjhub.partnership.written.words import Word


class Initiator(Word):
    """Who asked for restorative justice first. A relative counts as the person they ask for."""

    HARMED = "harmed", "the person harmed"
    RESPONSIBLE = "responsible", "the person responsible"
    AGENCY = "agency", "an agency"
    COURT = "court", "a court"
    COMMUNITY = "community", "somebody in the community"


class CjStage(Word):
    """Where the offence stands in the criminal justice system."""

    NO_CRIME_RECORDED = "no_crime_recorded", "No crime recorded, or antisocial behaviour"
    OUT_OF_COURT = "pre_charge_oocd", "Out of court, before charge"
    CHARGED = "post_charge_pre_conviction", "Charged, not yet convicted"
    CONVICTED = "convicted_awaiting_sentence", "Convicted, waiting for sentence"
    ADJOURNED = "pre_sentence_adjourned", "Adjourned before sentence"
    DEFERRED = "pre_sentence_deferred", "Sentence deferred"
    COMMUNITY_ORDER = "community_order", "Community order"
    SUSPENDED_SENTENCE = "suspended_sentence", "Suspended sentence"
    CUSTODY = "custody", "In custody"
    RELEASE = "release_ttg", "About to be released"
    LICENCE = "licence", "On licence or supervision"
    COMPLETE = "sentence_complete", "Sentence complete"
    YOUTH_CAUTION = "youth_caution", "Youth caution"
    YOUTH_REFERRAL_ORDER = "youth_referral_order", "Youth referral order"
    YOUTH_REHABILITATION_ORDER = "youth_rehabilitation_order", "Youth rehabilitation order"

    @property
    def is_before_sentence(self) -> bool:
        """Whether somebody was convicted and the court has not passed sentence yet."""
        return self in {CjStage.CONVICTED, CjStage.ADJOURNED, CjStage.DEFERRED}


class Court(Word):
    """Which court a case is before."""

    MAGISTRATES = "magistrates", "Magistrates' court"
    CROWN = "crown", "Crown Court"
    YOUTH = "youth", "Youth court"


class OffenceGroup(Word):
    """Police recorded crime groups (Home Office Counting Rules), and antisocial behaviour."""

    HOMICIDE = "homicide", "Homicide"
    DEATH_BY_DRIVING = "death_by_driving", "Death or serious injury by unlawful driving"
    VIOLENCE_WITH_INJURY = "violence_with_injury", "Violence with injury"
    VIOLENCE_WITHOUT_INJURY = "violence_without_injury", "Violence without injury"
    STALKING_AND_HARASSMENT = "stalking_and_harassment", "Stalking and harassment"
    RAPE = "rape", "Rape"
    OTHER_SEXUAL = "other_sexual", "Other sexual offences"
    ROBBERY_PERSONAL = "robbery_personal", "Robbery of personal property"
    ROBBERY_BUSINESS = "robbery_business", "Robbery of business property"
    BURGLARY_RESIDENTIAL = "burglary_residential", "Residential burglary"
    BURGLARY_BUSINESS = "burglary_business", "Business and community burglary"
    VEHICLE = "vehicle", "Vehicle offences"
    THEFT_FROM_PERSON = "theft_from_person", "Theft from the person"
    BICYCLE_THEFT = "bicycle_theft", "Bicycle theft"
    SHOPLIFTING = "shoplifting", "Shoplifting"
    OTHER_THEFT = "other_theft", "Other theft"
    DAMAGE_AND_ARSON = "damage_and_arson", "Criminal damage and arson"
    DRUGS = "drugs", "Drug offences"
    WEAPONS = "weapons", "Possession of weapons"
    PUBLIC_ORDER = "public_order", "Public order offences"
    AGAINST_SOCIETY = "against_society", "Miscellaneous crimes against society"
    FRAUD = "fraud", "Fraud"
    ANTISOCIAL_BEHAVIOUR = "antisocial_behaviour", "Antisocial behaviour"


class SensitiveFlag(Word):
    """What makes a case sensitive or complex, so that it needs approval and more experience."""

    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse or coercive control"
    SEXUAL_OFFENCE = "sexual_offence", "Sexual offence"
    CHILD_SEXUAL_EXPLOITATION = "child_sexual_exploitation", "Child sexual exploitation"
    STALKING = "stalking", "Stalking or harassment"
    TRAFFICKING = "trafficking", "Trafficking or modern slavery"
    BEREAVEMENT = "bereavement", "Homicide or a death on the road"
    HATE_CRIME = "hate_crime", "Hate crime"
    SERIOUS_VIOLENCE = "serious_violence", "Serious violence"
    MAPPA = "mappa", "Managed under MAPPA"
    HIGH_RISK_OF_HARM = "high_risk_of_harm", "High or very high risk of serious harm"
    SEVERAL_PEOPLE = "several_people", "Several people harmed or responsible"
    CHILD = "child", "A child takes part"
    MENTAL_HEALTH = "mental_health", "Mental ill health, learning disability or neurodivergence"
    SUBSTANCE_USE = "substance_use", "Substance use"
    RELATIONSHIP = "relationship", "They are still in a relationship, or one depends on the other"
    NO_CONTACT_ORDER = "no_contact_order", "No-contact or restraining order"
    PARTIAL_DENIAL = "partial_denial", "Part of the facts is denied"
    MEDIA_INTEREST = "media_interest", "Media interest"
    TRAUMA = "trauma", "Signs of trauma"
    REFUGEE_OR_LANGUAGE = "refugee_or_language", "Refugee, or especially vulnerable because of language"


class ClosingReason(Word):
    """Why a case ended, for each side and for the case."""

    COMPLETED_DIRECT = "completed_direct", "Completed: they met"
    COMPLETED_INDIRECT = "completed_indirect", "Completed: messages were exchanged"
    AGREEMENT_PARTLY_KEPT = "agreement_partly_kept", "Completed, agreement kept in part"
    AGREEMENT_NOT_KEPT = "agreement_not_kept", "Completed, agreement not kept"
    HARMED_DECLINED_OFFER = "harmed_declined_offer", "Person harmed said no when asked"
    HARMED_DECLINED_INFORMED = "harmed_declined_informed", "Person harmed said no after hearing about it"
    HARMED_WITHDREW = "harmed_withdrew", "Person harmed withdrew"
    RESPONSIBLE_DECLINED = "responsible_declined", "Person responsible said no"
    RESPONSIBLE_WITHDREW = "responsible_withdrew", "Person responsible withdrew"
    HARMED_NOT_TRACED = "harmed_not_traced", "Person harmed could not be found"
    RESPONSIBLE_NOT_TRACED = "responsible_not_traced", "Person responsible could not be found"
    RESPONSIBLE_DENIES = "responsible_denies", "Person responsible does not acknowledge the basic facts"
    UNSUITABLE_RISK = "unsuitable_risk", "Not suitable: risk"
    UNSUITABLE_SAFEGUARDING = "unsuitable_safeguarding", "Not suitable: safeguarding"
    UNSUITABLE_MOTIVATION = "unsuitable_motivation", "Not suitable: motivation"
    LEGAL_BAR = "legal_bar", "An order, licence, appeal or case in court prevents it"
    DEPORTED_OR_ABSCONDED = "deported_or_absconded", "Deported or absconded"
    DEATH = "death", "Somebody died"
    DUPLICATE = "duplicate", "Duplicate, merged into another case"
    TRANSFERRED = "transferred", "Transferred to another area or provider"
    OUT_OF_SCOPE = "out_of_scope", "Not a case for this service"
    COURT_TIME_EXPIRED = "court_time_expired", "The court's time ran out"
    INFORMATION_WITHHELD = "information_withheld", "An agency withheld information that was needed"
    LOST_CONTACT = "lost_contact", "Lost contact"
    OTHER = "other", "Other"
