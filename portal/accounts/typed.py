"""Text typed into a form whose session had ended: put aside, and given back after signing in again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

SESSION_KEY = "typed_text"
# Enough for the longest form; a flood must not fill the session table.
MAX_CHARACTERS = 400_000
_NEVER = {"csrfmiddlewaretoken", "oldpassword", "password", "password1", "password2", "code"}


def keep_typed(request: HttpRequest) -> None:
    """Put the sent fields into the (anonymous) session under the path of the form."""
    fields = {name: values for name, values in request.POST.lists() if name not in _NEVER}
    if fields and sum(len(value) for values in fields.values() for value in map(str, values)) <= MAX_CHARACTERS:
        request.session[SESSION_KEY] = {"path": request.path, "fields": fields}


def take_typed(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """The text kept for this path (or the given one), once; None when there is none."""
    kept: dict[str, Any] | None = request.session.get(SESSION_KEY)
    if kept is None or kept["path"] != (path or request.path):
        return None
    del request.session[SESSION_KEY]
    data = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        data.setlist(name, values)
    return data
