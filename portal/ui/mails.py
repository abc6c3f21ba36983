"""What every mail's layout (``templates/mail/base.html``) needs, and its style put where mail programs look for it."""

from __future__ import annotations

from typing import Any

import css_inline
from django.conf import settings

from portal.ui.contact import contact

# Nothing is fetched: a mail that is being made must not ask the network for a style.
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def words(language: str) -> dict[str, Any]:
    """The house's own words in a language."""
    return {
        "language": language,
        "portal_name": settings.PORTAL_NAME,
        "portal_url": settings.PORTAL_URL,
        "city_name": settings.CITY_NAME[language],
        "city_contact": contact(language),
        "accent_colour": settings.ACCENT_COLOUR,
    }


def inlined(html: str) -> str:
    """The mail with its style on the elements."""
    return str(_inliner.inline(html))
