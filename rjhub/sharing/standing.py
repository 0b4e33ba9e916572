"""Who may say who works where and by which agreement: asked by the database of every statement, whoever runs it.

At work that is whoever acts, as the policies of rooms `partnership` and `sharing` say; at the front door an open
invitation; and a command on the server, which the program signs for its own transaction (`partnership.installation`).
"""

READING = "GRANT SELECT ON partnership_invitation, partnership_agreementversion TO rjhub_keeper;"

ASKING = """
SET LOCAL ROLE rjhub_keeper;

-- Whether the program's owner, or a command on the server that the program signed for this transaction, writes.
CREATE FUNCTION keeper.installs() RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    said text := coalesce(current_setting('app.installation', true), '');
    key keeper.signing_key;
  BEGIN
    IF keeper.connected_as() NOT IN ('rjhub_app', 'rjhub_responsible', 'rjhub_front') THEN
      RETURN true;
    END IF;
    IF said = '' THEN
      RETURN false;
    END IF;
    SELECT * INTO key FROM keeper.signing_key;
    RETURN substr(said, 66) IS NOT DISTINCT FROM 'installation;' || pg_current_xact_id_if_assigned()::text
      AND left(said, 64) IS NOT DISTINCT FROM encode(
        sha256(key.outer_pad || sha256(key.inner_pad || convert_to(substr(said, 66), 'UTF8'))), 'hex');
  END $$;

CREATE FUNCTION keeper.at_the_front_door() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT keeper.connected_as() = 'rjhub_front' $$;

-- Whether somebody holds one of these roles now, for an agency at which they work now.
CREATE FUNCTION keeper.holds(who uuid, at_agency uuid, wanted text[]) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
      SELECT FROM public.partnership_staff s
      JOIN public.partnership_roleheld r ON r.staff_id = s.id AND r.role = ANY (wanted)
        AND (r.ended_at IS NULL OR r.ended_at > clock_timestamp())
      JOIN public.partnership_account a ON a.id = s.account_id AND a.is_active
      WHERE s.id = who AND s.agency_id = at_agency
        AND (s.access_ends_at IS NULL OR s.access_ends_at > clock_timestamp())) $$;

CREATE FUNCTION keeper.administers(agency uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT NOT keeper.at_the_front_door() AND keeper.holds(public.acting_staff(), agency, '{administrator}') $$;

-- Whether whoever acts is one of those who answer for how cases of a partnership are worked.
CREATE FUNCTION keeper.runs(p int) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT NOT keeper.at_the_front_door() AND EXISTS (
      SELECT FROM public.partnership_hub h
      WHERE h.partnership_id = p AND h.until IS NULL
        AND keeper.holds(public.acting_staff(), h.host_id, '{coordinator,administrator}')) $$;

-- Whether an agency invited somebody, the invitation is open, and who sent it could send it now.
CREATE FUNCTION keeper.invited(to_email text, to_agency uuid, wanted text, to_hub uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.at_the_front_door() AND EXISTS (
      SELECT FROM public.partnership_invitation i
      WHERE i.email = to_email AND (to_agency IS NULL OR i.agency_id = to_agency)
        AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > clock_timestamp()
        AND (wanted IS NULL OR wanted = ANY (i.roles))
        AND (to_hub IS NULL OR i.hub_id = to_hub)
        AND (i.invited_by_id IS NULL OR keeper.holds(i.invited_by_id, i.agency_id, '{administrator}'))) $$;

-- Whether two rows differ in nothing but these columns.
CREATE FUNCTION keeper.differ_only_in(before jsonb, after jsonb, columns text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS $$ SELECT before - columns = after - columns $$;

REVOKE ALL ON FUNCTION keeper.installs, keeper.at_the_front_door, keeper.holds, keeper.administers, keeper.runs,
  keeper.invited, keeper.differ_only_in FROM PUBLIC;
"""

