"""Start-up checks of the look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from portal.ui import theme


@register()
def accent_can_be_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse an accent colour that isn't one, or on which white text (and it on white) can't be read."""
    try:
        colour = theme.parse(settings.ACCENT_COLOUR)
    except ValueError as error:
        return [Error(str(error), hint="Set ACCENT_COLOUR to six hexadecimal digits, like #0b4f8a.", id="ui.E001")]
    ratio = theme.contrast(colour, theme.WHITE)
    if ratio < theme.LEAST_CONTRAST:
        return [
            Error(
                f"ACCENT_COLOUR {settings.ACCENT_COLOUR} has a contrast of only {ratio:.2f}:1 with white.",
                hint=f"Choose a darker colour: at least {theme.LEAST_CONTRAST}:1 (WCAG 2.1 AA).",
                id="ui.E002",
            )
        ]
    return []
