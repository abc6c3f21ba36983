"""How an appropriation is shared among applications."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardMethod(models.TextChoices):
    """How a model turns scores into sums."""

    SHARE = "share", _("a share of the sum applied for, by score")
    POINTS = "points", _("points times the value of a point")
    FIXED = "fixed", _("the same sum for all")


class ShareNote(models.TextChoices):
    """Why an application would get what it would get."""

    AS_COMPUTED = "as_computed", _("as the model says")
    REQUEST = "request", _("no more than was applied for")
    LIMIT = "limit", _("no more than the call's share of the costs")
    MOST = "most", _("no more than the model's highest sum")
    BELOW_LINE = "below_line", _("the appropriation ends above it")
    BELOW_SCORE = "below_score", _("fewer points than the model asks")
