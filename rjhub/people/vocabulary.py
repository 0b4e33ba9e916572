"""The words of the people room."""

from django.db import models

from rjhub.kernel.identifiers import kinds


class IdentifierKind(models.TextChoices):
    """Numbers by which agencies know somebody."""

    PNC = "pnc", "PNC ID"
    CRO = "cro", "CRO number"
    PRISON_NUMBER = "prison_number", "Prison number"
    CRN = "crn", "Probation case reference number (CRN)"

    @property
    def example(self) -> str:
        """What such a number looks like."""
        return kinds.IdentifierKind(self.value).example


class NameKind(models.TextChoices):
    """Why somebody has another name."""

    ALIAS = "alias", "Alias"
    FORMER = "former", "Former name"


class NameChange(models.TextChoices):
    """Why the name on a record changes: a corrected mistake is no former name."""

    CORRECTION = "correction", "It was written down wrongly"
    NEW_NAME = "new_name", "They have changed their name"


class ContactKind(models.TextChoices):
    """Ways to reach somebody."""

    ADDRESS = "address", "Address"
    MOBILE = "mobile", "Mobile phone"
    PHONE = "phone", "Other phone"
    EMAIL = "email", "Email address"


class ContactChange(models.TextChoices):
    """What changed about a way to reach somebody."""

    NEW = "new", "There is a new one"
    NONE = "none", "They can no longer be reached in this way"


class Channel(models.TextChoices):
    """How contact is made."""

    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    VIDEO = "video", "Video call"
    IN_PERSON = "in_person", "Meeting at an office or venue"


class Voicemail(models.TextChoices):
    """What may be left behind when somebody does not answer."""

    NEVER = "never", "Never leave a message"
    NAME_ONLY = "name_only", "First name and number only, never say what it is about"
    FULL = "full", "A message may be left"


class Approach(models.TextChoices):
    """Whether a person may be approached, over every agency and every record that may be theirs."""

    CLEAR = "clear", "Nobody has recorded that they said no"
    STOPPED = "stopped", "Asked not to be contacted"
    UNSURE = "unsure", "Somebody who may be this person asked not to be contacted"
    FROZEN = "frozen", "RJ Hub was restored from a backup, and noes may be missing"


class StopScope(models.TextChoices):
    """What somebody does not want. The widest is what is recorded if nothing else was said."""

    EVERYTHING = "everything", "Any contact about restorative justice, from any agency"
    CHANNEL = "channel", "One way of contacting them"


class StopLasting(models.TextChoices):
    """Until when somebody does not want it."""

    ALWAYS = "always", "Until they themself ask to hear from us"
    UNTIL = "until", "Not now: they may be asked again on a day that they named"


class OpeningPurpose(models.TextChoices):
    """Why somebody opens how a person harmed can be reached."""

    CONTACT = "contact", "To contact them now"
    CHECK = "check", "To check or correct them"
    ARRANGE = "arrange", "To arrange a meeting or send something"
    OTHER = "other", "Something else"


class SamePerson(models.TextChoices):
    """A hub's decision about two records."""

    SAME = "same", "The same person"
    DIFFERENT = "different", "Different people"
    NOT_SURE = "not_sure", "Not sure"


