"""Decisions, their dated rules and counters; and the trigger that keeps what a decision says as it was made."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows

# For every role, also the owner: who must change a decision makes a new version. Listed is what may still be added;
# all else, also columns to come, is frozen. A day and a seal are noted once.
FROZEN = """
CREATE FUNCTION decisions_frozen() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $body$
DECLARE
    later text[] := ARRAY['sent_on', 'notified_on', 'last_day', 'sealed_id', 'sha256', 'published_title',
        'published_text', 'published_at', 'take_down_on', 'taken_down_at'];
BEGIN
    IF (to_jsonb(OLD) - later) IS DISTINCT FROM (to_jsonb(NEW) - later) THEN
        RAISE EXCEPTION 'portal: a decision that was made does not change; make a new version'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.sent_on IS NOT NULL AND (OLD.sent_on, OLD.notified_on, OLD.last_day)
            IS DISTINCT FROM (NEW.sent_on, NEW.notified_on, NEW.last_day))
        OR (OLD.sealed_id IS NOT NULL AND (OLD.sealed_id, OLD.sha256) IS DISTINCT FROM (NEW.sealed_id, NEW.sha256))
    THEN
        RAISE EXCEPTION 'portal: the day of notification and the seal of a decision are noted once'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$body$;
CREATE TRIGGER decisions_frozen BEFORE UPDATE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION decisions_frozen();
"""

UNDO = "DROP TRIGGER decisions_frozen ON decisions_decision; DROP FUNCTION decisions_frozen();"


def keep(apps, schema_editor):
    """The app role removes no decision."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute(f"REVOKE DELETE, TRUNCATE ON decisions_decision FROM {role}")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="identifier")),
                ("label", models.CharField(max_length=120, verbose_name="name")),
                (
                    "prefix",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator("^[A-ZÅÄÖ0-9]+$", "Capital letters and digits only.")
                        ],
                        verbose_name="prefix",
                    ),
                ),
                (
                    "task_class",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{2}(\\.\\d{2})*$", "Pairs of digits with dots, such as 02.05.01."
                            )
                        ],
                        verbose_name="task class",
                    ),
                ),
            ],
            options={
                "verbose_name": "series of case numbers",
                "verbose_name_plural": "series of case numbers",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="AppealRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("letter", "letter"),
                            ("e_notice", "electronic notice"),
                            ("service", "verifiable service"),
                            ("online", "publication online"),
                        ],
                        max_length=10,
                        verbose_name="way of notification",
                    ),
                ),
                (
                    "deemed_days",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="days until the decision is taken to be known",
                    ),
                ),
                (
                    "period_days",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days to ask for rectification",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("basis_fi", models.CharField(max_length=200, verbose_name="legal basis, in Finnish")),
                ("basis_sv", models.CharField(blank=True, max_length=200, verbose_name="legal basis, in Swedish")),
                ("basis_en", models.CharField(blank=True, max_length=200, verbose_name="legal basis, in English")),
            ],
            options={
                "verbose_name": "rule on appeal periods",
                "verbose_name_plural": "rules on appeal periods",
                "ordering": ["way", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("way", "valid_from"),
                        name="decisions_appealrule_once",
                        violation_error_message="There is a rule for this way from that day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deemed_days__lte", 60), ("period_days__gte", 1), ("period_days__lte", 365)
                        ),
                        name="decisions_appealrule_days",
                        violation_error_message="A period is 1 to 365 days, and a decision is known within 60.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=220)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("series", "year"), name="decisions_counter_once")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_type", models.CharField(max_length=80)),
                ("subject_id", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("corrects", models.TextField(blank=True, verbose_name="why the earlier decision is corrected")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("case_number", models.CharField(max_length=80, verbose_name="case number")),
                ("section_series", models.CharField(max_length=200)),
                ("section", models.PositiveIntegerField(verbose_name="section")),
                ("section_year", models.PositiveSmallIntegerField(verbose_name="year of the section")),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                ("decider_label", models.CharField(max_length=200, verbose_name="decided by")),
                ("decider_title", models.CharField(blank=True, max_length=200, verbose_name="official title")),
                ("parties", models.JSONField(verbose_name="parties")),
                ("outcome", models.TextField(verbose_name="decision")),
                ("reasons", models.TextField(verbose_name="reasons")),
                ("basis", models.TextField(verbose_name="provisions applied")),
                ("contact", models.JSONField(verbose_name="more information")),
                ("disqualified", models.JSONField(blank=True, default=list, verbose_name="disqualified")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("letter", "letter"),
                            ("e_notice", "electronic notice"),
                            ("service", "verifiable service"),
                            ("online", "publication online"),
                        ],
                        max_length=10,
                        verbose_name="way of notification",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent, served or published")),
                ("notified_on", models.DateField(blank=True, null=True, verbose_name="notified")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day to ask for rectification")),
                ("rectification", models.TextField(verbose_name="how to ask for rectification")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("published_title", models.CharField(blank=True, max_length=200, verbose_name="published title")),
                ("published_text", models.TextField(blank=True, verbose_name="published text")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("take_down_on", models.DateField(blank=True, null=True, verbose_name="taken down on")),
                ("taken_down_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_version",
                        to="decisions.decision",
                    ),
                ),
                (
                    "sealed",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_decision",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at__isnull", False), ("taken_down_at__isnull", True)),
                        fields=["take_down_on"],
                        name="decisions_to_take_down",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "version"), name="decisions_decision_version_once"
                    ),
                    models.UniqueConstraint(
                        fields=("section_series", "section_year", "section"), name="decisions_decision_section_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("previous__isnull", True), ("version", 1)),
                            models.Q(
                                ("previous__isnull", False),
                                ("version__gt", 1),
                                models.Q(("corrects", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decisions_decision_correction",
                        violation_error_message="A new version names the earlier one and says why it is corrected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("last_day__isnull", True), ("notified_on__isnull", True), ("sent_on__isnull", True)
                            ),
                            models.Q(
                                ("last_day__gt", models.F("notified_on")),
                                ("last_day__isnull", False),
                                ("notified_on__gte", models.F("sent_on")),
                                ("notified_on__isnull", False),
                                ("sent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decisions_decision_notified",
                        violation_error_message="The period begins when the decision is known and ends after that.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed__isnull", True), ("sha256", "")),
                            models.Q(("sealed__isnull", False), ("sha256__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="decisions_decision_sealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True),
                                ("take_down_on__isnull", True),
                                ("taken_down_at__isnull", True),
                            ),
                            models.Q(("published_at__isnull", False), ("take_down_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_decision_published",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FROZEN, UNDO),
        migrations.RunPython(keep, migrations.RunPython.noop),
        RecordRows(
            "decisions_decision",
            [
                "subject_type",
                "subject_id",
                "version",
                "previous_id",
                "authority",
                "case_number",
                "section",
                "section_year",
                "decided_at",
                "decided_by_id",
                "language",
                "way",
                "sent_on",
                "notified_on",
                "last_day",
                "sealed_id",
                "sha256",
                "published_at",
                "take_down_on",
                "taken_down_at",
            ],
        ),
        RecordRows("decisions_appealrule", ["way", "deemed_days", "period_days", "valid_from"]),
        RecordRows("decisions_caseseries", ["slug", "prefix", "task_class"]),
    ]
