"""Text typed into a form whose session had ended: put aside, and given back after signing in again."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

SESSION_KEY = "typed_texts"
# Enough for the longest form; a flood must not fill the session table.
MAX_CHARACTERS = 400_000
# Several forms of a person may lose their session at once: each keeps its own text, the oldest goes first.
MAX_FORMS = 5
_NEVER = {"csrfmiddlewaretoken", "oldpassword", "password", "password1", "password2", "code"}

Fields = dict[str, list[str]]


def keep_typed(request: HttpRequest) -> None:
    """Put the sent fields into the (anonymous) session under the path of the form."""
    fields: Fields = {name: [str(one) for one in values] for name, values in request.POST.lists() if name not in _NEVER}
    if not fields or _size(fields) > MAX_CHARACTERS:
        return
    kept: dict[str, Fields] = dict(request.session.get(SESSION_KEY, {}))
    kept.pop(request.path, None)
    kept[request.path] = fields
    while len(kept) > MAX_FORMS or sum(map(_size, kept.values())) > MAX_CHARACTERS:
        del kept[next(iter(kept))]
    request.session[SESSION_KEY] = kept


def take_typed(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """The text kept for this path (or the given one), once; None when there is none."""
    kept: dict[str, Fields] = request.session.get(SESSION_KEY, {})
    fields = kept.get(path or request.path)
    if fields is None:
        return None
    request.session[SESSION_KEY] = {other: value for other, value in kept.items() if other != (path or request.path)}
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def _size(fields: Fields) -> int:
    return sum(len(value) for values in fields.values() for value in values)
