"""What passes between the association and the city: messages, completion requests and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.forms.applying import theirs_instead
from grants.forms.attaching import AttachmentsField, FileChange
from grants.forms.phrases import TakesTexts, no_places
from grants.forms.printable import printable
from grants.models import CompletionItem, CompletionRequest
from grants.services.completing import MOST_FILES, ItemsChanged
from portal import clock
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm

# So many things a page has room for without JavaScript; empty ones are left out.
ROOM = 6
# Two weeks are usual; the officer sets the day.
USUAL = timedelta(days=14)


class MessageForm(PortalForm):
    """A message to the other side."""

    text = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class NoteForm(PortalForm):
    """A note that stays at the city. Its field has another name than the message's: both stand on one page."""

    note = forms.CharField(
        label=_("New note"),
        help_text=_("The association never sees notes. A note can't be changed or taken away."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CompletionForm(TakesTexts):
    """What is missing, thing by thing, and until when."""

    due_on = DayField(label=_("Answer by the end of"))

    field_order = [*(f"item_{number}" for number in range(1, ROOM + 1)), "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        things = {
            f"item_{number}": forms.CharField(
                label=gettext("What is missing or unclear? (%(number)d)") % {"number": number},
                max_length=1000,
                required=number == 1,
                widget=forms.Textarea(attrs={"rows": 2}),
                validators=[printable, no_places],
            )
            for number in range(1, ROOM + 1)
        }
        self.base_fields: dict[str, forms.Field] = {**things, **type(self).base_fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @staticmethod
    def usual_day() -> Any:
        """The day with which the form begins."""
        return clock.today() + USUAL

    @classmethod
    def with_texts(cls, typed: dict[str, Any], texts: Sequence[str]) -> tuple[dict[str, Any], int]:
        """What was typed with each text in an empty place, and how many of the texts found one."""
        names = [f"item_{number}" for number in range(1, ROOM + 1)]
        empty = [name for name in names if not str(typed.get(name) or "").strip()]
        added = dict(zip(empty, texts, strict=False))
        return {**typed, **added}, len(added)

    def items(self) -> list[str]:
        """The things that were written."""
        return [text for number in range(1, ROOM + 1) if (text := self.cleaned_data[f"item_{number}"].strip())]


class CompletionAnswerForm(PortalForm):
    """An answer to each thing that was asked: a text, files, or both. Half of it may be saved."""

    marks_optional = False

    def __init__(self, *args: Any, request: CompletionRequest, **kwargs: Any) -> None:
        self.items = list(request.items.all())
        self.base_fields: dict[str, forms.Field] = {}  # type: ignore[misc]
        for item in self.items:
            self.base_fields[f"text-{item.pk}"] = forms.CharField(
                label=f"{item.order}. {item.text}",
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                initial=item.answer,
                validators=[printable],
            )
            label = escape(gettext("Files to %(number)d") % {"number": item.order})
            attached = AttachmentsField(most=MOST_FILES, label=label, required=False)
            attached.widget.attached = item.files
            self.base_fields[f"files-{item.pk}"] = attached
            self.base_fields[f"version-{item.pk}"] = forms.CharField(
                initial=str(item.version), required=False, widget=forms.HiddenInput()
            )
        super().__init__(*args, **kwargs)

    def texts(self) -> dict[int, str]:
        """The valid answers by item."""
        data = self.cleaned_data
        return {item.pk: data[name] for item in self.items if (name := f"text-{item.pk}") in data}

    def versions(self) -> dict[int, int]:
        """The versions that the page showed, by item."""
        sent = {item.pk: str(self.cleaned_data.get(f"version-{item.pk}", "")) for item in self.items}
        return {pk: int(text) for pk, text in sent.items() if text.isascii() and text.isdigit() and len(text) < 10}

    def file_changes(self) -> list[tuple[CompletionItem, FileChange]]:
        """The items whose files are to change, and how."""
        found = [(item, self.cleaned_data.get(f"files-{item.pk}")) for item in self.items]
        return [(item, change) for item, change in found if change]

    def show_files(self, item: CompletionItem) -> None:
        """Draw the item's files as they are now."""
        widget: Any = self.fields[f"files-{item.pk}"].widget
        widget.attached = item.files

    def show_clashes(self, changed: ItemsChanged) -> None:
        """Put the other person's text beside one's own; saving again puts one's own in its place."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for clash in changed.clashes:
            item = clash.item
            data[f"version-{item.pk}"] = str(item.version)
            self.add_error(f"text-{item.pk}", theirs_instead(item.saved_by, item.saved_at, item.answer))
        self.data = data

    def know(self, items: list[CompletionItem]) -> None:
        """Show the page again with these answers known as they are stored now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for item in items:
            data[f"version-{item.pk}"] = str(item.version)
        self.data = data
