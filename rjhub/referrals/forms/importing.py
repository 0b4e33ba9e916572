"""Uploading a file of referrals."""

from rjhub.design import forms
from rjhub.referrals.forms.spreadsheet import LARGEST


class Upload(forms.Form):
    """A CSV file."""

    file = forms.File(
        "File of referrals",
        what="a file of referrals",
        accept=(".csv", ".txt"),
        largest=LARGEST,
        hint="A CSV file with the headings of the template, up to 5MB and 5,000 referrals",
    )
