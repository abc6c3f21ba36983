"""An award as 360Giving tells it (version 1.4 of the standard): which value stands where. No database.

Identifiers of organisations: a Business ID is of the list FI-PRO of org-id.guide. No list there is about the register
of associations, and an unregistered group is in none: such a recipient stands behind the publisher's own prefix, by
its register number where it has one, else by its key in the portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

VERSION = "1.4"
CURRENCY = "EUR"
BUSINESS_IDS = "FI-PRO"
# The standard says "under 140 characters".
TITLE_LENGTH = 139
# The package is in Finnish throughout.
USE_REPORT = "Käyttöselvitys"
CATEGORIES, SECTORS = "categories", "sectors"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes and gives: the prefix from 360Giving, the city's name and Business ID, its web address."""

    prefix: str
    name: str
    business_id: str
    website: str

    @property
    def organisation_id(self) -> str:
        """The city's identifier as an organisation."""
        return f"{BUSINESS_IDS}-{self.business_id}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The association that got the award, with its pages and districts (slug and name)."""

    key: int
    name: str
    register_number: str
    business_id: str
    url: str
    sector: tuple[str, str]
    districts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An award with its call. Sums in cents, the granted one as it holds now; day in Helsinki, instant in UTC."""

    key: int
    url: str
    purpose: str
    requested_cents: int | None
    amount_cents: int
    decided_on: date
    changed_at: datetime
    call_key: int
    call: str
    call_url: str
    kind: tuple[str, str]
    authority: str
    # What has become of it, and what came of it as the accepted use report says: sentences, '' for none.
    became: tuple[str, ...] = ()
    use: str = ""


def recipient_id(publisher: Publisher, recipient: Recipient) -> str:
    """A globally unique identifier of the recipient; see the top of the module."""
    if recipient.business_id:
        return f"{BUSINESS_IDS}-{recipient.business_id}"
    if recipient.register_number:
        return f"{publisher.prefix}-org-rn{recipient.register_number.replace('.', '')}"
    return f"{publisher.prefix}-org-{recipient.key}"


def amount(cents: int) -> float | int:
    """Cents as JSON's number of euros, exact to the cent up to ten thousand billion euros (10¹⁵ cents).

    Up to there a double has digits enough, and Python writes the shortest number that is nearest to it.
    """
    return cents // 100 if cents % 100 == 0 else cents / 100


def grant(publisher: Publisher, given: Given, recipient: Recipient) -> dict[str, Any]:
    """One grant. Nothing here is about a person."""
    funder: dict[str, Any] = {"id": publisher.organisation_id, "name": publisher.name}
    if given.authority:
        funder["department"] = given.authority
    organisation: dict[str, Any] = {"id": recipient_id(publisher, recipient), "name": recipient.name}
    if recipient.url:
        organisation["url"] = recipient.url
    found: dict[str, Any] = {
        "id": f"{publisher.prefix}-{given.key}",
        "title": _short(f"{given.call}: {recipient.name}"),
        "description": " ".join((_as_sentence(given.purpose), *given.became)) if given.became else given.purpose,
        "currency": CURRENCY,
        "amountAwarded": amount(given.amount_cents),
        "awardDate": given.decided_on.isoformat(),
        "url": given.url,
        "recipientOrganization": [organisation],
        "fundingOrganization": [funder],
        "grantProgramme": [{"code": str(given.call_key), "title": given.call, "url": given.call_url}],
        "fromOpenCall": "Yes",
        "classifications": [
            _classified(publisher, CATEGORIES, given.kind),
            _classified(publisher, SECTORS, recipient.sector),
        ],
        "dateModified": given.changed_at.isoformat(timespec="seconds"),
    }
    if given.use:
        # The page of the award has the summary of its use report.
        found["relatedDocument"] = [{"title": USE_REPORT, "description": given.use, "url": given.url}]
    if given.requested_cents is not None:
        found["amountAppliedFor"] = amount(given.requested_cents)
    if recipient.districts:
        found["beneficiaryLocation"] = [
            {"id": slug, "name": name, "countryCode": "FI"} for slug, name in recipient.districts
        ]
    return found


def package(publisher: Publisher, *, issued: date, address: str, page: str, licence: str) -> dict[str, Any]:
    """What stands in the file before its grants."""
    return {
        "version": VERSION,
        "identifier": f"{publisher.prefix}-awards",
        "title": f"{publisher.name}: avustukset",
        "description": "Yhdistyksille myönnetyt avustukset yhdistysportaalista, ilman henkilötietoja.",
        "issued": issued.isoformat(),
        "license": licence,
        "downloadURL": address,
        "accessURL": page,
        "publisher": {
            "identifier": publisher.organisation_id,
            "name": publisher.name,
            "website": publisher.website,
        },
    }


def _classified(publisher: Publisher, vocabulary: str, value: tuple[str, str]) -> Mapping[str, str]:
    code, title = value
    return {"vocabulary": f"{publisher.prefix}-{vocabulary}", "code": code, "title": title}


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _short(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…"
