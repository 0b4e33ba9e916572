"""When an action refuses: its reasons beside the questions, so that nothing typed is lost."""

from collections.abc import Callable

from django.db import transaction

from rjhub.design.forms import Form
from rjhub.kernel.decisions import Refused


def accepted(form: Form, job: Callable[[], object]) -> bool:
    """Do it. A refusal becomes an error of the form, and the answer is False."""
    try:
        with transaction.atomic():
            job()
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    return True
