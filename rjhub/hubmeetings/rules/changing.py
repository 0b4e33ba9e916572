"""What may stand on an agenda and be decided, and that browsers learn that something changed."""

CHANGING = """
SET LOCAL ROLE rjhub_keeper;

-- Agendas are made by who coordinates the hub, and by the program for it, of cases of that hub alone. Who sees a row is
-- worked out anew whenever grants change, so `acl` passes by.
CREATE FUNCTION keeper.guard_agenda() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'acl' IS NOT DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
      RETURN NEW;
    END IF;
    IF NOT keeper.runs_hub_meeting(NEW.meeting_id) THEN
      RAISE EXCEPTION 'only who coordinates the hub makes its agenda' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.meeting_id) IS DISTINCT FROM (OLD.case_id, OLD.meeting_id)
        OR NOT EXISTS (SELECT FROM public.cases_case c JOIN public.hubmeetings_hubmeeting m ON m.hub_id = c.hub_id
                       WHERE c.partnership_id = NEW.partnership_id AND c.id = NEW.case_id AND c.file_id = NEW.file_id
                         AND m.id = NEW.meeting_id) THEN
      RAISE EXCEPTION 'an agenda holds cases of its hub' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

-- Decisions are made in one's own name, by who coordinates the hub, and stay as they were made.
CREATE FUNCTION keeper.guard_decision() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF to_jsonb(NEW) - 'acl' IS DISTINCT FROM to_jsonb(OLD) - 'acl' THEN
        RAISE EXCEPTION 'a decision stays as it was made' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF NEW.decided_by_id IS DISTINCT FROM public.acting_staff() OR NOT EXISTS (
        SELECT FROM public.hubmeetings_agendaitem i WHERE i.partnership_id = NEW.partnership_id AND i.id = NEW.item_id
          AND i.case_id = NEW.case_id AND i.left_out_at IS NULL AND keeper.runs_hub_meeting(i.meeting_id)) THEN
      RAISE EXCEPTION 'only who coordinates the hub decides, in their name' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;

-- One row more for each change: of a meeting, of who is there, of its agenda, of a decision, of who may see an item.
CREATE FUNCTION keeper.note_hub_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE now jsonb := to_jsonb(NEW);
  BEGIN
    INSERT INTO public.hubmeetings_change (partnership_id, meeting_id)
    VALUES (NEW.partnership_id, coalesce(now ->> 'meeting_id', (
      SELECT i.meeting_id::text FROM public.hubmeetings_agendaitem i
      WHERE i.partnership_id = NEW.partnership_id AND i.id::text = now ->> 'item_id'), now ->> 'id')::uuid);
    RETURN NULL;
  END $$;
RESET ROLE;

CREATE TRIGGER guard_agenda BEFORE INSERT OR UPDATE ON hubmeetings_agendaitem
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_agenda();
CREATE TRIGGER guard_decision BEFORE INSERT OR UPDATE ON hubmeetings_itemdecision
  FOR EACH ROW EXECUTE FUNCTION keeper.guard_decision();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON hubmeetings_hubmeeting
  FOR EACH ROW EXECUTE FUNCTION keeper.note_hub_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON hubmeetings_seat
  FOR EACH ROW EXECUTE FUNCTION keeper.note_hub_change();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON hubmeetings_presence
  FOR EACH ROW EXECUTE FUNCTION keeper.note_hub_change();
CREATE TRIGGER note_change AFTER INSERT ON hubmeetings_itemdecision
  FOR EACH ROW EXECUTE FUNCTION keeper.note_hub_change();
CREATE TRIGGER note_added AFTER INSERT ON hubmeetings_agendaitem
  FOR EACH ROW EXECUTE FUNCTION keeper.note_hub_change();
-- Grants that begin and end, conflicts and seals write `acl` anew; mostly it stays as it was.
CREATE TRIGGER note_change AFTER UPDATE ON hubmeetings_agendaitem
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keeper.note_hub_change();
"""

# Where words are read beyond one side: the table, the place, and the columns, as in room `cases`.
HELD_IN = (
    ("hubmeetings_agendaitem", "meeting", ("because", "left_out_because")),
    ("hubmeetings_itemdecision", "meeting", ("words",)),
)
WORDING = "\n".join(
    f"CREATE TRIGGER guard_wording BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON {table} FOR EACH ROW EXECUTE "
    f"FUNCTION keeper.guard_wording('{place}', {', '.join(repr(one) for one in columns)});"
    for table, place, columns in HELD_IN
)
