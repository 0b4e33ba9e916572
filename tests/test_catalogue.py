"""What the database's own catalogue says of the walls."""

import re
from typing import Any

import pytest
from django.apps import apps

from rjhub.sharing.models import Protected

pytestmark = pytest.mark.django_db
PROTECTED = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Protected))
# Every function that runs with another role's rights, reviewed one by one. Adding one is a decision, not a detail.
REVIEWED = {
    "keeper.ask_before", "keeper.asked_about", "keeper.asked_by_me", "keeper.asked_of_hub",
    "keeper.agree_between", "keeper.alike_between", "keeper.ask_between", "keeper.asked_between",
    "keeper.between_coordinator", "keeper.betweens", "keeper.encode_between", "keeper.end_between",
    "keeper.forget_between", "keeper.forget_encodings", "keeper.heard_between", "keeper.propose_between",
    "keeper.settle_between", "vault.encoded", "vault.forget_between_key", "vault.make_between_key",
    "keeper.asking_at_my_agency", "keeper.record_approach", "keeper.settle_question",
    "keeper.end_token", "keeper.make_token", "keeper.may_end_token", "keeper.tokens", "keeper.use_token",
    "keeper.acl", "keeper.apply_agreement", "keeper.note_stage", "keeper.note_stage_of_person", "keeper.stages_changed",
    "keeper.note_stages_of", "keeper.lapse_clauses",
    "keeper.barred_from", "keeper.files_about", "keeper.files_beside", "keeper.guard_conflict", "keeper.is_sealed",
    "keeper.guard_emergency", "keeper.open_in_an_emergency",
    "keeper.joined_again", "keeper.mark_file", "keeper.named_to_coordinate", "keeper.shut_or_opened",
    "keeper.shut_with_the_case", "keeper.shut_with_the_attached", "keeper.files_of_referral",
    "keeper.answers_for", "keeper.who_has_seen",
    "keeper.called", "keeper.digest_reading", "keeper.file_to_explain", "keeper.files_of_finding",
    "keeper.forget_reading", "keeper.found_tries", "keeper.found_amounts", "keeper.found_conflict",
    "keeper.found_returning",
    "keeper.found_street", "keeper.found_surname", "keeper.has_task", "keeper.how_it_stood", "keeper.note_exposure",
    "keeper.point_out", "keeper.readings", "keeper.told", "keeper.untold", "keeper.usual", "keeper.watched",
    "keeper.watches_everybody",
    "keeper.agency_of", "keeper.alike", "keeper.approach", "keeper.erase_references",
    "keeper.file_to_reach",
    "keeper.fill_acl", "keeper.fill_acl_with_holder", "keeper.grants_changed", "keeper.guard_contact",
    "keeper.guard_court_report",
    "keeper.are_confirmed", "keeper.guard_held_words", "keeper.guard_wording", "keeper.known_in",
    "keeper.narrow_held_words", "keeper.words_confirmed",
    "keeper.guard_meeting", "keeper.guard_message", "keeper.guard_stage", "keeper.keep_keys",
    "keeper.lapse_grants", "keeper.linked", "keeper.may_approach", "keeper.may_grant", "keeper.meeting_to_come",
    "keeper.meetings_against_a_no", "keeper.meetings_to_cancel", "keeper.narrow_to_the_hub",
    "keeper.no_meeting_after_a_no",
    "keeper.no_meeting_without_consent", "keeper.obstacles", "keeper.possible_duplicates",
    "keeper.record_no_in_referral", "keeper.record_stop",
    "keeper.feedback_asked", "keeper.feedback_figures", "keeper.forget_feedback",
    "keeper.across", "keeper.unlocked", "keeper.sign_out",
    "keeper.references_of_my_agency", "keeper.rewrite_acl", "keeper.seal", "keeper.search_people", "keeper.sees",
    "keeper.similar_referrals", "keeper.stands_in_the_way", "keeper.who_asks", "vault.keep_contact",
    "vault.open_contact",
    "keeper.match_candidates", "keeper.differing", "keeper.guard_join", "keeper.people_changed",
    "vault.kept_since", "keeper.reached_since", "keeper.obstacle_to_writing", "keeper.stands_against",
    "keeper.note_noes", "keeper.note_offer",
    "keeper.approach_for", "keeper.beside", "keeper.coordinates", "keeper.drop_contact_tasks", "keeper.erased_like",
    "keeper.guard_contact_task", "keeper.guard_counterpart", "keeper.guard_follow_up", "keeper.guard_leave",
    "keeper.guard_narrowing", "keeper.lift_suppressions", "keeper.may_approach_for", "keeper.may_follow_up",
    "keeper.minimise_person", "keeper.not_the_erased", "keeper.said_not_about", "keeper.suppress",
    "keeper.suppressing", "keeper.to_review", "vault.forget_contact", "keeper.forget_pairs", "keeper.forget_questions",
    "keeper.enter", "keeper.enter_let_go", "keeper.enter_link", "keeper.enter_no", "keeper.entries_after",
    "keeper.entries_unknown", "keeper.entry_of_a_no", "keeper.freeze_outbound", "keeper.frozen", "keeper.guard_frozen",
    "keeper.joins_to_decide", "keeper.left_to_do", "keeper.lost_joins", "keeper.newest_freeze", "keeper.note_compared",
    "keeper.notice_restore", "keeper.open_outbound", "keeper.or_frozen", "keeper.put_back", "keeper.reconciles",
    "keeper.stands_still", "keeper.take_lost",
    "keeper.drop_contact_tasks_of_both", "keeper.follow_traits", "keeper.near", "keeper.near_noes",
    "keeper.note_approaches", "keeper.follow_approach",
    "keeper.no_meeting_after_joining", "keeper.note_all_traits", "keeper.note_traits",
    "keeper.may_write_to", "keeper.may_go_on", "keeper.guard_letter", "keeper.guard_dispatch",
    "keeper.without_keys",
    "keeper.administers", "keeper.as_themselves", "keeper.decide_standing", "keeper.holds", "keeper.installs",
    "keeper.caseloads", "keeper.experience", "keeper.guard_allocation", "keeper.lapsed", "keeper.lapsed_of",
    "keeper.looks_after", "keeper.may_write_practice", "keeper.register", "keeper.taken",
    "keeper.guard_learning", "keeper.supervises",
    "keeper.keep_work_feed", "keeper.meetings_taken", "keeper.work_among", "keeper.work_by_feed",
    "keeper.work_feed_since",
    "keeper.counted", "keeper.counted_files", "keeper.figure_changes", "keeper.freeze_figure", "keeper.frozen_files",
    "keeper.figures_taken_up", "keeper.take_up_figure",
    "keeper.guard_agenda", "keeper.guard_decision", "keeper.guard_seat", "keeper.hub_meetings", "keeper.my_seat",
    "keeper.note_hub_change", "keeper.runs_hub", "keeper.runs_hub_meeting", "keeper.shown_in_room",
    "keeper.shown_to_each",
    "keeper.invited", "keeper.may_change_allowance", "keeper.may_change_invitation", "keeper.may_change_practice",
    "keeper.may_change_roleheld", "keeper.may_change_signature", "keeper.may_change_staff", "keeper.may_lock",
    "keeper.may_make_principal", "keeper.may_open_account", "keeper.runs",
}  # fmt: skip


