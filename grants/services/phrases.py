"""The library of texts: added, changed, taken out of use and back. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from grants.enums import PhraseKind
from grants.models import Phrase
from portal import clock, policy
from portal.journal import services as journal
from portal.translated import LANGUAGES
from portal.workflow import Refused, edit, transition

# A list of checkboxes that a person can still read through.
MOST = 60
_TEXTS = tuple(f"text_{language}" for language in LANGUAGES)


@transaction.atomic
def add_phrase(*, kind: PhraseKind, texts: Mapping[str, str]) -> Phrase:
    """Add a text; ``texts`` holds it by column (``text_fi``, ``text_sv``, ``text_en``).

    Raises PermissionDenied, and :class:`Refused` when a language is missing or the kind is full.
    """
    policy.require("grants.manage_phrase")
    made = Phrase(kind=kind, **_complete(texts))
    _refuse_full(made)
    made.save()
    journal.record("grants.phrase_added", made)
    return made


def change_phrase(*, phrase: Phrase, texts: Mapping[str, str], version: int | None = None) -> Phrase:
    """Change the text for those who use it from now on.

    Raises PermissionDenied, :class:`~portal.workflow.Stale`, and :class:`Refused` when a language is missing.
    """
    return edit(
        phrase,
        permission="grants.manage_phrase",
        verb="grants.phrase_changed",
        changes=_complete(texts),
        version=version,
    )


def end_phrase(*, phrase: Phrase) -> Phrase:
    """Offer the text no more. Raises PermissionDenied, and :class:`Refused` when it isn't offered."""
    return transition(phrase, "end", changes={"ended_at": clock.now()})


def restore_phrase(*, phrase: Phrase) -> Phrase:
    """Offer the text again. Raises PermissionDenied, and :class:`Refused` when it is offered or the kind is full."""
    return transition(phrase, "restore", changes={"ended_at": None}, rule=_refuse_full)


def _complete(texts: Mapping[str, str]) -> dict[str, str]:
    found = {name: texts.get(name, "").strip() for name in _TEXTS}
    if not all(found.values()):
        raise Refused(_("Write the text in all three languages: it is used in the language of the applicant."))
    return found


def _refuse_full(phrase: Phrase) -> None:
    if Phrase.objects.offered().filter(kind=phrase.kind).count() >= MOST:
        raise Refused(
            _("At most %(number)d texts of a kind can be in use. Take one out of use first.") % {"number": MOST}
        )
