"""The library of texts that officers write again and again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.enums import PHRASE_WORKFLOW, PhraseKind, PhraseState
from portal.translated import Translated
from portal.workflow import Stateful


class PhraseQuerySet(models.QuerySet["Phrase"]):
    """Reading the library."""

    def offered(self) -> PhraseQuerySet:
        """Those in use, in the order in which they were added."""
        return self.filter(state=PhraseState.OFFERED).order_by("pk")


class Phrase(Stateful):
    """A text in the three languages. It is copied where it is used, so changing it changes nothing that was sent."""

    workflow = PHRASE_WORKFLOW

    kind = models.CharField(_("kind"), max_length=10, choices=PhraseKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=PhraseState.choices, default=PhraseState.OFFERED)
    text_fi = models.TextField(_("text"), max_length=1000)
    text_sv = models.TextField(_("text in Swedish"), max_length=1000)
    text_en = models.TextField(_("text in English"), max_length=1000)
    text = Translated()
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of the library")
        verbose_name_plural = _("texts of the library")
        constraints = [
            models.CheckConstraint(
                name="phrase_ended_state",
                condition=Q(state=PhraseState.OFFERED, ended_at__isnull=True)
                | Q(state=PhraseState.ENDED, ended_at__isnull=False),
            ),
            # It goes to applicants in the language in which they applied (Kielilaki 423/2003 §19).
            models.CheckConstraint(
                name="phrase_in_all_languages", condition=~Q(text_fi="") & ~Q(text_sv="") & ~Q(text_en="")
            ),
        ]
        indexes = [models.Index(fields=["kind", "state"], name="phrase_offered")]

    def __str__(self) -> str:
        return self.text[:60]
