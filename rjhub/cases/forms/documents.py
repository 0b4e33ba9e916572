"""Questions about a file that is added to a case."""

from django.conf import settings

from rjhub.cases.uploads import ACCEPTED
from rjhub.design import forms
from rjhub.sharing.vocabulary import Category, Side

HOLDS = (
    (Category.CASEWORK, "Something about the work, such as a signed form"),
    (Category.STATEMENT, "Something that somebody said, wrote or recorded"),
    (Category.AGREEMENT, "Something about the agreement, such as evidence"),
    (Category.OFFENCE, "Something about the offence or the court"),
    (Category.POLICE, "Something from police records"),
    (Category.HEALTH, "Something about health or needs"),
    (Category.CONTACT, "How somebody can be reached"),
    (Category.SAFETY, "What keeps somebody safe"),
)


class NewDocument(forms.Form):
    """Adding a document."""

    upload = forms.File(
        "Choose a file",
        what="a file",
        accept=ACCEPTED,
        largest=settings.LARGEST_UPLOAD,
        hint="A PDF, a JPEG or PNG picture, a Word document without macros, plain text, or a recording "
        f"(M4A, MP3, WAV, MP4), of at most {settings.LARGEST_UPLOAD // 1_000_000}MB",
    )
    title = forms.Line(
        "What is it?",
        what="what it is",
        longest=120,
        hint="For example “Signed consent form”. Name nobody",
    )
    side = forms.Choice(
        "Whom is it about?",
        (
            (Side.HARMED, "The person harmed"),
            (Side.RESPONSIBLE, "The person responsible"),
            (Side.NEUTRAL, "Both, or neither"),
        ),
        what="whom it is about",
        coerce=Side,
    )
    category = forms.Choice(
        "What does it hold?",
        HOLDS,
        what="what it holds",
        hint="If it shows where the person harmed lives or how to reach them, choose that: "
        "then only who may know it sees it",
        coerce=Category,
    )


class Withdrawal(forms.Form):
    """Withdrawing a document."""

    because = forms.Line(
        "Why is it withdrawn?",
        what="why it is withdrawn",
        longest=400,
        hint="For example “It belongs to another case”. Name nobody",
    )
