"""In which form aid is given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from associations.enums import SupportKind


class AidInstrument(models.TextChoices):
    """The instrument (EU 2023/2831, article 6(1)) of aid that an applicant tells of."""

    GRANT = "grant", _("grant")
    LOAN = "loan", _("loan")
    GUARANTEE = "guarantee", _("guarantee")
    IN_KIND = "in_kind", _("premises, services or goods")
    OTHER = "other", _("other aid")


# What the city gives in money is a grant; all else is given in kind.
INSTRUMENT_OF = {
    kind: AidInstrument.GRANT if kind == SupportKind.MONEY else AidInstrument.IN_KIND for kind in SupportKind
}


class AidLevel(models.TextChoices):
    """How near a three-year sum is to the ceiling."""

    BELOW = "below", _("below the warning limit")
    WARNING = "warning", _("near the ceiling")
    FULL = "full", _("at the ceiling")