# One function for each table answers whether a change may be; one trigger function refuses for all of them. Before a
# change there is no `before`, where something goes there is no `after`.
RULES = """
CREATE FUNCTION keeper.may_change_invitation(before public.partnership_invitation, after public.partnership_invitation)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF before.id IS NULL THEN
      RETURN keeper.administers(after.agency_id) AND after.invited_by_id = public.acting_staff()
        AND after.accepted_at IS NULL AND after.withdrawn_at IS NULL
        AND ('coordinator' <> ALL (after.roles) OR EXISTS (
          SELECT FROM public.partnership_hub h WHERE h.id = after.hub_id AND h.host_id = after.agency_id));
    END IF;
    IF keeper.at_the_front_door() THEN
      RETURN keeper.differ_only_in(to_jsonb(before), to_jsonb(after), '{accepted_at}')
        AND keeper.invited(before.email, before.agency_id, NULL, NULL);
    END IF;
    RETURN keeper.differ_only_in(to_jsonb(before), to_jsonb(after), '{withdrawn_at}')
      AND before.withdrawn_at IS NULL AND keeper.administers(before.agency_id);
  END $$;

CREATE FUNCTION keeper.may_change_staff(before public.partnership_staff, after public.partnership_staff)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF before.id IS NULL THEN
      RETURN keeper.administers(after.agency_id) OR EXISTS (
        SELECT FROM public.partnership_account a
        WHERE a.id = after.account_id AND keeper.invited(a.email, after.agency_id, NULL, NULL));
    END IF;
    RETURN keeper.differ_only_in(to_jsonb(before), to_jsonb(after),
        '{job_title,line_manager_id,until,access_ends_at}')
      AND keeper.administers(before.agency_id)
      AND ((before.until, before.access_ends_at) IS NOT DISTINCT FROM (after.until, after.access_ends_at)
        OR before.until IS NULL AND before.id <> public.acting_staff());
  END $$;

CREATE FUNCTION keeper.may_change_roleheld(before public.partnership_roleheld, after public.partnership_roleheld)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE member public.partnership_staff;
  BEGIN
    SELECT * INTO member FROM public.partnership_staff WHERE id = coalesce(before.staff_id, after.staff_id);
    IF before.id IS NOT NULL THEN
      RETURN keeper.differ_only_in(to_jsonb(before), to_jsonb(after), '{ended_at}') AND before.ended_at IS NULL
        AND keeper.administers(member.agency_id)
        AND NOT (before.role = 'administrator' AND before.staff_id = public.acting_staff());
    END IF;
    IF after.hub_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.partnership_hub h WHERE h.id = after.hub_id AND h.host_id = member.agency_id) THEN
      RETURN false;
    END IF;
    RETURN after.ended_at IS NULL AND member.until IS NULL
      AND (keeper.administers(member.agency_id) AND after.given_by_id = public.acting_staff()
        OR EXISTS (SELECT FROM public.partnership_account a WHERE a.id = member.account_id
                   AND keeper.invited(a.email, member.agency_id, after.role, after.hub_id)));
  END $$;

-- What somebody is trained in, and how far: added by an administrator, never changed.
CREATE FUNCTION keeper.may_change_practice(was uuid, of_staff uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT was IS NULL AND EXISTS (
      SELECT FROM public.partnership_staff s WHERE s.id = of_staff AND keeper.administers(s.agency_id)) $$;

CREATE FUNCTION keeper.may_open_account(its_email text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.invited(its_email, NULL, NULL, NULL) OR EXISTS (
      SELECT FROM public.partnership_staff s
      WHERE s.id = public.acting_staff() AND keeper.administers(s.agency_id)) $$;

-- Locking and unlocking: by an administrator of an agency for which its owner works, and never by its owner.
CREATE FUNCTION keeper.may_lock(who uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.partnership_staff s WHERE s.account_id = who AND keeper.administers(s.agency_id))
      AND NOT EXISTS (SELECT FROM public.partnership_staff s WHERE s.account_id = who AND s.id = public.acting_staff())
    $$;

-- A principal for somebody who joins; those of agencies, hubs and the intake are made where these are founded.
CREATE FUNCTION keeper.may_make_principal(kind text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT kind = 'staff' AND (keeper.at_the_front_door() OR EXISTS (
      SELECT FROM public.partnership_staff s
      WHERE s.id = public.acting_staff() AND keeper.administers(s.agency_id))) $$;

-- An agency's own signature, or one that the hub records; what it says stays, but for withdrawing.
CREATE FUNCTION keeper.may_change_signature(before public.partnership_signature, after public.partnership_signature)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE p int;
  BEGIN
    SELECT v.partnership_id INTO p FROM public.partnership_agreementversion v
      JOIN public.partnership_agency a ON a.id = after.agency_id AND a.partnership_id = v.partnership_id
      WHERE v.id = after.agreement_id;
    RETURN (before.id IS NULL AND after.recorded_by_id = public.acting_staff()
        OR before.withdrawn_at IS NULL AND after.withdrawn_by_id = public.acting_staff() AND keeper.differ_only_in(
          to_jsonb(before), to_jsonb(after), '{withdrawn_at,withdrawn_by_id,withdrawn_because}'))
      AND (keeper.runs(p) OR NOT keeper.at_the_front_door()
        AND keeper.holds(public.acting_staff(), after.agency_id, '{administrator,information_officer}'));
  END $$;

-- What clauses allow is written again when a version comes into force, or an agency of a new type signs it.
CREATE FUNCTION keeper.may_change_allowance(p int) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT keeper.runs(p) OR NOT keeper.at_the_front_door() AND EXISTS (
      SELECT FROM public.partnership_staff s
      WHERE s.id = public.acting_staff() AND s.partnership_id = p
        AND keeper.holds(s.id, s.agency_id, '{administrator,information_officer}')) $$;
REVOKE ALL ON FUNCTION keeper.may_change_invitation, keeper.may_change_staff, keeper.may_change_roleheld,
  keeper.may_change_practice, keeper.may_open_account, keeper.may_lock, keeper.may_make_principal,
  keeper.may_change_signature, keeper.may_change_allowance FROM PUBLIC;
"""
REFUSING = """
-- Whoever could join as the principal of a hub, or of an agency's lead contacts, would hold what these are granted.
CREATE FUNCTION keeper.as_themselves() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (
        SELECT FROM public.partnership_principal p JOIN public.partnership_agency a ON a.kind = p.agency_kind
        WHERE p.id = NEW.principal_id AND p.kind = 'staff' AND a.id = NEW.agency_id) THEN
      RAISE EXCEPTION 'a member of staff acts as a principal of their own' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

CREATE FUNCTION keeper.decide_standing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE may boolean := false;
  BEGIN
    IF keeper.installs() THEN
      may := true;
    ELSIF TG_OP = 'DELETE' THEN
      IF TG_TABLE_NAME = 'sharing_allowance' THEN
        may := keeper.may_change_allowance(OLD.partnership_id);
      END IF;
    ELSE
      CASE TG_TABLE_NAME
        WHEN 'partnership_invitation' THEN may := keeper.may_change_invitation(OLD, NEW);
        WHEN 'partnership_staff' THEN may := keeper.may_change_staff(OLD, NEW);
        WHEN 'partnership_roleheld' THEN may := keeper.may_change_roleheld(OLD, NEW);
        WHEN 'partnership_practitionerlevel', 'partnership_training' THEN
          may := keeper.may_change_practice(CASE WHEN TG_OP = 'UPDATE' THEN OLD.id END, NEW.staff_id);
        WHEN 'partnership_account' THEN
          may := CASE WHEN TG_OP = 'INSERT' THEN keeper.may_open_account(NEW.email) ELSE keeper.may_lock(NEW.id) END;
        WHEN 'partnership_principal' THEN may := keeper.may_make_principal(NEW.kind);
        WHEN 'partnership_pathwayversion', 'partnership_agreementversion' THEN
          may := keeper.runs(NEW.partnership_id);
        WHEN 'partnership_signature' THEN may := keeper.may_change_signature(OLD, NEW);
        WHEN 'sharing_allowance' THEN may := keeper.may_change_allowance(NEW.partnership_id);
        ELSE may := false;
      END CASE;
    END IF;
    IF may IS NOT TRUE THEN
      RAISE EXCEPTION 'whoever acts may not change this: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
REVOKE ALL ON FUNCTION keeper.as_themselves, keeper.decide_standing FROM PUBLIC;
RESET ROLE;
"""
# Nobody at work and nobody at the front door changes what the installation founded, so these fall to `ELSE false`.
FOUNDED = ("partnership_partnership", "partnership_agency", "partnership_office", "partnership_hub")
ASKED = (
    *FOUNDED,
    "partnership_agreementversion",
    "partnership_invitation",
    "partnership_pathwayversion",
    "partnership_practitionerlevel",
    "partnership_principal",
    "partnership_roleheld",
    "partnership_signature",
    "partnership_staff",
    "partnership_training",
    "sharing_allowance",
)
TRIGGERS = "".join(
    f"CREATE TRIGGER whoever_acts_may BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION keeper.decide_standing();\n"
    for table in ASKED
) + (
    "CREATE TRIGGER as_themselves BEFORE INSERT OR UPDATE OF principal_id, agency_id ON partnership_staff "
    "FOR EACH ROW EXECUTE FUNCTION keeper.as_themselves();\n"
    # How somebody signs in changes with every sign-in; whether they may at all is what is asked here.
    "CREATE TRIGGER whoever_acts_may BEFORE INSERT OR DELETE ON partnership_account "
    "FOR EACH ROW EXECUTE FUNCTION keeper.decide_standing();\n"
    "CREATE TRIGGER whoever_acts_may_lock BEFORE UPDATE ON partnership_account "
    "FOR EACH ROW WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION keeper.decide_standing();\n"
)
