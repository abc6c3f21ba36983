"""How to reach the city's people for associations: on pages, in mails and in decisions alike."""

from __future__ import annotations

from django.conf import settings

from portal.translated import active


def contact(language: str | None = None) -> dict[str, str]:
    """Name, e-mail, phone and address; the name in the language (the active one), Finnish where it has none."""
    found = dict(settings.CITY_CONTACT)
    found["name"] = settings.CITY_CONTACT_NAMES.get(language or active()) or found["name"]
    return found


def court(language: str) -> dict[str, str]:
    """The administrative court to which the city's decisions are appealed: authority, address and e-mail."""
    found = dict(settings.ADMINISTRATIVE_COURT)
    return {**found, "authority": settings.ADMINISTRATIVE_COURT_NAMES.get(language) or found["authority"]}
