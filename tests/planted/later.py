"""Faults in the parts that worlds do not make up: what is put in place of what, in which function, and who notices.

`pytest --plant` runs each named test with its fault planted after everything that it prepares; it then has to fail.
Left out, because another part holds it: that only whom is asked, or the hub, decides about held words (nobody else sees
them); that whoever proposed a join does not confirm it (a constraint); that only a coordinator looks for records that
match (what is found is hidden from others).
"""

from dataclasses import dataclass

HELD = "rjhub/cases/tests/test_held_words_in_the_database.py"
ALONE = f"{HELD}::test_the_database_lets_nobody_confirm_their_own_words_or_change_what_is_held"
NAMED = f"{HELD}::test_the_database_has_whom_was_asked_decide_in_their_own_name_and_no_writer"
LOOKING, DECIDING = "rjhub/matching/tests/test_looking.py", "rjhub/matching/tests/test_deciding.py"
ASKED, PAGES = "rjhub/asking/tests/test_deciding.py", "rjhub/asking/tests/test_pages.py"
TOKENS, NOES = "rjhub/tokens/tests/test_tokens.py", "rjhub/offers/tests/test_noes.py"
STANDING, DOOR = "tests/test_standing.py", "tests/test_front_door.py"
ROLES = f"{STANDING}::test_an_administrator_gives_roles_at_their_own_agency_only_and_in_their_own_name"
INVITED = f"{STANDING}::test_at_the_front_door_an_invitation_gives_its_roles_once_and_stays_as_it_is"
SIGNED = f"{STANDING}::test_somebody_who_says_that_they_are_the_installation_is_not_believed"
SIGNED_OUT = (
    f"{DOOR}::test_an_administrator_signs_out_whoever_works_for_them_and_not_who_left_them_for_another_agency"
)
SCREENS = "rjhub/hubmeetings/tests/test_screens.py"
ROOM = f"{SCREENS}::test_whoever_is_in_the_room_is_who_came_and_has_not_left"
OFFICERS = "rjhub/reading/tests/test_reading.py"
HIDDEN = f"{PAGES}::test_a_sealed_or_shut_record_shows_to_no_coordinator_who_may_not_know"


@dataclass(frozen=True)
class Fault:
    """Some words of a function, what stands in their place, and the test that notices."""

    name: str
    function: str
    right: str
    wrong: str
    test: str


