"""When an action refuses: its reasons beside the questions, so that nothing typed is lost."""

from collections.abc import Callable

from django.db import transaction

from rjhub.cases.policies.wording import HoldFirst
from rjhub.design.forms import Form
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid


def accepted(form: Form, job: Callable[[], object], *, invalid: str | None = None) -> bool:
    """Do it. A refusal becomes an error of the form, and the answer is False; words to be read first pass by.

    `invalid` names the question whose answer may turn out to be none only when it is kept.
    """
    try:
        with transaction.atomic():
            job()
    except HoldFirst:
        raise
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    except Invalid as wrong:
        if invalid is None:
            raise
        form.add_error(invalid, wrong.message)
        return False
    return True
