"""States of a message and the ways in which a person wants to hear."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a message stands on its way by mail; in the portal it can be read at once."""

    OWED = "owed", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    HELD = "held", _("kept for the digest")
    SILENCED = "silenced", _("in the portal only")


class Channel(models.TextChoices):
    """How a person wants to get messages of an optional kind."""

    IMMEDIATELY = "immediately", _("by e-mail at once")
    DIGEST = "digest", _("by e-mail once a day")
    PORTAL_ONLY = "portal_only", _("in the portal only")