FAULTS = (
    # Held words: who may decide about them, and who reads them.
    Fault(
        "whoever wrote words confirms them", "keeper.guard_held_words",
        "OR NEW.decided_by_id = NEW.written_by_id", "", NAMED,
    ),
    Fault(
        "words are confirmed in another's name", "keeper.guard_held_words",
        "NEW.decided_by_id IS DISTINCT FROM public.acting_staff()", "false", NAMED,
    ),
    Fault(
        "held words become others", "keeper.guard_held_words",
        "to_jsonb(NEW) - told IS DISTINCT FROM to_jsonb(OLD) - told", "false", ALONE,
    ),
    Fault("held words are confirmed from the first", "keeper.guard_held_words", "NEW.status <> 'waiting'", "false",
          ALONE),
    Fault(
        "everybody in the case reads held words", "keeper.narrow_held_words", "WHERE who < 0", "WHERE true OR who < 0",
        "rjhub/cases/tests/test_held_words.py::test_nobody_else_reads_them_and_nobody_decides_about_their_own",
    ),
    Fault(
        "whoever tries a number out is told whose it is", "keeper.known_in",
        "AND keeper.file_to_reach(y.person_id) IS NOT NULL", "",
        f"{HELD}::test_the_comparison_answers_nobody_who_could_not_open_the_vault",
    ),
    # Matching: which records somebody is told of, and who joins them.
    Fault(
        "records that somebody may not see are proposed", "keeper.match_candidates",
        "AND h.id = ANY (alike) AND h.acl && r AND NOT h.acl && b)", "AND h.id = ANY (alike))",
        f"{LOOKING}::test_a_record_of_another_hub_is_not_told_to_a_coordinator",
    ),
    Fault(
        "that two share a telephone is told to all", "keeper.match_candidates",
        "reach AND keeper.acl(p, v.file_id, v.side, 'contact') && r AS reached", "true AS reached",
        f"{LOOKING}::test_that_two_share_a_telephone_is_told_only_to_who_may_know_it_of_both",
    ),
    Fault(
        "one person joins what differs", "keeper.guard_join",
        "IF NEW.decision = 'same' AND", "IF false AND",
        f"{DECIDING}::test_the_database_refuses_a_join_of_what_differs_without_a_second_coordinator",
    ),
    # Noes, exceptions and the ledger.
    Fault("one person agrees to an exception", "keeper.guard_leave", "humans < 2 OR", "",
          "rjhub/offers/tests/test_exceptions.py::test_somebody_with_two_memberships_is_one_person"),
    Fault(
        "a no is made narrower afterwards", "keeper.guard_narrowing", "ELSIF EXISTS (", "ELSIF false AND EXISTS (",
        f"{NOES}::test_a_no_is_not_made_narrower_once_it_was_said",
    ),
    Fault(
        "anybody learns of erased records", "keeper.erased_like", "WHERE keeper.coordinates() AND", "WHERE",
        f"{NOES}::test_somebody_without_a_hub_learns_nothing_of_erased_records",
    ),
    Fault(
        "anybody writes into the ledger of somebody hidden", "keeper.note_offer", "IF NOT keeper.sees(person) THEN",
        "IF false THEN",
        "rjhub/offers/tests/test_ledger.py::test_nobody_writes_into_the_ledger_of_somebody_whom_they_do_not_see",
    ),
    # Asking first: who asks, what the answer gives away, who hears of it.
    Fault(
        "anybody asks before approaching", "keeper.asks_as",
        "AND r.role IN ('referrer', 'lead_contact', 'coordinator', 'facilitator', 'supervisor', 'volunteer')", "",
        f"{ASKED}::test_the_database_holds_who_may_ask_by_itself",
    ),
    Fault(
        "a prison learns of a person harmed", "keeper.asked_about",
        "ELSE works_with IN ('both', n.side) AND NOT f.sealed", "ELSE NOT f.sealed",
        f"{ASKED}::test_a_prison_or_probation_does_not_learn_that_a_person_harmed_is_known",
    ),
    Fault(
        "a sealed file is told of", "keeper.asked_about", "AND NOT f.sealed AND", "AND",
        f"{ASKED}::test_a_sealed_file_is_told_to_nobody",
    ),
    Fault(
        "a file that is shut is told of", "keeper.asked_about", "AND NOT f.barred && public.barred()", "",
        f"{ASKED}::test_a_file_that_is_shut_to_the_asker_is_not_told_to_them",
    ),
    Fault(
        "a question says by its length whether somebody was found", "keeper.ask_before",
        "|| array(SELECT gen_random_uuid() FROM generate_series(1, 8)))[1:8]", ")[1:8]",
        f"{ASKED}::test_every_question_is_written_alike_whatever_is_found",
    ),
    Fault(
        "whoever tries names out is answered", "keeper.ask_before", "asked.own_hour >= may.own_hour", "false",
        f"{PAGES}::test_somebody_who_tries_names_out_is_stopped_and_seen",
    ),
    Fault(
        "an agency asks without end", "keeper.ask_before", "asked.agency_hour >= may.agency_hour", "false",
        f"{PAGES}::test_an_agency_has_a_limit_of_its_own",
    ),
    Fault(
        "a coordinator hears of a hidden record", "keeper.asked_of_hub",
        "AND n.id = ANY (q.found) AND n.acl && r AND NOT n.acl && b", "AND n.id = ANY (q.found)", HIDDEN,
    ),
    Fault(
        "anybody reads the answer to another's question", "keeper.asked_by_me",
        "AND q.staff_id = public.acting_staff()", "",
        f"{PAGES}::test_the_answer_to_somebody_elses_question_is_not_found",
    ),
    Fault(
        "an approach is recorded for the other side", "keeper.record_approach",
        "AND a.works_with IN ('both', as_side)", "",
        f"{PAGES}::test_an_approach_is_recorded_once_and_only_for_a_side_of_ones_own",
    ),
    # Tokens: whose they are, until when, at which agency.
    Fault(
        "an ended token goes on", "keeper.use_token", "AND t.ended_at IS NULL", "",
        f"{TOKENS}::test_a_locked_account_and_an_ended_or_expired_token_are_cut_off",
    ),
    Fault("an expired token goes on", "keeper.use_token", "AND t.expires_at > clock_timestamp()", "",
          f"{TOKENS}::test_an_expired_token_is_nothing"),
    Fault("a token asks without end", "keeper.use_token", "THEN t.used + 1", "THEN 1",
          f"{TOKENS}::test_a_token_asks_only_so_often_in_a_minute"),
    Fault(
        "an administrator ends tokens of other agencies", "keeper.may_end_token",
        "AND them.agency_id = me.agency_id", "",
        f"{TOKENS}::test_an_administrator_sees_and_ends_tokens_of_their_agency_and_of_no_other",
    ),
    Fault("somebody has any number of tokens", "keeper.make_token", ">= 10", ">= 1000",
          f"{TOKENS}::test_nobody_has_more_than_some"),
    # Standing: who says who works where.
    Fault("any administrator is one everywhere", "keeper.holds", "AND s.agency_id = at_agency", "", ROLES),
    Fault("a referrer administers", "keeper.administers", "'{administrator}'", "'{administrator,referrer}'",
          f"{STANDING}::test_whoever_acts_writes_nothing_of_this_in_a_statement_of_their_own"),
    Fault("roles are given in another's name", "keeper.may_change_roleheld",
          "AND after.given_by_id = public.acting_staff()", "", ROLES),
    Fault(
        "an agency coordinates a hub that another runs", "keeper.may_change_roleheld",
        "AND h.host_id = member.agency_id", "", ROLES,
    ),
    Fault(
        "an administrator ends their own office", "keeper.may_change_roleheld",
        "AND NOT (before.role = 'administrator' AND before.staff_id = public.acting_staff())", "", ROLES,
    ),
    Fault("an invitation gives any role", "keeper.invited", "AND (wanted IS NULL OR wanted = ANY (i.roles))", "",
          INVITED),
    Fault("an invitation counts twice", "keeper.invited", "AND i.accepted_at IS NULL", "", INVITED),
    Fault(
        "the installation's signature lasts", "keeper.installs",
        "substr(said, 66) IS NOT DISTINCT FROM 'installation;' || pg_current_xact_id_if_assigned()::text", "true",
        SIGNED,
    ),
    Fault(
        "somebody acts as a hub", "keeper.as_themselves", "AND p.kind = 'staff'", "",
        f"{STANDING}::test_nobody_joins_as_the_principal_of_a_hub",
    ),
    Fault("anybody signs anybody out", "keeper.sign_out", "IF keeper.may_lock(who) IS NOT TRUE THEN", "IF false THEN",
          f"{DOOR}::test_only_an_administrator_signs_somebody_out_from_inside_a_door"),
    Fault(
        "an administrator locks whoever left them", "keeper.may_lock",
        "AND (s.access_ends_at IS NULL OR s.access_ends_at > clock_timestamp() OR NOT EXISTS (",
        "AND (true OR NOT EXISTS (", SIGNED_OUT,
    ),
    # Reading: whose officer sees whose people.
    Fault(
        "an officer reads what other agencies read", "keeper.readings", "WHERE s.agency_id = agency AND", "WHERE",
        f"{OFFICERS}::test_an_officer_of_another_agency_sees_nothing_of_it",
    ),
    Fault("anybody is an information officer", "keeper.watched", "AND r.role = 'information_officer'", "",
          f"{OFFICERS}::test_nobody_else_sees_it"),
    Fault("a sealed case stands in a list of readings", "keeper.readings",
          "AND (c.files = '{}' OR NOT c.files <@ hidden)", "",
          f"{OFFICERS}::test_a_sealed_case_stands_in_no_list_of_readings"),
    # Meetings of a hub: what is on the shared screen.
    Fault("only who shows the screen is asked about", "keeper.shown_in_room", "here.left_at IS NULL",
          "here.left_at IS NULL AND s.staff_id = public.acting_staff()", ROOM),
    Fault("who left still counts as in the room", "keeper.shown_in_room", "AND here.left_at IS NULL", "", ROOM),
    Fault("a stranger in the room changes nothing", "keeper.shown_in_room", "one.others_since IS NOT NULL", "false",
          ROOM),
    Fault("whoever is in the room sees all", "keeper.shown_to_each", "g.acl && w.acts_as AND", "true AND", ROOM),
    Fault("a sealed case is on the shared screen", "keeper.shown_to_each", "AND NOT f.sealed", "",
          f"{SCREENS}::test_a_sealed_case_is_never_on_the_shared_screen_though_everybody_there_may_see_it"),
    Fault("anybody asks what others may see", "keeper.shown_to_each",
          "OR NOT (keeper.runs_hub_meeting(m) OR coalesce(public.acting_staff() = ANY (who), false))", "",
          f"{SCREENS}::test_whoever_asks_for_rows_without_running_the_meeting_is_told_nothing_of_others"),
)  # fmt: skip
