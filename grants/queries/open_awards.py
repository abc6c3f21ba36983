"""The register of awards as open data: CSV and 360Giving, read in pieces as plain values.

The same for everyone, in Finnish; who decided and who applied isn't in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from associations.enums import Status
from associations.queries import cards
from associations.queries.open_data import address as profile
from associations.queries.profiles import slugs
from associations.queries.register_list import sector_choices
from grants import rules
from grants.enums import CallKind, ReportKind, ReportState
from grants.models import Award
from grants.queries.awards import as_published
from grants.queries.standing import AS_DECIDED, Standing, standings
from grants.rules import giving
from portal import policy
from portal.actor import ANONYMOUS

# Names by value: of categories, sectors, districts.
Words = tuple[dict[str, str], dict[str, str], dict[str, str]]

CHUNK = 500
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE = "fi"

# The columns of the CSV file, in order. Sums are euros with a point, days as ISO 8601 has them.
COLUMNS = (
    *("id", "url", "association_id", "association", "register_number", "business_id", "sector", "districts"),
    *("category", "call_id", "call", "purpose", "amount_applied_for", "amount_awarded", "currency"),
    *("decided_on", "authority", "case_number"),
    # What has become of the award, and what holds of it now: these sums are those of the register.
    *("amount_in_force", "declined_on", "changed_on", "change", "amount_recovered", "recovered_on"),
    *("amount_written_off", "written_off_on", "use_summary"),
)

_READ = (
    *("pk", "decided_on", "purpose", "amount_cents", "application__requested_cents", "application__case_number"),
    *("association", "association__slug", "association__name_fi", "association__name_doubt", "association__status"),
    *("association__register_number", "association__business_id", "association__sector__slug", "association__facets"),
    *("call", "call__title_fi", "call__kind", "call__authority", "decision__decided_at"),
)


def csv_rows() -> Iterator[list[str]]:
    """The rows of the CSV file, in the order in which awards were made. Three queries."""
    became = standings()
    for row in _rows():
        now = became.get(row["pk"], AS_DECIDED)
        yield [
            str(row["pk"]),
            award_address(row["pk"]),
            row["association__slug"],
            _name(row),
            row["association__register_number"],
            row["association__business_id"],
            row["association__sector__slug"],
            " ".join(slugs(row["association__facets"], "d")),
            row["call__kind"],
            str(row["call"]),
            row["call__title_fi"],
            row["purpose"],
            rules.euros(row["application__requested_cents"]) if row["application__requested_cents"] else "",
            rules.euros(row["amount_cents"]),
            giving.CURRENCY,
            row["decided_on"].isoformat(),
            row["call__authority"],
            row["application__case_number"],
            rules.euros(now.holds(row["amount_cents"])),
            _iso(now.declined_on),
            _iso(now.changed_on),
            now.changed,
            rules.euros(now.recovered_cents) if now.recovered_cents else "",
            _iso(now.recovered_on),
            rules.euros(now.written_off_cents) if now.written_off_cents else "",
            _iso(now.written_off_on),
            row["use_summary"] or "",
        ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def giving_lines() -> Iterator[str] | None:
    """The 360Giving package, a grant a line; None while there are no awards, since a package has at least one.

    What has been declined or is recovered isn't in its sums. Four queries.
    """
    newest = policy.visible(Award, ANONYMOUS).order_by("-decided_on").values_list("decided_on", flat=True).first()
    if newest is None:
        return None
    head = giving.package(
        publisher(), issued=newest, address=_absolute("awards_giving"), page=_page("grants:award_list"), licence=LICENCE
    )
    return _lines(json.dumps(head, ensure_ascii=False))


def _lines(head: str) -> Iterator[str]:
    yield f'{head[:-1]}, "grants": [\n'
    before, by, words, became = "", publisher(), _words(), standings()
    for row in _rows():
        grant = _grant(row, by, words, became.get(row["pk"], AS_DECIDED))
        yield f"{before}{json.dumps(grant, ensure_ascii=False)}"
        before = ",\n"
    yield "\n]}\n"


def publisher() -> giving.Publisher:
    """The city."""
    return giving.Publisher(
        settings.GIVING_PREFIX, settings.CITY_NAME[LANGUAGE], settings.CITY_BUSINESS_ID, settings.PORTAL_URL
    )


def award_address(pk: int) -> str:
    """The address of an award's page."""
    return f"{_page('grants:award_list')}{pk}/"


def _rows() -> Iterator[dict[str, Any]]:
    # Through a cursor of the database's, as plain values: a long file takes no more memory than a short one.
    accepted = Q(reports__kind=ReportKind.FINAL, reports__state=ReportState.ACCEPTED)
    rows = Award.objects.order_by("pk").annotate(final=FilteredRelation("reports", condition=accepted))
    found = policy.visible(rows, ANONYMOUS).values(*_READ, use_summary=F("final__public_summary"))
    return iter(found.iterator(chunk_size=CHUNK))


def _grant(row: dict[str, Any], by: giving.Publisher, words: Words, now: Standing) -> dict[str, Any]:
    kinds, sectors, districts = words
    listed = row["association__status"] == Status.ACTIVE and not row["association__name_doubt"]
    recipient = giving.Recipient(
        key=row["association"],
        name=_name(row),
        register_number=row["association__register_number"],
        business_id=row["association__business_id"],
        url=profile(row["association__slug"], LANGUAGE) if listed else "",
        sector=(row["association__sector__slug"], sectors.get(row["association__sector__slug"], "")),
        districts=tuple((slug, districts.get(slug, slug)) for slug in slugs(row["association__facets"], "d")),
    )
    given = giving.Given(
        key=row["pk"],
        url=award_address(row["pk"]),
        purpose=row["purpose"],
        requested_cents=row["application__requested_cents"],
        amount_cents=now.holds(row["amount_cents"]),
        decided_on=row["decided_on"],
        changed_at=now.changed_after(row["decision__decided_at"]),
        became=_in_finnish(now),
        use=row["use_summary"] or "",
        call_key=row["call"],
        call=row["call__title_fi"],
        call_url=f"{_page('grants:call_list')}{row['call']}/",
        kind=(row["call__kind"], kinds.get(row["call__kind"], "")),
        authority=row["call__authority"],
    )
    return giving.grant(by, given, recipient)


def _in_finnish(now: Standing) -> tuple[str, ...]:
    with translation.override(LANGUAGE):
        return now.sentences()


def _name(row: dict[str, Any]) -> str:
    return as_published(row["association__name_fi"], row["association__name_doubt"])


def _words() -> Words:
    """Categories, sectors and districts in Finnish; the two latter are kept per version."""
    with translation.override(LANGUAGE):
        kinds = {kind.value: capfirst(str(kind.label)) for kind in CallKind}
        return kinds, dict(sector_choices(LANGUAGE)), cards.district_names(LANGUAGE)


@lru_cache(maxsize=8)
def _page(url_name: str) -> str:
    with translation.override(LANGUAGE):
        return _absolute(url_name)


def _absolute(url_name: str) -> str:
    return f"{settings.PORTAL_URL}{reverse(url_name)}"
