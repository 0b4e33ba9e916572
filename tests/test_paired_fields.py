"""A moment and a doer that belong together are both there or neither, and the database says so."""

from django.apps import apps
from django.db import models

OURS = {"partnership", "sharing", "people", "referrals", "cases"}
# Pairs whose doer may rightly be missing, each with the reason.
EXCEPTIONS = {
    "sharing.Grant.granted": "the program grants by itself when a member of the public refers",
    "sharing.Grant.ended": "grants lapse by themselves",
    "partnership.AgreementVersion.ended": "a command may put the next version into force",
    "partnership.Signature.withdrawn": "a command may record what was said on paper",
    "cases.Task.ended": "the work itself ends most tasks",
    "people.Person.added": "a member of the public may be who added them",
}


def _nullable_pairs() -> list[tuple[type[models.Model], str]]:
    return [
        (model, name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for name in _stems(model)
        if model._meta.get_field(f"{name}_at").null
    ]


def _stems(model: type[models.Model]) -> list[str]:
    names = {field.name for field in model._meta.local_fields}
    return sorted(name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names)


def test_an_optional_moment_and_its_doer_are_constrained_together() -> None:
    loose = []
    for model, name in _nullable_pairs():
        said = " ".join(
            str(constraint.condition)
            for constraint in model._meta.constraints
            if hasattr(constraint, "condition")
        )
        if f"{name}_at" not in said or f"{name}_by" not in said:
            loose.append(f"{model._meta.label}.{name}")
    assert set(loose) - set(EXCEPTIONS) == set()
