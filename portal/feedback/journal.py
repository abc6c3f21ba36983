"""What the record says of feedback."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("feedback.feedback_received", _("Feedback on accessibility arrived: %(object)s"))
registry.verb("feedback.feedback_answered", _("%(actor)s answered %(object)s"))
registry.verb("feedback.feedback_set_aside", _("%(actor)s set %(object)s aside"))
