"""Imports of register data as pages show them: rows with what they change, faults as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations import columns
from associations.enums import ImportState, LegalForm, RowAction, Status
from associations.models import ImportRow, RegisterImport
from associations.queries.cards import sector_names
from portal import policy
from portal.ui import formats

# Faults first: they are what a person has to do something about.
ACTIONS = (RowAction.ERROR, RowAction.NEW, RowAction.CHANGE, RowAction.SAME)

# By the code of associations.services.sheets.Problem.
_PROBLEMS: dict[str, str | Promise] = {
    "empty": gettext_lazy("The file is empty."),
    "no_rows": gettext_lazy("The file has headings but no rows."),
    "no_name_column": gettext_lazy(
        "No column with the name of the association was found. The first row must hold the headings, one of them "
        "“Name”."
    ),
    "no_number_column": gettext_lazy(
        "No column with the register number or the Business ID was found. Without them the portal can't tell which "
        "associations it knows."
    ),
    "too_many_rows": gettext_lazy("The file has more than 100,000 rows. Divide it and bring it in by parts."),
    "too_wide": gettext_lazy("The file has more than 60 columns. Remove those that aren't needed."),
    "huge": gettext_lazy("The file unpacks to far more than its size, so it wasn't opened. Save it as CSV."),
    "broken": gettext_lazy("The file is damaged or locked with a password. Save it again, or save it as CSV."),
    "quotation": gettext_lazy(
        "A quotation mark is opened in the file and never closed, so the rows can't be told apart."
    ),
}


def problem_sentence(code: str) -> str:
    """Why the whole file couldn't be read, in the active language."""
    return str(_PROBLEMS.get(code, _("The file couldn't be read.")))


class Change(NamedTuple):
    """One column of a change."""

    label: str
    before: str
    after: str


class ShownRow(NamedTuple):
    """What the page shows of a row. Plain values: a page has fifty of them."""

    number: int
    name: str
    # Of the association's page, '' where there is none yet.
    slug: str
    register_number: str
    business_id: str
    changes: list[Change]
    written: list[tuple[str, str]]
    reasons: list[str]


def import_rows(rows: QuerySet[ImportRow], language: str) -> list[ShownRow]:
    """The rows in the language of the page. One query, beside the names of sectors, which are kept."""
    sectors = sector_names(language)
    found = rows.values_list(
        *("number", "name", "association__slug", "register_number", "business_id", "action", "details"),
        *("legal_form", "status", "registered_office", "registered_on"),
    )
    shown = []
    for number, name, slug, register_number, business_id, action, details, *more in found:
        stored = dict(zip(("legal_form", "status", "registered_office", "registered_on"), more, strict=True))
        stored = {"name": name, "register_number": register_number, "business_id": business_id, **stored}
        faults = details.get("errors", []) if action == RowAction.ERROR else []
        shown.append(
            ShownRow(
                *(number, name, slug or "", register_number, business_id),
                _changes(details, sectors) if action == RowAction.CHANGE else [],
                _written(details, stored) if faults else [],
                [columns.sentence(fault) for fault in faults],
            )
        )
    return shown


def _changes(details: Mapping[str, Any], sectors: Mapping[int, str]) -> list[Change]:
    return [
        Change(str(column.label), _shown(name, details[name][0], sectors), _shown(name, details[name][1], sectors))
        for name, column in columns.COLUMNS.items()
        if name in details
    ]


def _shown(name: str, value: str | None, sectors: Mapping[int, str]) -> str:
    if not value:
        return "–"
    if name == "legal_form":
        return str(LegalForm(value).label)
    if name == "status":
        return str(Status(value).label)
    if name == "registered_on":
        return formats.day(date.fromisoformat(value))
    return sectors.get(int(value), "–") if name == "sector" else value


def _written(details: Mapping[str, Any], stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stood in the row: as it was written, or as it was read where all of it could be."""
    given = details.get("written") or {name: str(value) for name, value in stored.items() if value}
    return [(str(column.label), _visible(given[name])) for name, column in columns.COLUMNS.items() if given.get(name)]


def _visible(cell: str) -> str:
    """With a sign in place of each character that can't be seen: one of them may be what is wrong."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in cell)


def broken_rows(found: RegisterImport, language: str) -> Iterator[list[str]]:
    """The broken rows with their reasons, to be corrected and brought in anew: headings first, then row by row."""
    with translation.override(language):
        known = found.columns.get("understood", {})
        labels = {name: str(column.label) for name, column in columns.COLUMNS.items() if name in known}
        yield [_("Row"), *labels.values(), _("What is wrong")]
    rows = found.rows.filter(action=RowAction.ERROR).order_by("number")
    for row in rows.iterator(chunk_size=2000):
        given = row.details.get("written") or {
            **{name: getattr(row, name) for name in labels if name not in {"registered_on", "sector"}},
            "registered_on": formats.day(row.registered_on, "fi") if row.registered_on else "",
        }
        with translation.override(language):
            reasons = " ".join(columns.sentence(fault) for fault in row.details.get("errors", []))
        yield [str(row.number), *(given.get(name, "") for name in labels), reasons]


def preview_rows(found: RegisterImport, action: str) -> QuerySet[ImportRow]:
    """The rows of one action in the order of the file."""
    return ImportRow.objects.filter(register_import=found, action=action).order_by("number")


def recent() -> QuerySet[RegisterImport]:
    """All imports, newest first."""
    rows = policy.visible(RegisterImport).select_related("made_by", "sector")
    return rows.order_by("-made_at", "-pk")


def written_so_far(found: RegisterImport) -> int:
    """How many rows a running or cancelled import has written. One query, none for one that never ran."""
    if found.state not in {ImportState.RUNNING, ImportState.CANCELLED}:
        return 0
    return found.rows.filter(done=True).count()
