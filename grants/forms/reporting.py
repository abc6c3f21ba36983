"""A use report as the association writes it, and what an officer types of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from grants.enums import QuestionKind
from grants.forms.applying import mark, seen, theirs_instead
from grants.forms.attaching import AttachmentsField, FileChange
from grants.forms.handling import CompletionForm
from grants.forms.printable import printable
from grants.forms.tables import TableField, TableWidget
from grants.models import SUMMARY_LENGTH, Question, ReportAnswer, UseReport
from grants.queries import BudgetTable
from grants.services import reporting
from grants.services.reporting import FILES, MOST_FILES, MOST_NEW_ROWS, PAPERS, PARTS, PartClash, part_of
from portal.translated import LANGUAGES, active
from portal.ui import formats
from portal.ui.fields import MoneyField
from portal.ui.forms import PortalForm

# More people than live in the country can't have been reached.
MOST_PEOPLE = 6_000_000


class FiguresWidget(TableWidget):
    """A granted table: each row's budget, and what it came to; new rows below."""

    template_name = "grants/_figures.html"

    def __init__(self, question: Question, table: BudgetTable) -> None:
        super().__init__(question)
        self.table = table

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The rows with their budget in words, '–' where nothing was budgeted."""
        context = super().get_context(name, value, attrs)
        budgets = [formats.money(row.cents) if row.cents else "–" for row in self.table.rows.values()]
        rows = context["rows"]
        total = formats.money(sum(row.cents for row in self.table.rows.values()))
        context.update(
            pairs=list(zip(rows, budgets + ["–"] * (len(rows) - len(budgets)), strict=True)), budget_total=total
        )
        return context


class FiguresField(TableField):
    """Asked as a table of one column, whose rows are those of the budget, with room for new ones."""

    def __init__(self, *, table: BudgetTable, **kwargs: Any) -> None:
        question = Question(
            kind=QuestionKind.TABLE,
            options=[{"key": key, **row.name} for key, row in table.rows.items()],
            columns=[{"key": "actual", **_came_to()}],
            own_rows=MOST_NEW_ROWS,
        )
        super().__init__(question=question, **kwargs)
        self.widget = FiguresWidget(question, table)


def _came_to() -> dict[str, str]:
    found = {}
    for tongue in LANGUAGES:
        with override(tongue):
            found[tongue] = gettext("Came to")
    return found


class ReportForm(PortalForm):
    """The parts of a report. Nothing is required here: half of it may be saved, handing in checks it.

    Each part travels with what the page knows of it, in a hidden field beside it.
    """

    marks_optional = False

    def __init__(
        self,
        *args: Any,
        report: UseReport,
        tables: Iterable[BudgetTable],
        answers: Mapping[str, ReportAnswer],
        **kwargs: Any,
    ) -> None:
        self.tables = {part_of(table): table for table in tables}
        fields: dict[str, forms.Field] = {
            "done": _text(PARTS["done"], _("Plainly, for residents too. Name no persons.")),
            "effect": _text(PARTS["effect"]),
            "reached": forms.IntegerField(label=PARTS["reached"], min_value=0, max_value=MOST_PEOPLE, required=False),
            **{
                name: FiguresField(table=table, label=escape(table.label[active()]), required=False)
                for name, table in self.tables.items()
            },
            "used": MoneyField(
                label=PARTS["used"],
                help_text=gettext("The grant is %(sum)s.") % {"sum": formats.money(report.award.amount_cents)},
                max_cents=report.award.amount_cents,
                required=False,
            ),
            "explained": _text(
                PARTS["explained"],
                _("Needed when a figure is far from the budget, or when some of the grant wasn't used."),
            ),
        }
        self.base_fields: dict[str, forms.Field] = {}  # type: ignore[misc]
        for key, field in fields.items():
            answer = answers.get(key)
            field.initial = answer.value if answer else ""
            self.base_fields[key] = field
            self.base_fields[_version(key)] = forms.CharField(
                required=False, initial=seen(answer), widget=forms.HiddenInput()
            )
        self.keys = list(fields)
        papers = AttachmentsField(most=MOST_FILES, label=PAPERS, required=False)
        papers.widget.attached = answers[FILES].value if FILES in answers else ()
        self.base_fields[FILES] = papers
        super().__init__(*args, **kwargs)

    def take_back(self, data: Any) -> None:
        """Show what was typed before the session ended, with what the page knew then (cases.md 26)."""
        for key in self.keys:
            widget = self.fields[key].widget
            if key in self.tables:
                if not widget.value_omitted_from_data(data, {}, key):
                    self.initial[key] = widget.value_from_datadict(data, {}, key)
            elif key in data:
                self.initial[key] = data[key]
            if (name := _version(key)) in data:
                self.initial[name] = data[name]

    def changes(self) -> dict[str, Any]:
        """The valid parts that aren't as the page showed them: what somebody else made of the others stays."""
        data = self.cleaned_data
        said = {key: "" if data[key] is None else data[key] for key in self.keys if key in data}
        marks = {key: self._seen(key)[1] for key in said if _version(key) in self.data}
        return {key: value for key, value in said.items() if key in marks and mark(value) != marks[key]}

    def versions(self) -> dict[str, int]:
        """The versions that the page showed, by part."""
        return {key: self._seen(key)[0] for key in self.keys}

    def _seen(self, key: str) -> tuple[int, str]:
        number, _point, known = str(self.cleaned_data.get(_version(key), "")).partition(".")
        return (int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0), known

    def file_change(self) -> FileChange:
        """What is to change of the papers."""
        found: FileChange = self.cleaned_data.get(FILES) or FileChange()
        return found

    def show_files(self, answer: ReportAnswer) -> None:
        """Draw the papers as they are now."""
        widget: Any = self.fields[FILES].widget
        widget.attached = answer.value

    def show_clashes(self, clashes: Iterable[PartClash]) -> None:
        """Put the other person's words beside one's own; saving again puts one's own in their place."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for clash in clashes:
            theirs = clash.theirs
            data[_version(theirs.key)] = seen(theirs)
            said = self._in_words(theirs.key, theirs.value)
            self.add_error(theirs.key, theirs_instead(theirs.saved_by, theirs.saved_at, said))
        self.data = data

    def _in_words(self, key: str, value: Any) -> str:
        if key not in self.tables:
            return reporting.readable(key, value)
        names = {row: named.name[active()] for row, named in self.tables[key].rows.items()}
        cells = [(names.get(row, row), one) for row, one in (value or {}).get("rows", {}).items()]
        cells += [(row["name"], row["cells"]) for row in (value or {}).get("own", [])]
        return "; ".join(f"{name} {formats.money(one[0])}" for name, one in cells if one and one[0] is not None)

    def know(self, answers: Iterable[ReportAnswer]) -> None:
        """Show the page again with these parts known as they are stored now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for answer in answers:
            data[_version(answer.key)] = seen(answer)
        self.data = data


def _version(key: str) -> str:
    return f"{key}-version"


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(
        label=label, help_text=help_text, max_length=4000, required=False, widget=area, validators=[printable]
    )


class AcceptForm(PortalForm):
    """The public summary, and that the report was looked at."""

    summary = forms.CharField(
        label=_("Summary as published"),
        help_text=_("Everybody reads it beside the award. At most 600 characters. Name no persons."),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[printable],
    )
    confirmed = forms.BooleanField(label=_("I have looked at the report and its figures, and accept it."))


class ReturnForm(CompletionForm):
    """What is missing of a report, thing by thing, and until when it is awaited again."""