def rows(looking: Any, statement: str) -> list[tuple[Any, ...]]:
    with looking() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_row_security_is_on_and_forced_for_every_protected_table(behind_the_walls: Any) -> None:
    forced = rows(
        behind_the_walls, "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    )
    assert set(PROTECTED) - {name for (name,) in forced} == set()


def test_every_protected_table_has_the_one_policy_and_no_other(behind_the_walls: Any) -> None:
    found = rows(
        behind_the_walls,
        "SELECT tablename, array_agg(DISTINCT qual) FROM pg_policies WHERE 'rjhub_app' = ANY (roles) "
        "AND cmd IN ('SELECT', 'UPDATE') GROUP BY 1",
    )
    policies = {table: quals for table, quals in found if table in PROTECTED}
    assert set(policies) == set(PROTECTED)
    assert {str(quals) for quals in policies.values()} == {str(next(iter(policies.values())))}
    policy = str(next(iter(policies.values())))
    assert "acl && ( SELECT pr()" in policy
    assert "NOT (acl && ( SELECT barred()" in policy


def test_when_grants_change_the_rows_of_every_protected_table_are_worked_out_anew(
    behind_the_walls: Any,
) -> None:
    ((body,),) = rows(
        behind_the_walls, "SELECT prosrc FROM pg_proc WHERE oid = 'keeper.rewrite_acl'::regproc"
    )
    assert sorted(re.findall(r"UPDATE public\.(\w+) SET acl = acl", body)) == PROTECTED


def test_the_application_owns_nothing_and_cannot_get_round_row_security(behind_the_walls: Any) -> None:
    owned = rows(behind_the_walls, "SELECT relname FROM pg_class WHERE relowner = 'rjhub_app'::regrole")
    powers = rows(
        behind_the_walls,
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'rjhub\\_%' AND rolname <> 'rjhub_owner' "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
    )
    memberships = rows(
        behind_the_walls,
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'rjhub_app'::regrole",
    )
    assert (owned, powers, memberships) == ([], [], [])


def test_the_application_has_no_right_on_the_vault_nor_on_the_keys(behind_the_walls: Any) -> None:
    rights = rows(
        behind_the_walls,
        "SELECT table_schema, table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE grantee = 'rjhub_app' AND (table_schema IN ('vault', 'keeper') OR table_name = 'people_matchkey')",
    )
    assert rights == []


def test_the_application_can_only_add_to_the_logs(behind_the_walls: Any) -> None:
    of_tables, of_columns = (
        rows(
            behind_the_walls,
            f"SELECT DISTINCT {what} FROM information_schema.{where} "
            "WHERE grantee = 'rjhub_app' AND table_name IN ('audit_entry', 'audit_consultation') ORDER BY 1",
        )
        for what, where in (
            ("privilege_type", "role_table_grants"),
            ("privilege_type || ' ' || column_name", "role_column_grants"),
        )
    )
    others = {"position", "salt", "kept"}
    assert of_tables == []
    assert [each for (each,) in of_columns if not each.startswith("INSERT")] == ["SELECT at", "SELECT id"]
    assert others & {each.split()[1] for (each,) in of_columns} == set()


def test_the_application_reads_the_seals_and_only_signs_them(behind_the_walls: Any) -> None:
    rights = rows(
        behind_the_walls,
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE grantee = 'rjhub_app' AND table_name IN ('audit_seal', 'audit_signature') ORDER BY 1, 2",
    )
    assert rights == [("audit_seal", "SELECT"), ("audit_signature", "INSERT"), ("audit_signature", "SELECT")]


def test_every_function_with_borrowed_rights_is_reviewed_and_looks_only_where_it_should(
    behind_the_walls: Any,
) -> None:
    found = rows(
        behind_the_walls,
        "SELECT pronamespace::regnamespace || '.' || proname, proconfig::text FROM pg_proc WHERE prosecdef",
    )
    assert {name for name, _ in found} == REVIEWED
    # Temporary objects come last: named nowhere, they come first, and a type of somebody's own would run code there.
    looks = 'search_path=pg_catalog, public, pg_temp"'
    assert [name for name, settings in found if looks not in str(settings)] == []


def test_no_view_gets_round_the_walls(behind_the_walls: Any) -> None:
    views = rows(
        behind_the_walls,
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace "
        "AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)",
    )
    assert views == []


def test_the_partnership_is_in_every_key_of_a_protected_table(behind_the_walls: Any) -> None:
    keys = rows(
        behind_the_walls,
        "SELECT c.conrelid::regclass::text, c.conname, array_agg(a.attname::text) FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) "
        "WHERE c.contype IN ('p', 'u') GROUP BY 1, 2",
    )
    indexes = rows(
        behind_the_walls,
        "SELECT tablename, indexname, ARRAY[indexdef] FROM pg_indexes "
        "WHERE schemaname = 'public' AND indexdef LIKE '%UNIQUE%'",
    )
    reaching = [
        (table, name) for table, name, columns in [*keys, *indexes] if table in PROTECTED
        if "partnership_id" not in " ".join(columns)
    ]  # fmt: skip
    assert reaching == []
