"""Whose turn it is in a matter."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Turn(models.TextChoices):
    """Who has to do something next."""

    CITY = "city", pgettext_lazy("whose turn", "the city")
    ASSOCIATION = "association", pgettext_lazy("whose turn", "the association")
    DECIDER = "decider", pgettext_lazy("whose turn", "the decision maker")
    NOBODY = "nobody", pgettext_lazy("whose turn", "nobody")
