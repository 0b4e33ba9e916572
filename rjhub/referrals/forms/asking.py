"""What somebody is asked who asks for restorative justice themself, or for a relative: safe contact first."""

from collections.abc import Callable
from typing import Any

from rjhub.design import forms
from rjhub.kernel.identifiers import police_reference
from rjhub.people.vocabulary import Channel, ContactKind, Voicemail
from rjhub.referrals.actions.submission import Identity, Incident, Reach, Risk
from rjhub.referrals.vocabulary import Known, RiskKind
from rjhub.sharing.vocabulary import Side

SAFE, UNSAFE = "yes", "no"
CHANNELS = (
    (Channel.PHONE.value, "A phone call"),
    (Channel.TEXT.value, "A text message"),
    (Channel.EMAIL.value, "An email"),
    (Channel.LETTER.value, "A letter"),
)
NONE_SAFE = "None of these. I will call you myself"
MESSAGES = (
    (Voicemail.NEVER.value, "No, never leave a message"),
    (Voicemail.NAME_ONLY.value, "Yes, but only a first name and a number, not what it is about"),
    (Voicemail.FULL.value, "Yes, you may leave a message"),
)
# What happened in plain words, and the police's group of crimes that it falls into.
KINDS = (
    ("violence_with_injury", "Somebody was hurt"),
    ("violence_without_injury", "Somebody was threatened or attacked, without an injury"),
    ("stalking_and_harassment", "Stalking or harassment"),
    ("other_sexual", "Something sexual"),
    ("burglary_residential", "A break-in at home"),
    ("robbery_personal", "A robbery"),
    ("other_theft", "Something was stolen"),
    ("damage_and_arson", "Something was damaged or set on fire"),
    ("death_by_driving", "Somebody was killed or badly hurt on the road"),
    ("homicide", "Somebody was killed"),
    ("fraud", "A fraud or a scam"),
    ("antisocial_behaviour", "Antisocial behaviour or trouble with neighbours"),
)


class Contact(forms.Form):
    """Whether it is safe now, and how the hub may make contact without putting anybody at risk."""

    safe_now = forms.Choice(
        "Are you safe to do this here and now?",
        ((SAFE, "Yes"), (UNSAFE, "No, or I am not sure")),
        what="whether you are safe to do this here and now",
    )
    channels = forms.Choices(
        "How may we contact you?",
        CHANNELS,
        what="how we may contact you",
        none=NONE_SAFE,
        hint="Choose only what is safe for you. You can choose more than one",
        reveals={
            Channel.PHONE: ("phone",),
            Channel.TEXT: ("mobile",),
            Channel.EMAIL: ("email",),
            Channel.LETTER: ("address",),
        },
    )
    phone = forms.Phone("Phone number for calls", what="a phone number")
    mobile = forms.Phone("Mobile number for text messages", what="a mobile number")
    email = forms.Email("Email address", what="an email address")
    address = forms.Text(
        "Address, with postcode",
        what="an address",
        limit=400,
        rows=4,
        hint="We use a plain envelope. Choose this only if nobody else opens your post",
    )
    safe_times = forms.Line(
        "When is it safe to contact you?",
        what="when it is safe",
        required=False,
        hint="For example, weekdays before 3pm. Leave it empty if any time is fine",
    )
    voicemail = forms.Choice(
        "If you do not answer, may we leave a message?", MESSAGES, what="whether we may leave a message"
    )
    who_may_answer = forms.Line(
        "What may we say if somebody else answers?",
        what="what we may say",
        required=False,
        hint="For example, “Say that you call from the dentist”. If you leave it empty, we end the call",
    )
    code_word = forms.Line(
        "A word that only you and we know",
        what="the word",
        longest=40,
        width="20",
        required=False,
        hint="We say it first, so that you can be sure that it is us",
    )

    def clean(self) -> dict[str, Any]:
        """Nobody goes on from here who is not safe."""
        answers = super().clean() or self.cleaned_data
        if answers.get("safe_now") == UNSAFE:
            self.add_error("safe_now", "Come back when you are safe, or call us")
        return answers

    @property
    def is_unsafe(self) -> bool:
        """Whether they said that they are not safe now."""
        return bool(self["safe_now"].value() == UNSAFE)

    def answer(self) -> Reach:
        """How to reach them, as it is kept."""
        said = self.cleaned_data
        contacts = {kind: said[kind.value] for kind in ContactKind if said.get(kind.value)}
        return Reach(
            contacts=contacts,
            channels=tuple(Channel(channel) for channel in said["channels"]),
            voicemail=Voicemail(said["voicemail"]),
            safe_times=said["safe_times"],
            who_may_answer=said["who_may_answer"],
            code_word=said["code_word"],
        )


