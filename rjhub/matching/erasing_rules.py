"""What goes of matching when a person's record is erased, and that a decision about two records stands by itself."""

# A comparison says how much of two records is the same, and a proposal says in words why: both describe the person.
# What a hub decided stays, because a no on one of the records holds on the other; its reason goes. A decision that
# stands is compared with its records when it is made, and not each time when somebody is granted it.
FORGETTING = """
GRANT DELETE ON matching_pair, matching_proposal TO rjhub_keeper;
GRANT UPDATE ON people_link TO rjhub_keeper;
DROP TRIGGER two_coordinators_join_what_differs ON people_link;
CREATE TRIGGER two_coordinators_join_what_differs
  BEFORE INSERT OR UPDATE OF partnership_id, first_id, second_id, decision, decided_by_id, decided_at, undone_at
  ON people_link FOR EACH ROW EXECUTE FUNCTION keeper.guard_join();
SET LOCAL ROLE rjhub_keeper;

-- For a coordinator who sees the person. Says nothing, so that it tells of no pair that they may not see.
CREATE FUNCTION keeper.forget_pairs(person uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt();
  BEGIN
    IF NOT keeper.sees(person) OR NOT EXISTS (
        SELECT FROM public.partnership_hub h WHERE h.partnership_id = p AND h.coordinators_id = ANY (public.pr())) THEN
      RAISE EXCEPTION 'not granted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM public.matching_proposal a USING public.matching_pair m
      WHERE a.partnership_id = p AND m.partnership_id = p AND m.id = a.pair_id AND person IN (m.first_id, m.second_id);
    DELETE FROM public.matching_pair m WHERE m.partnership_id = p AND person IN (m.first_id, m.second_id);
    UPDATE public.people_link l SET why = 'Erased' WHERE l.partnership_id = p AND person IN (l.first_id, l.second_id);
  END $$;
REVOKE ALL ON FUNCTION keeper.forget_pairs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.forget_pairs TO rjhub_app;
RESET ROLE;
"""
