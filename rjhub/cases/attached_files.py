"""How the database knows which files came to a case with a referral: what shuts the case shuts them with it.

A sealed case is not to be read in the second referral about the same incident, nor is it by whoever has a conflict.
"""

from rjhub.referrals.database import SIMILAR
from rjhub.sharing.rewriting import changed

_NOBODY_BARRED = "WHERE r.id <> which AND NOT r.acl && public.barred() $$;"
# Nothing is said of a sealed one to whom it is sealed: those who are named are told, and see to it.
_NOT_SHUT_AWAY = """WHERE r.id <> which AND NOT r.acl && public.barred()
      AND (r.acl && public.pr() OR NOT EXISTS (
        SELECT FROM public.sharing_file f
        WHERE f.partnership_id = public.pt() AND f.id = r.file_id AND f.sealed)) $$;"""

SHUT_WITH_THE_ATTACHED = f"""
SET LOCAL ROLE rjhub_keeper;

CREATE OR REPLACE FUNCTION keeper.files_about(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f
    UNION
    SELECT y.file_id FROM public.people_person n
    JOIN public.cases_party y ON y.partnership_id = p AND y.person_id = n.id
    WHERE n.partnership_id = p AND n.file_id = f
    UNION
    SELECT a.file_id FROM public.referrals_referral r
    JOIN public.cases_attachedreferral a ON a.partnership_id = p AND a.referral_id = r.id AND a.detached_at IS NULL
    WHERE r.partnership_id = p AND r.file_id = f
    UNION
    SELECT a.file_id FROM public.people_person who
    JOIN public.referrals_referralparty named ON named.partnership_id = p AND named.person_id = who.id
    JOIN public.cases_attachedreferral a ON a.partnership_id = p AND a.referral_id = named.referral_id
      AND a.detached_at IS NULL
    WHERE who.partnership_id = p AND who.file_id = f $$;

-- The file of a referral, and those of the people whom it names.
CREATE FUNCTION keeper.files_of_referral(p smallint, which uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.file_id FROM public.referrals_referral r WHERE r.partnership_id = p AND r.id = which
    UNION
    SELECT who.file_id FROM public.referrals_referralparty named
    JOIN public.people_person who ON who.partnership_id = p AND who.id = named.person_id
    WHERE named.partnership_id = p AND named.referral_id = which $$;

CREATE OR REPLACE FUNCTION keeper.files_beside(p smallint, f uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f
    UNION
    SELECT n.file_id FROM public.cases_party y
    JOIN public.people_person n ON n.partnership_id = p AND n.id = y.person_id
    WHERE y.partnership_id = p AND y.file_id = f
    UNION
    SELECT came.file_id FROM public.cases_attachedreferral a
    CROSS JOIN LATERAL keeper.files_of_referral(p, a.referral_id) came(file_id)
    WHERE a.partnership_id = p AND a.file_id = f AND a.detached_at IS NULL $$;

-- What is attached to a case that is shut is shut with it, and opened again when it is taken out.
CREATE FUNCTION keeper.shut_with_the_attached() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM public.sharing_file f WHERE f.partnership_id = NEW.partnership_id
               AND (f.sealed OR f.barred <> '{{}}') AND (f.id = NEW.file_id OR f.id IN (
                 SELECT keeper.files_of_referral(NEW.partnership_id, NEW.referral_id)))) THEN
      PERFORM keeper.mark_file(NEW.partnership_id, came)
        FROM keeper.files_of_referral(NEW.partnership_id, NEW.referral_id) came;
    END IF;
    RETURN NULL;
  END $$;

{changed(SIMILAR, "keeper.similar_referrals", (_NOBODY_BARRED, _NOT_SHUT_AWAY))}

REVOKE ALL ON FUNCTION keeper.files_of_referral, keeper.shut_with_the_attached FROM PUBLIC;
-- What was attached before this rule, and is shut by it.
SELECT keeper.mark_file(a.partnership_id, came) FROM public.cases_attachedreferral a
  JOIN public.sharing_file f ON f.partnership_id = a.partnership_id AND f.id = a.file_id
  CROSS JOIN LATERAL keeper.files_of_referral(a.partnership_id, a.referral_id) came
  WHERE a.detached_at IS NULL AND (f.sealed OR f.barred <> '{{}}');
RESET ROLE;
CREATE TRIGGER shut_with_the_attached AFTER INSERT OR UPDATE OF detached_at ON cases_attachedreferral
  FOR EACH ROW EXECUTE FUNCTION keeper.shut_with_the_attached();
"""
