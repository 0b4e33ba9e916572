"""Every field is classified, and what is confidential stands behind the walls."""

from rjhub.sharing.models import Protected
from tests.fields import CLASSES, classified, key_of, ours


def test_every_field_of_every_table_is_classified_once() -> None:
    table = classified()
    wrong = {}
    for model in ours():
        listed = [name for names in table.get(key_of(model), {}).values() for name in names]
        there = [field.name for field in model._meta.local_fields]
        if sorted(listed) != sorted(there):
            wrong[key_of(model)] = sorted(set(listed) ^ set(there)) or "a field stands in two classes"
    assert wrong == {}


def test_the_table_speaks_only_of_what_is_there() -> None:
    table = classified()
    assert set(table) == {key_of(model) for model in ours()}
    assert {name for row in table.values() for name in row} <= set(CLASSES)


def test_what_is_personal_or_told_stands_only_in_protected_tables() -> None:
    loose = [
        f"{key_of(model)}.{name}"
        for model in ours()
        if not issubclass(model, Protected)
        for kind in ("personal", "narrative")
        for name in classified()[key_of(model)].get(kind, [])
    ]
    assert loose == []


def test_the_logs_hold_no_copy_of_the_data() -> None:
    for name in ("audit_Entry", "audit_Consultation"):
        assert set(classified()[name]) <= {"structure", "moment", "code"}


def test_what_is_sealed_is_stored_as_bytes() -> None:
    loose = [
        f"{key_of(model)}.{name}"
        for model in ours()
        for name in classified()[key_of(model)].get("sealed", [])
        if model._meta.get_field(name).get_internal_type() != "BinaryField"
    ]
    assert loose == []
