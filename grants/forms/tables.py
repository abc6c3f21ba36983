"""A table with sums as one field: rows of the call, rows of the applicant, cells in euros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grants.forms.printable import printable
from grants.models import Question
from grants.models.questions import named
from portal.translated import active
from portal.ui import formats, text
from portal.ui.fields import MOST_CENTS, parse_money, written_sum

OWN_NAME_LENGTH = 80
# Empty rows that a page offers beyond those that are filled in.
EMPTY_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of the table: its name, what stands in it, what a screen reader says of it."""

    name: str
    value: str
    label: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; ``own`` is the input with the name of an applicant's row, None for a row of the call."""

    label: str
    own: Cell | None
    cells: list[Cell]


class TableWidget(forms.Widget):
    """Draws the table. Its data are the raw texts of the cells, so that nothing typed is lost."""

    template_name = "grants/_table.html"
    use_fieldset = True

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        # Cells that can't be read, named by the field.
        self.wrong: set[str] = set()

    def id_for_label(self, id_: str) -> str:
        """The first cell: the summary of faults leads there."""
        first = "row" if self.question.options else "own"
        part = f"{self.question.options[0]['key']}-0" if self.question.options else "0-name"
        return f"{id_}-{first}-{part}"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """The texts of the cells by the rest of their names."""
        start = f"{name}-"
        return {key[len(start) :]: str(data[key]) for key in data if key.startswith((f"{start}row-", f"{start}own-"))}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the request doesn't speak of the table."""
        return not self.value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Head, rows, sums."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        written: Mapping[str, str] = value or {}
        prefix = (attrs or {}).get("id", f"id_{name}")
        columns = [named(column, active()) for column in self.question.columns]

        def cell(rest: str, label: str) -> Cell:
            return Cell(f"{name}-{rest}", written.get(rest, ""), label, rest in self.wrong)

        rows = []
        for option in self.question.options:
            label = named(option, active())
            cells = [cell(f"row-{option['key']}-{at}", f"{label}, {column}") for at, column in enumerate(columns)]
            rows.append(Row(label, None, cells))
        for number in range(self._own_rows(written)):
            label = _("Own row %(number)d") % {"number": number + 1}
            own = cell(f"own-{number}-name", _("%(row)s, name") % {"row": label})
            cells = [cell(f"own-{number}-{at}", f"{label}, {column}") for at, column in enumerate(columns)]
            rows.append(Row(label, own, cells))
        sums = [formats.money(cents) for cents in _sums(written, len(columns))]
        context.update(table_id=prefix, columns=columns, rows=rows, sums=sums, name=name)
        return context

    def _own_rows(self, written: Mapping[str, str]) -> int:
        numbers = [rest.split("-")[1] for rest, said in written.items() if rest.startswith("own-") and said]
        # What a browser of ours sends is a short number; whatever else comes is no row.
        filled = [int(number) + 1 for number in numbers if number.isascii() and number.isdigit() and len(number) < 4]
        return min(self.question.own_rows, max(filled, default=0) + EMPTY_ROWS)


def _sums(written: Mapping[str, str], width: int) -> list[int]:
    found = [0] * width
    for rest, said in written.items():
        at = rest.rpartition("-")[2]
        if at.isdigit() and int(at) < width and said:
            try:
                found[int(at)] += parse_money(said)
            except ValidationError:
                # What isn't a sum yet is told beside the field.
                continue
    return found


class TableField(forms.Field):
    """The value is the table's answer (:func:`grants.rules.column_sums` tells its form), '' for an empty one."""

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(widget=TableWidget(question), **kwargs)
        self.question = question

    def prepare_value(self, value: Any) -> Any:
        """An answer as the texts of its cells; texts as they are."""
        if not isinstance(value, Mapping) or not value.keys() & {"rows", "own"}:
            return value
        written: dict[str, str] = {}
        for key, cells in value.get("rows", {}).items():
            written.update(_written(f"row-{key}", cells))
        for number, row in enumerate(value.get("own", [])):
            written[f"own-{number}-name"] = row["name"]
            written.update(_written(f"own-{number}", row["cells"]))
        return written

    def clean(self, value: Mapping[str, str] | None) -> Any:
        """The answer. Raises ValidationError with one sentence for each cell that isn't a sum."""
        written = dict(value or {})
        faults: list[str] = []
        widget: Any = self.widget
        widget.wrong = set()
        width = len(self.question.columns)

        def cells(prefix: str, label: str) -> list[int | None]:
            return [self._cell(f"{prefix}-{at}", label, at, written, faults) for at in range(width)]

        rows = {}
        for option in self.question.options:
            found = cells(f"row-{option['key']}", named(option, active()))
            if any(cents is not None for cents in found):
                rows[option["key"]] = found
        own = []
        for number in range(self.question.own_rows):
            name = self._name(f"own-{number}-name", written, faults)
            found = cells(f"own-{number}", name or _("Own row %(number)d") % {"number": number + 1})
            given = any(cents is not None for cents in found)
            if given and not name:
                self._fault(f"own-{number}-name", _("Give the row a name."), faults)
            if given or name:
                own.append({"name": name, "cells": found})
        if faults:
            raise ValidationError(faults)
        return {"rows": rows, "own": own} if rows or own else ""

    def _cell(self, rest: str, label: str, at: int, written: Mapping[str, str], faults: list[str]) -> int | None:
        said = written.get(rest, "").strip()
        if not said:
            return None
        try:
            cents = parse_money(said)
        except ValidationError as fault:
            self._fault(rest, f"{label}, {named(self.question.columns[at], active())}: {fault.messages[0]}", faults)
            return None
        if cents > MOST_CENTS:
            sentence = _("The sum can be at most %s.") % formats.money(MOST_CENTS)
            self._fault(rest, f"{label}: {sentence}", faults)
            return None
        return cents

    def _name(self, rest: str, written: Mapping[str, str], faults: list[str]) -> str:
        said = text.tidy(written.get(rest, "")).strip()
        if len(said) > OWN_NAME_LENGTH:
            self._fault(
                rest, _("The name of a row can have %(number)d characters.") % {"number": OWN_NAME_LENGTH}, faults
            )
            return said[:OWN_NAME_LENGTH]
        try:
            text.check_line(said)
            printable(said)
        except ValidationError as fault:
            self._fault(rest, fault.messages[0], faults)
        return said

    def _fault(self, rest: str, sentence: str, faults: list[str]) -> None:
        widget: Any = self.widget
        widget.wrong.add(rest)
        faults.append(sentence)


def _written(prefix: str, cells: Sequence[int | None]) -> dict[str, str]:
    return {f"{prefix}-{at}": "" if cents is None else written_sum(cents) for at, cents in enumerate(cells)}
