"""Erasing a person, and what the images of a row say of one, through functions of the owner's like `journal_redact`."""

from django.conf import settings
from django.db import migrations, models

# `journal_redact` takes the actor from the images of those only whose events it redacts: who else changed the same row
# stays on record.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION journal_redact(ids bigint[], why text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $body$
DECLARE
    done integer;
BEGIN
    PERFORM journal_may_erase(why);
    UPDATE journal_rowimage AS image SET actor = NULL FROM journal_event AS event
        WHERE event.id = ANY(ids) AND image.table_name = replace(event.object_type, '.', '_')
        AND image.row_pk = event.object_id AND image.actor ->> 'kind' = event.actor_kind
        AND (image.actor ->> 'id')::bigint IS NOT DISTINCT FROM event.actor_id;
    UPDATE journal_event SET actor_id = NULL, actor_label = '', object_label = '', details = '{}', reason = '',
        redacted_at = clock_timestamp() WHERE id = ANY(ids) AND redacted_at IS NULL;
    GET DIAGNOSTICS done = ROW_COUNT;
    PERFORM journal_erased(done, why);
    RETURN done;
END
$body$;

CREATE OR REPLACE FUNCTION journal_may_erase(why text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
    IF nullif(current_setting('portal.actor', true), '') IS NULL OR why = '' THEN
        RAISE EXCEPTION 'portal: an erasure needs an actor and a reason' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$body$;

CREATE OR REPLACE FUNCTION journal_erased(number integer, why text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $body$
DECLARE
    who jsonb := current_setting('portal.actor')::jsonb;
BEGIN
    INSERT INTO journal_event (at, verb, actor_kind, actor_id, actor_label, acting_for_id, acting_for_label,
        object_type, object_id, object_label, details, reason, request_id)
    VALUES (clock_timestamp(), 'journal.redacted', who ->> 'kind', (who ->> 'id')::bigint, who ->> 'label', NULL, '',
        'journal.event', '', '', jsonb_build_object('count', number), why, coalesce(who ->> 'request', ''));
END
$body$;

CREATE OR REPLACE FUNCTION journal_forget(persons bigint[], kept_verbs text[], kept_tables text[], why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    done integer;
    about integer;
BEGIN
    PERFORM journal_may_erase(why);
    UPDATE journal_rowimage SET actor = NULL WHERE actor ->> 'kind' = 'user' AND actor ->> 'id' = ANY(persons::text[])
        AND table_name <> ALL(kept_tables);
    UPDATE journal_event SET actor_id = NULL, actor_label = '', details = '{}', reason = '',
        redacted_at = clock_timestamp() WHERE actor_id = ANY(persons) AND verb <> ALL(kept_verbs);
    GET DIAGNOSTICS done = ROW_COUNT;
    UPDATE journal_event SET object_label = '', details = '{}', reason = '', redacted_at = clock_timestamp()
        WHERE object_type = 'accounts.user' AND object_id = ANY(persons::text[]) AND verb <> ALL(kept_verbs)
        AND object_label <> '';
    GET DIAGNOSTICS about = ROW_COUNT;
    IF done + about > 0 THEN
        PERFORM journal_erased(done + about, why);
    END IF;
    RETURN done + about;
END
$body$;

CREATE OR REPLACE FUNCTION journal_redact_rows(which text, keys text[], columns text[], why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    done integer;
BEGIN
    PERFORM journal_may_erase(why);
    UPDATE journal_rowimage SET before = before - columns, after = after - columns
        WHERE table_name = which AND row_pk = ANY(keys) AND (before ?| columns OR after ?| columns);
    GET DIAGNOSTICS done = ROW_COUNT;
    IF done > 0 THEN
        PERFORM journal_erased(done, why);
    END IF;
    RETURN done;
END
$body$;

-- Only images that a person made: what imports and other jobs write by the hundred thousand costs nothing.
CREATE INDEX journal_rowimage_person ON journal_rowimage ((actor ->> 'id')) WHERE actor ->> 'kind' = 'user';
"""

UNDO = """
DROP INDEX journal_rowimage_person;
DROP FUNCTION journal_redact_rows(text, text[], text[], text);
DROP FUNCTION journal_forget(bigint[], text[], text[], text);
"""

CALLED = ["journal_forget(bigint[], text[], text[], text)", "journal_redact_rows(text, text[], text[], text)"]
INNER = ["journal_may_erase(text)", "journal_erased(integer, text)"]


def grant(apps, schema_editor):
    """The app role calls the two; what they call it can't, since it would run with its own rights."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    for function in [*CALLED, *INNER]:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    for function in CALLED:
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["actor_id", "-at"], name="journal_event_person", condition=models.Q(actor_id__isnull=False)
            ),
        ),
        migrations.RunSQL(FUNCTIONS, UNDO),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
