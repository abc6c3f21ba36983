"""The house's own icons, drawn in ``static/icons.svg``. They accompany words and are silent for screen readers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "icons.svg"


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """All icons that are drawn."""
    drawn = (Path(settings.BASE_DIR) / "static" / SPRITE).read_text(encoding="utf-8")
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', drawn))


@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """The icon's HTML. Raises ValueError for one that isn't drawn: a misspelt name must not be an empty place."""
    if name not in names():
        raise ValueError(f"static/{SPRITE} has no icon {name!r}.")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static(SPRITE), name
    )
