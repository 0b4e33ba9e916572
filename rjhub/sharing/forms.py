"""The questions of the sharing room."""

from typing import Any

from rjhub.design import forms
from rjhub.partnership.forms import CodeText
from rjhub.partnership.written.reading import MOST_BYTES


class AgreementText(forms.Form):
    """An agreement file, as text to edit or as a file to read it from."""

    marks_optional = False
    file = forms.File("Read it from a file", accept=(".yaml", ".yml"), required=False, largest=MOST_BYTES)
    text = CodeText("The agreement as text", what="the agreement", required=False)

    def clean(self) -> dict[str, Any]:
        """Take the file's words where there is a file. Raises nothing: the loader says what is wrong with them."""
        answers: dict[str, Any] = self.cleaned_data
        file = answers.get("file")
        answers["raw"] = file.read() if file else None
        if not file and not answers.get("text") and not self.errors:
            self.add_error("text", "Enter the agreement, or select a file")
        return answers


class Sign(forms.Form):
    """Who signs for an agency."""

    name = forms.Line("Name of the person who signs", what="the name of the person who signs", longest=58)
    position = forms.Line("Their position", what="their position", longest=60)


class Withdraw(forms.Form):
    """Why an agency withdraws."""

    because = forms.Text("Why does it withdraw?", what="why it withdraws", limit=1_000)
