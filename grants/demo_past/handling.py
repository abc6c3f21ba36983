"""The demo's library of texts, an absence to come and a note among officers."""

from __future__ import annotations

from datetime import date, timedelta

from grants.demo_past.actors import OFFICERS, as_employee
from grants.demo_texts import phrases as texts
from grants.enums import CompletionState
from grants.models import CompletionRequest
from grants.services import absences, notes, phrases
from portal.accounts.models import User


def load(today: date) -> None:
    """The texts, two weeks in which one officer stands in for the other, and a note on the incomplete application."""
    with as_employee(OFFICERS[0]):
        for kind, fi, sv, en in texts.PHRASES:
            phrases.add_phrase(kind=kind, texts={"text_fi": fi, "text_sv": sv, "text_en": en})
        for request in CompletionRequest.objects.filter(state=CompletionState.OPEN).select_related("application")[:1]:
            notes.write_note(application=request.application, text=texts.NOTE)
    first = today + timedelta(days=20 - today.weekday())
    with as_employee(OFFICERS[1]):
        absences.record_absence(
            user=User.objects.get(email=OFFICERS[1]),
            substitute=User.objects.get(email=OFFICERS[0]),
            starts_on=first,
            ends_on=first + timedelta(days=11),
        )
