"""The ways in which a party is notified of a decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How the party is told. Each way has its own first day (Hallintolaki 434/2003 §§59–60, 13/2003 §19)."""

    LETTER = "letter", _("letter")
    E_NOTICE = "e_notice", _("electronic notice")
    SERVICE = "service", _("verifiable service")
    ONLINE = "online", _("publication online")


class Remedy(models.TextChoices):
    """What somebody who is dissatisfied asks for, and of whom: the instruction with a decision says it."""

    # Kuntalaki 410/2015 §134: of the city itself.
    RECTIFICATION = "rectification", _("rectification")
    # Kuntalaki §135: once the city has decided on a request for rectification, of the administrative court.
    APPEAL = "appeal", _("appeal")


# With these the day isn't known before the party has signed for the decision or the decision stands on the web.
KNOWN_LATER = frozenset({Way.SERVICE, Way.ONLINE})
