"""Kinds and states of the library's texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class PhraseKind(models.TextChoices):
    """Where a text of the library belongs."""

    ITEM = "item", _("Things to complete")
    GRANT = "grant", _("Reasons for granting")
    REJECT = "reject", _("Reasons for not granting")


class PhraseState(models.TextChoices):
    """A text is offered, or it isn't any more. What was written with it stays as it is."""

    OFFERED = "offered", _("in use")
    ENDED = "ended", _("ended")


PHRASE_WORKFLOW = {
    "end": Transition(
        frozenset({PhraseState.OFFERED}),
        PhraseState.ENDED,
        "grants.manage_phrase",
        "grants.phrase_ended",
        _("Take out of use"),
    ),
    "restore": Transition(
        frozenset({PhraseState.ENDED}),
        PhraseState.OFFERED,
        "grants.manage_phrase",
        "grants.phrase_restored",
        _("Take into use again"),
    ),
}
