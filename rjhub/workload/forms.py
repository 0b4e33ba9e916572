"""What a forecast is asked for."""

from django.db import models

from rjhub.design import forms


class Ahead(models.IntegerChoices):
    """How far a forecast looks, in weeks."""

    QUARTER = 13, "3 months"
    HALF = 26, "6 months"
    YEAR = 52, "12 months"


class Question(forms.Form):
    """What would be if referrals rose by so much until then."""

    marks_optional = False
    change = forms.Number(
        "By how much do referrals rise?",
        what="the rise in referrals",
        suffix="%",
        hint="For a fall, put a minus before it, like -20. 0 means that they come as they do now.",
        min_value=-100,
        max_value=300,
    )
    ahead = forms.Choice("By when?", Ahead, what="by when", coerce=int)
    each = forms.Number(
        "How many cases does one person lead at a time?",
        what="the number of cases that one person leads",
        suffix="cases",
        min_value=1,
        max_value=50,
    )
