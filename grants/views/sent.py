"""What a city page's form begins with, and which version of its object it was made from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.typed import take_typed


def initial(request: HttpRequest, **values: Any) -> dict[str, Any]:
    """What the form begins with: the values, or what was typed before the session ended (cases.md 26)."""
    typed = take_typed(request) if request.method == "GET" else None
    if typed is None:
        return values
    messages.info(request, _("Your session had ended. What you had typed is back in the fields: save it now."))
    # A tick that confirms is set on the page that is confirmed.
    return {**values, **{name: text for name, text in typed.items() if name != "confirmed"}}


def version(request: HttpRequest) -> int | None:
    """The version of the object that the page showed; None for what is no version."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
