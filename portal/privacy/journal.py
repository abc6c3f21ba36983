"""What the record says of data protection."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("privacy.data_downloaded", _("%(actor)s took a copy of their own data"))
registry.verb("privacy.request_made", _("%(actor)s asked to be erased: %(object)s"))
registry.verb("privacy.request_withdrawn", _("%(actor)s withdrew a request: %(object)s"))
registry.verb("privacy.request_carried_out", _("%(actor)s carried out a request: %(object)s"))
registry.verb("privacy.request_refused", _("%(actor)s refused a request: %(object)s"))
registry.verb("privacy.run_asked", _("%(actor)s asked for a dry run of the retention plan: %(object)s"))
registry.verb("privacy.run_counted", _("%(actor)s listed what the retention plan says to erase: %(object)s"))
registry.verb("privacy.run_begun", _("%(actor)s began to carry out the retention plan: %(object)s"))
registry.verb("privacy.run_done", _("%(actor)s carried out the retention plan: %(object)s"))

registry.images("privacy.DataRequest", "user_id", "state", "asked_at", "due_on", "handled_by_id", "handled_at")
registry.images("privacy.RetentionRun", "state", "asked_by_id", "day", "counts", "finished_at")
