"""What tells the program which records were stored before keys of some kind were made."""

from rjhub.people.vocabulary import KeyKind

# A record with both names has a pair of them; one without a date of birth is found by its name. An erased one has
# neither, and none is made for it: it would be found by the word that stands where its name stood.
WITHOUT_KEYS = f"""
SET LOCAL ROLE rjhub_keeper;
CREATE FUNCTION keeper.without_keys(after uuid, most int) RETURNS TABLE (person_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p smallint := public.pt(); r int[] := public.pr(); b int[] := public.barred();
  BEGIN
    IF p IS NULL OR NOT public.as_program() THEN
      RETURN;
    END IF;
    RETURN QUERY
      SELECT n.id FROM public.people_person n
      WHERE n.partnership_id = p AND n.id > after AND n.acl && r AND NOT n.acl && b AND btrim(n.found_by) <> ''
        AND (n.given_name <> '' AND n.family_name <> '' AND NOT EXISTS (
            SELECT FROM public.people_matchkey k
            WHERE k.partnership_id = p AND k.person_id = n.id AND k.kind = {KeyKind.NAMES.value})
          OR n.born_on IS NULL AND NOT EXISTS (
            SELECT FROM public.people_matchkey k
            WHERE k.partnership_id = p AND k.person_id = n.id AND k.kind = {KeyKind.NAME_WITHOUT_BIRTH.value}))
      ORDER BY n.id LIMIT most;
  END $$;
REVOKE ALL ON FUNCTION keeper.without_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keeper.without_keys TO rjhub_app;
RESET ROLE;
"""
