"""An association as schema.org describes organisations, for search engines. Only what its profile shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from associations.enums import ContactKind, LegalForm, Weekday
from associations.models import ActivityTime, MeetingPlace
from associations.queries.profiles import Profile

SPORT = "liikunta"
# schema.org has these names in English alone, whatever the page's language.
_DAYS = {day.value: day.name.capitalize() for day in Weekday}
_CONTACT = {ContactKind.EMAIL: "email", ContactKind.PHONE: "telephone"}


def organization(profile: Profile) -> dict[str, Any]:
    """The association as JSON-LD, in the active language. No query."""
    association = profile.association
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _types(profile),
        "@id": absolute(association.get_absolute_url()),
        "url": absolute(association.get_absolute_url()),
        "name": association.name,
        "description": association.summary or association.description,
        "logo": absolute(logo_url(profile)) if association.logo_key else "",
        "sameAs": [link.url for link in profile.links],
        "foundingDate": association.registered_on.isoformat() if association.registered_on else "",
        "taxID": association.business_id,
        "knowsLanguage": list(association.languages),
        "areaServed": [name for _slug, name in profile.districts],
        "contactPoint": [
            _filled({"@type": "ContactPoint", "name": way.label, _CONTACT[ContactKind(way.kind)]: way.value})
            for way in profile.ways
            if way.kind in _CONTACT
        ],
        "address": [way.value for way in profile.ways if way.kind == ContactKind.POST],
        "location": [_place(place) for place in profile.places],
        "event": [_event(time, profile) for time in profile.times],
    }
    return _filled(found)


def absolute(path: str) -> str:
    """The address with the portal's own name in front, never with the one that a request names (cases.md 28)."""
    return f"{settings.PORTAL_URL}{path}"


def logo_url(profile: Profile) -> str:
    """The path of the logo, another one for each new picture."""
    key = profile.association.logo_key
    path = reverse("association_logo", args=[profile.association.slug])
    return f"{path}?v={key.hex[:8]}" if key else ""


def _types(profile: Profile) -> list[str]:
    formal = profile.association.legal_form in {LegalForm.REGISTERED, LegalForm.FOUNDATION}
    main = profile.sectors[0][0]
    return [*(["NGO"] if formal else ["Organization"]), *(["SportsOrganization"] if main == SPORT else [])]


def _place(place: MeetingPlace) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postal_code,
        "addressCountry": "FI",
    }
    return _filled({"@type": "Place", "name": place.name, "address": _filled(address)})


def _event(time: ActivityTime, profile: Profile) -> dict[str, Any]:
    schedule = {
        "@type": "Schedule",
        "byDay": f"https://schema.org/{_DAYS[time.weekday]}",
        "startTime": f"{time.starts_at:%H:%M:%S}",
        "endTime": f"{time.ends_at:%H:%M:%S}",
        "repeatFrequency": f"P{time.every}W",
        "scheduleTimezone": "Europe/Helsinki",
        "startDate": time.season_from.isoformat() if time.season_from else "",
        "endDate": time.season_until.isoformat() if time.season_until else "",
    }
    event = {
        "@type": "Event",
        "name": time.title,
        "location": _place(time.place) if time.place else None,
        "organizer": {"@id": absolute(profile.association.get_absolute_url())},
        "eventSchedule": _filled(schedule),
    }
    return _filled(event)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: a search engine takes an empty text for a fact."""
    return {name: value for name, value in values.items() if value}
