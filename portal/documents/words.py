"""The fixed words of the documents, in the document's language whatever the page's is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def _letter() -> dict[str, str]:
    return {"page": _("Page"), "of": pgettext("page 1 of 2", "of")}


def _decision() -> dict[str, str]:
    return {
        "decision": _("Decision"),
        "section": "§",
        "date": _("Date"),
        "case_number": _("Case number"),
        "version": _("Version"),
        "corrects": _("Why the earlier decision is corrected"),
        "authority": _("Authority"),
        "parties": _("Parties"),
        "party": _("Party"),
        "role": _("Role in the matter"),
        "identifier": _("Identifier"),
        "outcome": _("What is decided"),
        "reasons": _("Reasons"),
        "basis": _("Provisions applied"),
        "decider": _("Decision made by"),
        "signed": _("This document has been made and sealed electronically in the association portal."),
        "disqualified": _("Disqualified"),
        "contact": _("More information"),
        "notification": _("Notification"),
        "way": _("Way of notification"),
        "sent_on": _("Sent"),
        "notified_on": _("Taken to be known"),
        "last_day": _("Last day to ask for rectification"),
        "rectification": _("How to ask for rectification"),
        "last_day_appeal": _("Last day to appeal"),
        "appeal": _("How to appeal"),
    }


def _receipt() -> dict[str, str]:
    return {
        "receipt": _("Receipt of an application"),
        "case_number": _("Case number"),
        "association": _("Association"),
        "submitted_by": _("Sent by"),
        "received_at": _("Arrived"),
        "answers": _("Answers"),
        "seal": _("Checksum of the answers (SHA-256)"),
        "seal_help": _("The checksum shows that the answers kept by the city are those that were sent."),
        "made_on": _("Document made"),
        "thanks": _("The city has received the application. Its answers are below as they were sent."),
    }


_WORDS: dict[str, Callable[[], dict[str, str]]] = {"decision": _decision, "receipt": _receipt}


def words(template: str, language: str) -> dict[str, str]:
    """The words of the template and of the letter around it. Raises KeyError for an unknown template."""
    return {"city": settings.CITY_NAME[language], **_fixed(template, language)}


@cache
def _fixed(template: str, language: str) -> dict[str, str]:
    # Thirty translations for each letter of hundreds would be a tenth of its cost.
    with translation.override(language):
        return {**_letter(), **_WORDS[template]()}
