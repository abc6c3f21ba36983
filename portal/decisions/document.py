"""A decision as plain data for its document, and the document itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation

from portal import clock
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.documents.typst_pdf import make_pdf


def data(decision: Decision) -> dict[str, Any]:
    """All that the document shows, in the decision's language; days as text, Helsinki's."""
    with translation.override(decision.language):
        return {
            "case_number": decision.case_number,
            "section": f"{decision.section}/{decision.section_year}",
            "authority": decision.authority,
            "decided_on": day_text(clock.local(decision.decided_at).date()),
            "corrects": decision.corrects,
            "parties": decision.parties,
            "outcome": decision.outcome,
            "reasons": decision.reasons,
            "basis": decision.basis,
            "disqualified": decision.disqualified,
            "decider_label": decision.decider_label,
            "decider_title": decision.decider_title,
            "way": str(decision.get_way_display()),
            "sent_on": _day(decision.sent_on),
            "notified_on": _day(decision.notified_on),
            "last_day": _day(decision.last_day),
            "contact": [decision.contact[key] for key in ("name", "phone", "email", "address")],
            "remedy": decision.remedy,
            "rectification": decision.rectification,
        }


def _day(day: date | None) -> str:
    return day_text(day) if day is not None else ""


def texts(decision: Decision) -> list[str]:
    """Every text that the document shows and a person wrote, for the check of characters."""
    return [decision.title, *_strings(data(decision))]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []


def pdf(decision: Decision) -> bytes:
    """The document. The same decision gives the same bytes: its date is the decision's and not the making's."""
    return make_pdf("decision", data(decision), decision.language, decision.title, decision.decided_at)
