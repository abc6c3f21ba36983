"""What every visited page must keep: no accessibility fault, no sideways scrolling, no console error."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_axe = Axe()
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


def faults(page: Page) -> list[str]:
    """All that is wrong with the page as it stands, in words."""
    found = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in _axe.run(page, options=RULES).response["violations"]
        for node in violation["nodes"]
    ]
    width, view = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width > view:
        found.append(f"scrolls sideways: {width} > {view}")
    console: list[str] = page.faults  # type: ignore[attr-defined]
    return found + console


def check(page: Page) -> None:
    """Fails with the faults and the page's address."""
    found = faults(page)
    assert not found, "\n".join([page.url, *found])


def keep(page: Page, folder: Path) -> None:
    """Keep the page's source for the HTML checker."""
    (folder / f"{len(list(folder.iterdir())):04}.html").write_text(page.content())
