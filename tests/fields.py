"""How every field of every table is classified. A field that is not in `fields.toml` fails the suite.

| class | what it holds | where it may stand |
| --- | --- | --- |
| structure | keys, versions, which file, side, category and holders | anywhere |
| moment | when something happened or is due, and who did it | anywhere |
| code | a value from a fixed list, a yes or no, a count | anywhere |
| personal | a name, date of birth, number, address, telephone, e-mail of somebody in a case | protected tables only |
| narrative | what somebody wrote or said about a case or a person | protected tables only |
| sealed | encrypted before it reaches the database | anywhere |
| staff | about people at work: names, e-mail, training | partnership, reading, facilitators, hubmeetings, signing in |
| public | official codes, names of agencies, pathway files | the partnership room |
"""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models

CLASSES = ("structure", "moment", "code", "personal", "narrative", "sealed", "staff", "public")
OURS = (
    "audit", "outbound", "partnership", "sharing", "people", "letters", "matching", "offers", "referrals", "cases",
    "reading", "tasks", "facilitators", "feedback", "allocation", "hubmeetings", "reporting",
)  # fmt: skip


def classified() -> dict[str, dict[str, list[str]]]:
    """What the table says: model, class, names of fields."""
    return tomllib.loads((Path(__file__).parent / "fields.toml").read_text())


def ours() -> list[type[models.Model]]:
    """Every model of our own."""
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def key_of(model: type[models.Model]) -> str:
    """How a model is called in the table."""
    return f"{model._meta.app_label}_{model.__name__}"
