import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.clock


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0003_sectors"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title_fi", models.CharField(max_length=120, verbose_name="what")),
                ("title_sv", models.CharField(blank=True, max_length=120, verbose_name="what, in Swedish")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="what, in English")),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("starts_at", models.TimeField(verbose_name="begins")),
                ("ends_at", models.TimeField(verbose_name="ends")),
                (
                    "every",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="every how many weeks",
                    ),
                ),
                ("season_from", models.DateField(blank=True, null=True, verbose_name="season begins")),
                ("season_until", models.DateField(blank=True, null=True, verbose_name="season ends")),
            ],
            options={
                "verbose_name": "weekly time",
                "verbose_name_plural": "weekly times",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("new_name", models.CharField(blank=True, max_length=160, verbose_name="name of the association")),
                (
                    "new_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registered", "registered association"),
                            ("unregistered", "unregistered group"),
                            ("foundation", "foundation"),
                            ("religious", "religious community"),
                        ],
                        max_length=20,
                        verbose_name="legal form",
                    ),
                ),
                ("new_register_number", models.CharField(blank=True, max_length=7, verbose_name="register number")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("secretary", "secretary"),
                            ("treasurer", "treasurer"),
                            ("signatory", "signatory"),
                            ("contact", "contact person"),
                            ("member", "member"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="the term ends")),
                ("message", models.TextField(blank=True, max_length=2000, verbose_name="message to the city")),
                (
                    "second_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address of a second main user"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "awaits verification"),
                            ("more_asked", "the city has asked for more"),
                            ("verified", "verified"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
            ],
            options={
                "verbose_name": "request to act for an association",
                "verbose_name_plural": "requests to act for an association",
            },
        ),
        migrations.CreateModel(
            name="ContactWay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("email", "e-mail"), ("phone", "telephone"), ("post", "postal address")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="whose or for what")),
                ("value", models.CharField(max_length=254, verbose_name="address or number")),
                ("public", models.BooleanField(default=False, verbose_name="shown to everyone")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "contact way",
                "verbose_name_plural": "contact ways",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="short name")),
                ("name_fi", models.CharField(max_length=80, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(max_length=80, verbose_name="name in Swedish")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "district",
                "verbose_name_plural": "districts",
                "ordering": ["order", "slug"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rules", "rules"),
                            ("accounts", "annual accounts"),
                            ("audit", "auditor's report"),
                            ("minutes", "minutes of a meeting"),
                            ("plan", "plan of activities"),
                            ("budget", "budget"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting", "awaits verification"),
                            ("verified", "verified"),
                            ("rejected", "rejected"),
                            ("removed", "removed"),
                        ],
                        default="awaiting",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="looked at on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[("number", "the same number"), ("name", "a similar name")],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                ("likeness", models.PositiveSmallIntegerField(default=0, verbose_name="likeness")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "suspected"), ("dismissed", "not the same"), ("merged", "merged")],
                        default="open",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="found")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
            ],
            options={
                "verbose_name": "suspected duplicate",
                "verbose_name_plural": "suspected duplicates",
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("effective_on", models.DateField(verbose_name="takes effect on")),
                ("meeting_on", models.DateField(verbose_name="day of the meeting")),
                (
                    "state",
                    models.CharField(
                        choices=[("made", "made"), ("cancelled", "cancelled")],
                        default="made",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                ("before", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
            },
        ),
        migrations.CreateModel(
            name="HandoverSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("secretary", "secretary"),
                            ("treasurer", "treasurer"),
                            ("signatory", "signatory"),
                            ("contact", "contact person"),
                            ("member", "member"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("profile", "profile"),
                                ("grants", "grants"),
                                ("venues", "venues"),
                                ("events", "events"),
                                ("messages", "messages"),
                                ("people", "people and rights"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="rights",
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "seat of a handover",
                "verbose_name_plural": "seats of handovers",
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("name", models.CharField(blank=True, default="", max_length=160)),
                ("register_number", models.CharField(blank=True, default="", max_length=7)),
                ("business_id", models.CharField(blank=True, default="", max_length=9)),
                ("legal_form", models.CharField(blank=True, default="", max_length=20)),
                ("status", models.CharField(blank=True, default="", max_length=20)),
                ("registered_office", models.CharField(blank=True, default="", max_length=60)),
                ("registered_on", models.DateField(blank=True, null=True)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("new", "new association"),
                            ("change", "changes"),
                            ("same", "no change"),
                            ("error", "error"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("details", models.JSONField(default=dict)),
                ("done", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("secretary", "secretary"),
                            ("treasurer", "treasurer"),
                            ("signatory", "signatory"),
                            ("contact", "contact person"),
                            ("member", "member"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("profile", "profile"),
                                ("grants", "grants"),
                                ("venues", "venues"),
                                ("events", "events"),
                                ("messages", "messages"),
                                ("people", "people and rights"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="rights",
                    ),
                ),
                ("starts_on", models.DateField(default=portal.clock.today, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="invited")),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
            },
        ),
        migrations.CreateModel(
            name="LiaisonAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grants", "grants"),
                            ("partnerships", "partnership procedure"),
                            ("venues", "venue cooperation"),
                            ("events", "event cooperation"),
                            ("liaison", "association liaison work"),
                            ("cycle", "annual cycle"),
                            ("communications", "communications"),
                        ],
                        max_length=20,
                        verbose_name="part of the operating model",
                    ),
                ),
                ("starts_on", models.DateField(default=portal.clock.today, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("away_from", models.DateField(blank=True, null=True, verbose_name="substitute from")),
                ("away_until", models.DateField(blank=True, null=True, verbose_name="substitute until")),
            ],
            options={
                "verbose_name": "liaison's assignment",
                "verbose_name_plural": "liaisons' assignments",
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("website", "web site"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                            ("sign_up", "sign up for the activity"),
                            ("other", "other page"),
                        ],
                        default="website",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("url", models.URLField(max_length=300, verbose_name="address")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="place")),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="street address")),
                ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="postal code")),
            ],
            options={
                "verbose_name": "meeting place",
                "verbose_name_plural": "meeting places",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="merged")),
                ("moved", models.JSONField(default=dict)),
                ("fields", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("name", models.CharField(max_length=120, verbose_name="file")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "the file is being read"),
                            ("ready", "ready to be looked at"),
                            ("running", "being carried out"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                            ("failed", "failed"),
                        ],
                        default="reading",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("columns", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("problem", models.TextField(blank=True, default="", verbose_name="what went wrong")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "register import",
                "verbose_name_plural": "register imports",
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="short name")),
                ("name_fi", models.CharField(max_length=80, verbose_name="name in Finnish")),
                ("name_sv", models.CharField(max_length=80, verbose_name="name in Swedish")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "target group",
                "verbose_name_plural": "target groups",
                "ordering": ["order", "slug"],
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="association",
            name="association_register_number_once",
        ),
        migrations.RemoveConstraint(
            model_name="tie",
            name="tie_once",
        ),
        migrations.AddField(
            model_name="association",
            name="accessibility",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("step_free", "step-free access"),
                        ("toilet", "accessible toilet"),
                        ("parking", "accessible parking space"),
                        ("induction_loop", "induction loop"),
                        ("sign_language", "sign-language interpretation"),
                        ("easy_language", "easy language"),
                        ("assistant", "a personal assistant gets in free of charge"),
                        ("quiet", "a quiet space"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="accessibility",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="accessibility_note_en",
            field=models.TextField(blank=True, max_length=1000, verbose_name="more on accessibility, in English"),
        ),
        migrations.AddField(
            model_name="association",
            name="accessibility_note_fi",
            field=models.TextField(blank=True, max_length=1000, verbose_name="more on accessibility"),
        ),
        migrations.AddField(
            model_name="association",
            name="accessibility_note_sv",
            field=models.TextField(blank=True, max_length=1000, verbose_name="more on accessibility, in Swedish"),
        ),
        migrations.AddField(
            model_name="association",
            name="added_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="added"),
        ),
        migrations.AddField(
            model_name="association",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=50), blank=True, default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="further_sectors",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="associations.sector", verbose_name="further sectors"
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="joining_en",
            field=models.TextField(blank=True, max_length=1000, verbose_name="how to join, in English"),
        ),
        migrations.AddField(
            model_name="association",
            name="joining_fi",
            field=models.TextField(blank=True, max_length=1000, verbose_name="how to join"),
        ),
        migrations.AddField(
            model_name="association",
            name="joining_sv",
            field=models.TextField(blank=True, max_length=1000, verbose_name="how to join, in Swedish"),
        ),
        migrations.AddField(
            model_name="association",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("fi", "Finnish"),
                        ("sv", "Swedish"),
                        ("en", "English"),
                        ("fsl", "Finnish sign language"),
                        ("ru", "Russian"),
                        ("uk", "Ukrainian"),
                        ("et", "Estonian"),
                        ("ar", "Arabic"),
                        ("ku", "Kurdish"),
                        ("fa", "Persian"),
                        ("so", "Somali"),
                        ("vi", "Vietnamese"),
                        ("th", "Thai"),
                        ("es", "Spanish"),
                    ],
                    max_length=3,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="languages of the activity",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="logo_key",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="association",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="associations.association",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="name_doubt",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="doubt about the name"),
        ),
        migrations.AddField(
            model_name="association",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="starts_on",
            field=models.DateField(default=portal.clock.today, verbose_name="used from"),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="verified_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="body",
            field=models.CharField(blank=True, default="", max_length=160, verbose_name="other body"),
        ),
        migrations.AddField(
            model_name="tie",
            name="organ",
            field=models.CharField(
                choices=[
                    ("board", "board"),
                    ("council", "council or delegation"),
                    ("manager", "executive director or manager"),
                    ("auditor", "auditor or operations inspector"),
                    ("other", "another organ"),
                ],
                default="board",
                max_length=20,
                verbose_name="organ",
            ),
        ),
        migrations.AlterField(
            model_name="association",
            name="sector",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="associations",
                to="associations.sector",
                verbose_name="main sector",
            ),
        ),
        migrations.AlterField(
            model_name="association",
            name="status",
            field=models.CharField(
                choices=[("active", "active"), ("dissolved", "dissolved"), ("merged", "merged into another")],
                default="active",
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="areas",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("profile", "profile"),
                        ("grants", "grants"),
                        ("venues", "venues"),
                        ("events", "events"),
                        ("messages", "messages"),
                        ("people", "people and rights"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="rights",
            ),
        ),
        migrations.AlterField(
            model_name="tie",
            name="association",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="associations.association",
            ),
        ),
        migrations.AddIndex(
            model_name="bankaccount",
            index=models.Index(
                condition=models.Q(("ended_on__isnull", True), ("verified_on__isnull", True)),
                fields=["id"],
                name="bank_account_awaiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="bank_account_dates",
                violation_error_message="An account can't end before it is used.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("user", "association", "organ", "relative"),
                name="tie_once",
                violation_error_message="This tie is recorded already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("association__isnull", False), ("body", "")),
                    models.Q(("association__isnull", True), models.Q(("body", ""), _negated=True)),
                    _connector="OR",
                ),
                name="tie_names_a_body",
                violation_error_message="Choose an association or name another body.",
            ),
        ),
        migrations.AddField(
            model_name="activitytime",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="times", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="association",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="associations.association",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="handled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="membership",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claim",
                to="associations.membership",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="new_sector",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.sector",
                verbose_name="sector",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="claims", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contactway",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="contact_ways", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="districts",
            field=models.ManyToManyField(
                blank=True, related_name="associations", to="associations.district", verbose_name="districts"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="handled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handoverseat",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="associations.handover"
            ),
        ),
        migrations.AddField(
            model_name="handoverseat",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.membership",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="association",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.association",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="sector",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.sector",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="membership",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitation",
                to="associations.membership",
            ),
        ),
        migrations.AddField(
            model_name="handoverseat",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.invitation",
            ),
        ),
        migrations.AddField(
            model_name="liaisonassignment",
            name="association",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="liaison_assignments",
                to="associations.association",
            ),
        ),
        migrations.AddField(
            model_name="liaisonassignment",
            name="sector",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.sector",
                verbose_name="sector",
            ),
        ),
        migrations.AddField(
            model_name="liaisonassignment",
            name="substitute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="substitute",
            ),
        ),
        migrations.AddField(
            model_name="liaisonassignment",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="liaison_assignments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="liaison",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="meetingplace",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="meetingplace",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.district",
                verbose_name="district",
            ),
        ),
        migrations.AddField(
            model_name="activitytime",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="times",
                to="associations.meetingplace",
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="absorbed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="associations.association"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="job",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job"
            ),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="sector",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="associations.sector",
                verbose_name="sector",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="register_import",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="associations.registerimport",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="target_groups",
            field=models.ManyToManyField(
                blank=True, related_name="associations", to="associations.targetgroup", verbose_name="target groups"
            ),
        ),
        migrations.AddIndex(
            model_name="association",
            index=django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="association_facets"),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["-added_at", "-id"], name="association_newest"),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["checked_on"], name="association_checked"),
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("register_number", ""), _negated=True), ("merged_into__isnull", True)),
                fields=("register_number",),
                name="association_register_number_once",
                violation_error_message="An association with this register number is here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="association_merged_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("business_id", ""), _negated=True), ("merged_into__isnull", True)),
                fields=("business_id",),
                name="association_business_id_once",
                violation_error_message="An association with this Business ID is here already.",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state__in", ["submitted", "more_asked"])),
                fields=["submitted_at", "id"],
                name="claim_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("association__isnull", False), models.Q(("new_name", ""), _negated=True), _connector="OR"
                ),
                name="claim_names_an_association",
                violation_error_message="Choose the association or give its name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["submitted", "withdrawn"]),
                    models.Q(("handled_at__isnull", False), ("handled_by__isnull", False)),
                    _connector="OR",
                ),
                name="claim_handled_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "verified"), _negated=True),
                    models.Q(("association__isnull", False), ("membership__isnull", False)),
                    _connector="OR",
                ),
                name="claim_verified_gave_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["more_asked", "rejected"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_says_why",
                violation_error_message="Give the reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["submitted", "more_asked"])),
                fields=("user", "association"),
                name="claim_once",
                violation_error_message="You have asked for this already. The city is looking at it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactway",
            constraint=models.UniqueConstraint(
                fields=("association", "kind", "value"),
                name="contact_way_once",
                violation_error_message="This is here already.",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["association", "kind"], name="document_association"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("state", "awaiting")), fields=["added_at", "id"], name="document_queue"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["verified", "rejected"]), _negated=True),
                    models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                    _connector="OR",
                ),
                name="document_checked_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="document_rejected_says_why",
                violation_error_message="Give the reason.",
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatepair",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["-likeness", "id"], name="duplicate_pair_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="duplicate_pair_once"),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="duplicate_pair_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("handled_at__isnull", False), ("handled_by__isnull", False)),
                    _connector="OR",
                ),
                name="duplicate_pair_handled_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["association", "-made_at"], name="handover_association"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_at__isnull", True)),
                    _connector="OR",
                ),
                name="handover_cancelled_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["association", "-invited_at"], name="invitation_association"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                name="invitation_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("membership__isnull", True)),
                    models.Q(
                        ("accepted_at__isnull", False), ("membership__isnull", False), ("revoked_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="invitation_accepted_gave_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="invitation_dates",
                violation_error_message="The term can't end before it begins.",
            ),
        ),
        migrations.AddIndex(
            model_name="liaisonassignment",
            index=models.Index(fields=["association", "sector"], name="liaison_target"),
        ),
        migrations.AddConstraint(
            model_name="liaisonassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="liaison_dates",
                violation_error_message="The assignment can't end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="liaisonassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("association__isnull", True), ("sector__isnull", True), _connector="OR"),
                name="liaison_of_one_kind",
                violation_error_message="Choose an association or a sector, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="liaisonassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("away_from__isnull", True), ("away_until__isnull", True), ("substitute__isnull", True)),
                    models.Q(
                        ("away_from__isnull", False),
                        ("substitute__isnull", False),
                        models.Q(
                            ("away_until__isnull", True), ("away_until__gte", models.F("away_from")), _connector="OR"
                        ),
                        models.Q(("substitute", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="liaison_substitute",
                violation_error_message="A substitute is somebody else, with the days of the absence.",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                fields=("association", "url"), name="link_once", violation_error_message="This is here already."
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("postal_code__regex", "^[0-9]{5}$"), ("postal_code", ""), _connector="OR"),
                name="meeting_place_postal_code",
                violation_error_message="A postal code has five digits.",
            ),
        ),
        migrations.AddIndex(
            model_name="activitytime",
            index=models.Index(fields=["weekday", "starts_at", "association"], name="activity_time_week"),
        ),
        migrations.AddConstraint(
            model_name="activitytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__gte", 1), ("weekday__lte", 7)), name="activity_time_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="activitytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="activity_time_order",
                violation_error_message="The end must be after the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitytime",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("season_from__isnull", True),
                    ("season_until__isnull", True),
                    ("season_until__gte", models.F("season_from")),
                    _connector="OR",
                ),
                name="activity_time_season",
                violation_error_message="The season can't end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activitytime",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("every", 1),
                    models.Q(("every__gte", 2), ("every__lte", 8), ("season_from__isnull", False)),
                    _connector="OR",
                ),
                name="activity_time_every",
                violation_error_message="Give the first day of the season, from which the weeks are counted.",
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["-made_at", "-id"], name="merge_newest"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("absorbed")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("absorbed",), name="merge_absorbed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="merge_undone_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="registerimport",
            index=models.Index(fields=["-made_at", "-id"], name="register_import_newest"),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("problem", ""), _negated=True),
                    _connector="OR",
                ),
                name="register_import_failed_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["register_import", "action", "number"], name="import_row_action"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("register_import", "number"), name="import_row_once"),
        ),
    ]