class You(forms.Form):
    """Who asks."""

    given_name = forms.Line("Your first name", longest=80, width="20", required=False, autocomplete="off")
    family_name = forms.Line(
        "Your last name",
        longest=80,
        width="20",
        autocomplete="off",
        hint="If you use only one name, enter it here",
    )
    known_as = forms.Line("What you like to be called", longest=80, width="20", required=False)
    born_on = forms.Date(
        "Your date of birth",
        past=True,
        required=False,
        hint="For example, 27 3 1990. It helps us not to mix people up",
    )
    language = forms.Line(
        "Language you prefer, if not English", what="your language", longest=60, width="20", required=False
    )
    communication_needs = forms.Line(
        "Anything that would help you to take part",
        what="what would help you",
        longest=400,
        required=False,
        hint="For example, an interpreter, large print, or somebody you trust beside you",
    )

    def answer(self) -> Identity:
        """Who they are, as it is kept."""
        return Identity(**self.cleaned_data)


class YouAndThem(forms.Form):
    """Who asks, and for whom."""

    side = forms.Choice(
        "Who are you asking for?",
        (
            (Side.HARMED.value, "Somebody who was harmed"),
            (Side.RESPONSIBLE.value, "Somebody who caused harm"),
        ),
        what="who you are asking for",
    )
    given_name = forms.Line("Their first name", longest=80, width="20", required=False, autocomplete="off")
    family_name = forms.Line(
        "Their last name",
        longest=80,
        width="20",
        autocomplete="off",
        hint="If they use only one name, enter it here",
    )
    born_on = forms.Date("Their date of birth", past=True, required=False)
    knows = forms.Choice("Do they know that you are asking?", Known, what="whether they know")
    agrees = forms.Choice("Do they want it?", Known, what="whether they want it")
    your_name = forms.Line("Your name", longest=100)
    your_relationship = forms.Line(
        "What you are to them", longest=80, hint="For example, mother, partner or support worker"
    )

    def answer(self) -> Identity:
        """Who they ask for, as it is kept."""
        return Identity(
            **{name: self.cleaned_data[name] for name in ("given_name", "family_name", "born_on")}
        )

    @property
    def asked_for_by(self) -> str:
        """Who asks for them."""
        return f"{self.cleaned_data['your_name']}, {self.cleaned_data['your_relationship']}"


class WhatHappened(forms.Form):
    """What happened, as they tell it."""

    own_words = forms.Text(
        "What happened?",
        limit=4000,
        rows=8,
        required=False,
        hint="In your own words, as much or as little as you like. Only those who work with you read it",
    )
    crime_group = forms.Select(
        "What comes closest?", KINDS, empty="Something else, or I would rather not say", required=False
    )
    happened_on = forms.Date(
        "When did it happen?",
        what="the day on which it happened",
        past=True,
        required=False,
        hint="If you are not sure of the day, leave it empty",
    )
    district = forms.Select(
        "Where did it happen?",
        (),
        what="where it happened",
        empty="Somewhere else, or not sure",
        required=False,
    )
    crime_reference = forms.Line(
        "Crime reference from the police",
        longest=40,
        width="20",
        required=False,
        read=police_reference.parse,
        hint="If there is one and you have it",
    )

    def __init__(self, *args: Any, districts: tuple[str, ...] = (), **options: Any) -> None:
        """Offer the districts of the partnership."""
        super().__init__(*args, **options)
        self.fields["district"].choices = [(name, name) for name in districts]  # type: ignore[attr-defined]

    def answer(self, force_code: str) -> Incident:
        """What both sides may know of it."""
        said = self.cleaned_data
        return Incident(
            crime_group=said["crime_group"] or "",
            force_code=force_code if said["crime_reference"] else "",
            crime_reference=said["crime_reference"],
            happened_on=said["happened_on"],
        )


class Hopes(forms.Form):
    """What they hope for, and who the other person is."""

    hopes = forms.Text(
        "What would you like to come of it?",
        what="what you would like",
        limit=2000,
        rows=5,
        required=False,
        hint="For example, to ask a question, to be heard, to say sorry, or to put something right",
    )
    other_name = forms.Line(
        "The name of the other person, if you know it", what="their name", longest=160, required=False
    )
    relationship = forms.Line(
        "How do you know each other?",
        what="how you know each other",
        longest=120,
        required=False,
        hint="For example, not at all",
    )


class Worries(forms.Form):
    """Whatever makes it dangerous."""

    worried = forms.Choice(
        "Does anything about this make you afraid?",
        (("yes", "Yes"), ("no", "No")),
        what="whether anything makes you afraid",
        reveals={"yes": ("worry",)},
    )
    worry = forms.Text(
        "What should we know, so that you stay safe?", what="what we should know", limit=1000, rows=4
    )

    def answer(self, side: Side) -> tuple[Risk, ...]:
        """The risk, as it is kept."""
        if self.cleaned_data["worried"] == "no":
            return ()
        return (Risk(side=side, kind=RiskKind.OTHER, description=self.cleaned_data["worry"]),)


QUESTIONS: dict[str, Callable[..., forms.Form]] = {
    "contact": Contact,
    "you": You,
    "happened": WhatHappened,
    "hopes": Hopes,
    "worries": Worries,
}
