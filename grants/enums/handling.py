"""Whose turn it is in a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Turn(models.TextChoices):
    """Who has to do something next."""

    CITY = "city", _("the city")
    ASSOCIATION = "association", _("the association")
    DECIDER = "decider", _("the decision maker")
    NOBODY = "nobody", _("nobody")