class KeyKind(models.IntegerChoices):
    """What two records share. The number says how much it means; the database's functions go by it too.

    Below 10 they are surely one person, from 10 somebody should look, from 20 it tells how somebody can be
    reached, from 30 it means nothing alone and only search finds records by it, from 40 it means nothing alone and
    finds records to compare.
    """

    PNC = 1, "PNC ID"
    CRO = 2, "CRO number"
    PRISON_NUMBER = 3, "prison number"
    CRN = 4, "CRN"
    SAME_NAME_AND_BIRTH = 5, "same name and date of birth"
    LIKE_NAME_AND_BIRTH = 10, "similar name and date of birth"
    NAME_WITHOUT_BIRTH = 11, "similar name, where a date of birth is missing"
    NAME_AND_POSTCODE = 20, "similar name and same postcode"
    BIRTH_AND_POSTCODE = 21, "same date of birth and postcode"
    TELEPHONE = 22, "telephone number"
    EMAIL = 23, "email address"
    POSTCODE = 30, "postcode"
    ADDRESS = 31, "address, line by line"
    CODE_WORD = 32, "code word"
    NAME = 33, "similar name"
    # NAME has each single name too, and what finds records without a date of birth stands under NAME_WITHOUT_BIRTH
    # instead; NAMES are the pairs of every record alike, so that a comparison does not list all of one family name.
    NAMES = 40, "similar name"
    NAMES_AND_YEAR = 41, "similar name and year of birth"
    FAMILY_AND_MONTH = 42, "similar family name and month of birth"

    @property
    def is_certain(self) -> bool:
        """Whether sharing it means one person, as far as both records are right."""
        return self < KeyKind.LIKE_NAME_AND_BIRTH

    @property
    def needs_contact(self) -> bool:
        """Whether it is made from how somebody can be reached."""
        return KeyKind.NAME_AND_POSTCODE <= self < KeyKind.NAME


# Equality monitoring. The codes are those of the Ministry of Justice's core person record
# (hmpps-person-record, MIT licence). Nothing stored means that nobody asked; each list says how to refuse.


class Ethnicity(models.TextChoices):
    """Ethnic group as the person describes it: the 18 groups of the census, and not stated."""

    W1 = "W1", "White: English, Welsh, Scottish, Northern Irish or British"
    W2 = "W2", "White: Irish"
    W3 = "W3", "White: Gypsy or Irish Traveller"
    W9 = "W9", "White: any other background"
    M1 = "M1", "Mixed: White and Black Caribbean"
    M2 = "M2", "Mixed: White and Black African"
    M3 = "M3", "Mixed: White and Asian"
    M9 = "M9", "Mixed: any other background"
    A1 = "A1", "Asian: Indian"
    A2 = "A2", "Asian: Pakistani"
    A3 = "A3", "Asian: Bangladeshi"
    A4 = "A4", "Asian: Chinese"
    A9 = "A9", "Asian: any other background"
    B1 = "B1", "Black: Caribbean"
    B2 = "B2", "Black: African"
    B9 = "B9", "Black: any other background"
    O2 = "O2", "Other: Arab"
    O9 = "O9", "Other: any other background"
    NOT_STATED = "NS", "Prefers not to say"


class Sex(models.TextChoices):
    """Sex as the person gives it."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"
    NOT_SPECIFIED = "NS", "Prefers not to say"


class GenderIdentity(models.TextChoices):
    """Gender identity as the person describes it."""

    FEMALE = "GIF", "Female"
    MALE = "GIM", "Male"
    NON_BINARY = "GINB", "Non-binary"
    SELF_DESCRIBED = "GISD", "Prefers to describe it themself"
    REFUSED = "GIRF", "Prefers not to say"


class SexualOrientation(models.TextChoices):
    """Sexual orientation as the person describes it."""

    HETEROSEXUAL = "HET", "Heterosexual or straight"
    HOMOSEXUAL = "HOM", "Gay or lesbian"
    BISEXUAL = "BIS", "Bisexual"
    OTHER = "OTH", "Other"
    REFUSED = "REF", "Prefers not to say"


class Religion(models.TextChoices):
    """Religion or belief; the groups of the census, in the record's codes."""

    NONE = "NIL", "No religion"
    CHRISTIAN = "CHRST", "Christian (all denominations)"
    BUDDHIST = "BUDD", "Buddhist"
    HINDU = "HIND", "Hindu"
    JEWISH = "JEW", "Jewish"
    MUSLIM = "MOS", "Muslim"
    SIKH = "SIKH", "Sikh"
    OTHER = "OTH", "Other"
    REFUSED = "REF", "Prefers not to say"


class Disability(models.TextChoices):
    """A condition that limits daily life (Equality Act 2010, section 6), as the person sees it."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    REFUSED = "REF", "Prefers not to say"
