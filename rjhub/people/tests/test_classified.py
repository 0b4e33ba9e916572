"""Every field about a person is of one category, and the database keeps each table to its own."""

import pytest
from django.apps import apps

from rjhub.people.tests.classified import CLASSIFIED, PLUMBING
from rjhub.sharing.models import Protected

pytestmark = pytest.mark.django_db
MODELS = {
    model.__name__: model
    for model in apps.get_app_config("people").get_models()
    if issubclass(model, Protected)
}


def test_every_field_is_classified_once():
    assert set(CLASSIFIED) == set(MODELS)
    for name, model in MODELS.items():
        fields = {field.name for field in model._meta.local_fields}
        assert fields - PLUMBING == set(CLASSIFIED[name]), name


@pytest.mark.parametrize("name", sorted(CLASSIFIED))
def test_the_database_keeps_a_table_to_its_category(name, behind_the_walls):
    (category,) = set(CLASSIFIED[name].values())
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [MODELS[name]._meta.db_table],
        )
        checks = " ".join(row[0] for row in cursor.fetchall())
    assert f"(category)::text = '{category}'::text" in checks
