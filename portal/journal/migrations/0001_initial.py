"""The two tables, the trigger function, and what the app role may do with them."""

from django.conf import settings
from django.db import migrations, models

# The function runs as its owner, so the app role needs no right on row images at all. It knows a program of ours by
# application_name and refuses its nameless writes; a hand at psql is recorded with its database role instead.
TRIGGER = """
CREATE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $body$
DECLARE
    who jsonb := nullif(current_setting('portal.actor', true), '')::jsonb;
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    old_image jsonb;
    new_image jsonb;
    name text;
BEGIN
    FOREACH name IN ARRAY TG_ARGV LOOP
        IF old_row IS NOT NULL THEN
            old_image := coalesce(old_image, '{}') || jsonb_build_object(name, old_row -> name);
        END IF;
        IF new_row IS NOT NULL THEN
            new_image := coalesce(new_image, '{}') || jsonb_build_object(name, new_row -> name);
        END IF;
    END LOOP;
    IF TG_OP = 'UPDATE' AND old_image IS NOT DISTINCT FROM new_image THEN
        RETURN NULL;
    END IF;
    IF who IS NULL AND current_setting('application_name') = 'portal' THEN
        RAISE EXCEPTION 'portal: a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO journal_rowimage (at, transaction, table_name, row_pk, operation, before, after, actor, db_role)
    VALUES (clock_timestamp(), txid_current(), TG_TABLE_NAME, coalesce(new_row, old_row) ->> 'id', TG_OP,
            old_image, new_image, who, session_user);
    RETURN NULL;
END
$body$;
REVOKE ALL ON FUNCTION journal_row() FROM PUBLIC;

CREATE FUNCTION journal_redact(ids bigint[], why text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $body$
DECLARE
    who jsonb := nullif(current_setting('portal.actor', true), '')::jsonb;
    done integer;
BEGIN
    IF who IS NULL OR why = '' THEN
        RAISE EXCEPTION 'portal: an erasure needs an actor and a reason' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE journal_rowimage SET actor = NULL
        WHERE (table_name, row_pk) IN (
            SELECT replace(object_type, '.', '_'), object_id FROM journal_event WHERE id = ANY(ids));
    UPDATE journal_event SET actor_id = NULL, actor_label = '', object_label = '', details = '{}', reason = '',
        redacted_at = clock_timestamp() WHERE id = ANY(ids) AND redacted_at IS NULL;
    GET DIAGNOSTICS done = ROW_COUNT;
    INSERT INTO journal_event (at, verb, actor_kind, actor_id, actor_label, acting_for_id, acting_for_label,
        object_type, object_id, object_label, details, reason, request_id)
    VALUES (clock_timestamp(), 'journal.redacted', who ->> 'kind', (who ->> 'id')::bigint, who ->> 'label', NULL, '',
        'journal.event', '', '', jsonb_build_object('count', done), why, coalesce(who ->> 'request', ''));
    RETURN done;
END
$body$;
"""

UNDO = "DROP FUNCTION journal_row() CASCADE; DROP FUNCTION journal_redact(bigint[], text);"


def grant(apps, schema_editor):
    """The app role inserts events and reads both tables; nothing else."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute(f"REVOKE ALL ON journal_event, journal_rowimage FROM {role}, PUBLIC")
    schema_editor.execute(f"GRANT SELECT, INSERT ON journal_event TO {role}")
    schema_editor.execute(f"GRANT SELECT ON journal_rowimage TO {role}")
    schema_editor.execute("REVOKE ALL ON FUNCTION journal_redact(bigint[], text) FROM PUBLIC")
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION journal_redact(bigint[], text) TO {role}")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("verb", models.CharField(max_length=80, verbose_name="verb")),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_label", models.CharField(max_length=200, verbose_name="who")),
                ("acting_for_id", models.BigIntegerField(null=True)),
                ("acting_for_label", models.CharField(blank=True, max_length=200, verbose_name="for whom")),
                ("object_type", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=40)),
                ("object_label", models.CharField(max_length=300, verbose_name="what")),
                ("details", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("redacted_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "indexes": [
                    models.Index(fields=["object_type", "object_id", "at"], name="journal_event_object"),
                    models.Index(fields=["-at", "-id"], name="journal_event_recent"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RowImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("transaction", models.BigIntegerField()),
                ("table", models.CharField(db_column="table_name", max_length=80)),
                ("row_pk", models.CharField(max_length=40)),
                ("operation", models.CharField(max_length=6)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("actor", models.JSONField(null=True)),
                ("db_role", models.CharField(max_length=80)),
            ],
            options={
                "verbose_name": "row image",
                "verbose_name_plural": "row images",
                "indexes": [models.Index(fields=["table", "row_pk", "at"], name="journal_rowimage_row")],
            },
        ),
        migrations.RunSQL(TRIGGER, UNDO),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
