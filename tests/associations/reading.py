"""Reading a served page as a browser does: its elements and its text, apart from each other."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class Page(HTMLParser):
    """The parsed page. What a name smuggles in as mark-up shows among the elements, what is inert in the text."""

    def __init__(self, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.handlers: list[str] = []
        self.inline_scripts = 0
        self.addresses: list[str] = []
        self._text: list[str] = []
        self._within_script = False
        self.feed(response.content.decode())

    @property
    def text(self) -> str:
        """All text, blanks made one."""
        return " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, its handlers and where it leads."""
        given = dict(attrs)
        self.elements.append(tag)
        self._within_script = tag == "script"
        self.handlers += [name for name in given if name.startswith("on")]
        # A data block runs nothing.
        self.inline_scripts += tag == "script" and "src" not in given and given.get("type") != "application/ld+json"
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]

    def handle_endtag(self, tag: str) -> None:
        """Text goes on behind a script."""
        self._within_script = False

    def handle_data(self, data: str) -> None:
        """Note the text."""
        if not self._within_script:
            self._text.append(data)
