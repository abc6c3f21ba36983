"""What the record says of decisions. Images leave out what may hold personal data (parties, texts, contact)."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("decisions.made", _("%(actor)s decided %(object)s"), public=True)
registry.verb("decisions.corrected", _("%(actor)s corrected an earlier decision: %(object)s"), public=True)
registry.verb("decisions.served", _("%(actor)s recorded that %(object)s was served on %(day)s"), public=True)
registry.verb("decisions.sealed", _("%(actor)s sealed the document of %(object)s"))
registry.verb("decisions.published", _("%(actor)s published %(object)s until %(day)s"), public=True)
registry.verb("decisions.taken_down", _("%(actor)s took the published version of %(object)s down"))

registry.images(
    "decisions.Decision",
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
    "remedy",
    "sealed_id",
    "sha256",
    "published_at",
    "take_down_on",
    "taken_down_at",
)
registry.images("decisions.AppealRule", "remedy", "way", "deemed_days", "period_days", "valid_from")
registry.images("decisions.CaseSeries", "slug", "prefix", "task_class")
