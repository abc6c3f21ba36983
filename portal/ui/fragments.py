"""Parts of a page that are equal for everyone, made once per language: a filter form, facets, figures.

Kept in the process first and in Valkey behind it, each with the version marks it was made from, so that a change
shows at once. A fragment must never depend on who asks.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

from portal.ui import release, store, versions
from portal.ui.budget import Budget

KEEP_SECONDS = 300
# A few dozen fragments in three languages, with room for those that depend on a filter.
MOST = 500
ENDLESS_A_MINUTE = 300

_budget = Budget(ENDLESS_A_MINUTE)
_near: OrderedDict[str, tuple[str, float, str]] = OrderedDict()


def fragment(
    name: str, topics: tuple[str, ...], language: str, build: Callable[[], str], *, endless: bool = False
) -> SafeString:
    """The fragment's HTML, built when there is none that is good.

    ``build`` must return escaped HTML; it runs with the caller's active language, which must be ``language``.
    ``endless`` says that the name comes from what people type: of such fragments a process keeps a few hundred a
    minute, so that made-up ones can't fill Valkey.
    """
    versions.declare(*topics)
    marks = versions.current()
    # A topic that became known only after this request read the marks can't be compared.
    if marks is None or not marks.keys() >= set(topics):
        return _safe(build())
    mark = versions.of(topics, marks)
    key = f"fragment:{release.mark()}:{name}:{language}"
    near = _near.get(key)
    if near is not None and near[0] == mark and near[1] > time.monotonic():
        return _safe(near[2])
    html = _from_valkey(key, mark)
    if html is None:
        html = str(build())
        if endless and not _budget.take():
            return _safe(html)
        store.write(key, f"{mark}\n{html}".encode(), KEEP_SECONDS)
    _near[key] = (mark, time.monotonic() + KEEP_SECONDS, html)
    _near.move_to_end(key)
    while len(_near) > MOST:
        _near.popitem(last=False)
    return _safe(html)


def forget() -> None:
    """Empty this process's own memory (tests)."""
    _near.clear()


def _from_valkey(key: str, mark: str) -> str | None:
    values = store.read_all([key])
    if not values or values[0] is None:
        return None
    kept, _line_end, html = values[0].decode().partition("\n")
    return html if kept == mark else None


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - templates made it, which escape
