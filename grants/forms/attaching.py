"""Files as an answer: those that are attached, those to add, those to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.base import File

from portal.files import types


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a sent form says of the files of an answer: new ones, and the keys of those to take away."""

    add: list[File[bytes]] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.add or self.remove)


class AttachmentsWidget(forms.FileInput):
    """Draws the attached files, each with a box that takes it away, and the way to add one.

    ``held`` is what the association's profile holds and needn't be attached; ``attached`` the answer so far.
    """

    template_name = "grants/_attachments.html"
    allow_multiple_selected = True
    use_fieldset = True

    def __init__(self, *, most: int, held: Any = None) -> None:
        super().__init__(attrs={"accept": ",".join(sorted(types.DOCUMENTS))})
        self.most = most
        self.held = held
        self.attached: Sequence[dict[str, Any]] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> FileChange:
        """The files that were sent, and what is to go."""
        uploads = files.getlist(name) if hasattr(files, "getlist") else []
        removed = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else []
        return FileChange(list(uploads), [str(key) for key in removed])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the request doesn't speak of the files."""
        return not self.value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The list and the input; a browser never gets a file back."""
        context: dict[str, Any] = super().get_context(name, None, attrs)
        context.update(files=self, attached=self.attached, most=self.most, name=name)
        return context


class AttachmentsField(forms.Field):
    """The value is a :class:`FileChange`. What may be attached is the files' own matter, when they are stored."""

    def __init__(self, *, most: int, held: Any = None, **kwargs: Any) -> None:
        super().__init__(widget=AttachmentsWidget(most=most, held=held), **kwargs)

    def clean(self, value: Any) -> FileChange:
        """As it was sent."""
        return value if isinstance(value, FileChange) else FileChange()
