"""Tags and filters of the house, in every template without loading.

Filters and small tags are plain functions, so that a row of a table costs no template.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.core.paginator import Page
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_htmx.jinja import htmx_script as bundled_htmx

from portal.journal import services as journal
from portal.journal.models import Event
from portal.translated import active
from portal.ui import deadlines, drawn, formats, navigation, pagecache, states
from portal.ui.charts import BarChart
from portal.ui.forms import Fault, faults_of
from portal.ui.icons import icon as draw

register = template.Library()


# What the filters below write is digits, blanks, signs and words of the house: there is nothing to escape, and a table
# has a hundred of them.


@register.filter
def money(cents: int | None) -> SafeString:
    """Cents as a sum in the page's language."""
    return SafeString(formats.money(cents))


@register.filter
def euros(cents: int | None) -> SafeString:
    """Cents as a sum, without the cents where there are none."""
    return SafeString(formats.euros(cents))


@register.filter
def number(value: int | float | None, decimals: int = 0) -> SafeString:
    """A number in the page's language."""
    return SafeString(formats.number(value, decimals))


@register.filter
def moment(value: datetime | None) -> SafeString:
    """An instant in Helsinki."""
    return SafeString(formats.moment(value))


@register.filter
def stamp(value: datetime) -> str:
    """An instant as a machine reads it, for ``datetime`` of a ``time`` element."""
    return value.isoformat(timespec="seconds")


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """A day."""
    return SafeString(formats.day(value))


@register.filter
def clock(value: time | datetime | None) -> SafeString:
    """A time of day."""
    return SafeString(formats.clock(value))


@register.filter
def iban(value: str) -> str:
    """An account number in groups of four."""
    return formats.iban(value)


@register.filter
def phone(value: str) -> str:
    """A telephone number as it is dialled here."""
    return formats.phone(value)


@register.filter
def file_size(value: int) -> str:
    """The size of a file."""
    return formats.file_size(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the house's icons, silent for screen readers."""
    return draw(name)


@register.simple_tag
def state(obj: Any, name: str = "state") -> SafeString:
    """The object's state as a badge: its words, with a tone."""
    value = str(getattr(obj, name))
    if isinstance(obj, Model):
        return _state_badge(obj._meta.label, name, value, active())
    return badge(getattr(obj, f"get_{name}_display")(), states.tone_of(obj, value))


@register.simple_tag
def state_of(model: str, value: str, name: str = "state") -> SafeString:
    """The same by the state's value, for a row of plain values: ``{% state_of "grants.Application" row.state %}``."""
    return _state_badge(model, name, value, active())


@lru_cache(maxsize=1024)
def _state_badge(label: str, name: str, value: str, language: str) -> SafeString:
    # Django looks a model's words up anew for each object, which costs a row as much as all its other cells.
    model = apps.get_model(label)
    words = dict(model._meta.get_field(name).flatchoices)
    return badge(str(words.get(value, value)), states.tone_of(model, value))


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """A few words with a tone (neutral, info, good, warn, bad)."""
    return format_html('<span class="state state-{}">{}</span>', tone, text)


@register.simple_tag
def deadline(value: datetime, coarse: bool = False) -> SafeString:
    """How much time is left until an instant, and the instant. A page that is kept is kept until it says otherwise.

    ``coarse=True`` counts whole days to the end, so that the page is made anew once a day only.
    """
    change = deadlines.changes_at(value, coarse=coarse)
    if change is not None:
        pagecache.good_until(change)
    return format_html(
        '<time class="deadline{}" datetime="{}">{}</time>',
        " deadline-near" if deadlines.urgent(value) else "",
        value.isoformat(timespec="seconds"),
        deadlines.sentence(value, coarse=coarse),
    )


@register.simple_tag
def good_until(value: datetime) -> str:
    """Writes nothing: the page says something else from this instant on, and is kept no longer."""
    pagecache.good_until(value)
    return ""


@register.simple_tag
def url_if(name: str) -> str:
    """The address of a page without arguments, '' when it isn't routed."""
    return navigation.url_of(name)


@register.simple_tag
def htmx() -> SafeString:
    """htmx with the settings of the house: no eval, no injected styles. For the block ``head`` of a page."""
    # Settling would write an empty style attribute, which the content security policy refuses.
    config = (
        '{"allowEval": false, "includeIndicatorStyles": false, "selfRequestsOnly": true,'
        ' "attributesToSettle": ["class", "width", "height"]}'
    )
    return format_html('<meta name="htmx-config" content="{}">{}', config, bundled_htmx())


# As in Django's json_script: inside a script element only these could end it or begin another one.
_INERT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(value: dict[str, Any]) -> SafeString:
    """A data block of JSON-LD for search engines. It is no script, so the policy on scripts doesn't speak of it."""
    text = json.dumps(value, ensure_ascii=False).translate(_INERT)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def crumbs(*parts: Any) -> SafeString:
    """Where the page is: label, address, label, address, …, and last the page's own label."""
    return drawn.crumbs(*parts)


@register.simple_tag
def row(template_name: str, values: tuple[Any, ...]) -> SafeString:
    """A row of a table from a named tuple of plain values, drawn once; see drawn.py."""
    return drawn.row(template_name, values)


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, list[Fault]]:
    """All faults of the sent forms, with links to the fields. Nothing when there are none."""
    return {"faults": [fault for form in forms if form for fault in faults_of(form)]}


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page_obj: Page[Any], name: str = "page", label: str = "") -> SafeString:
    """Links to the pages of a list; the rest of the query stays. Two pagers on a page need a ``label`` each."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop(name, None)
    kept = query.urlencode()
    lead = f"?{kept}&{name}=" if kept else f"?{name}="
    return drawn.pager(page_obj.number, page_obj.paginator.num_pages, lead, label or _("Pages"))


@register.inclusion_tag("ui/choice_filter.html")
def choice_filter(name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str) -> dict[str, Any]:
    """The form of a list that one choice narrows; works without scripts."""
    return {"name": name, "label": label, "choices": choices, "chosen": chosen}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(heading: str, text: str = "", url: str = "", action: str = "") -> dict[str, str]:
    """What a list says when it has nothing, and what to do next."""
    return {"heading": heading, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/summary_list.html")
def summary_list(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Pairs of label and value, each with an optional address and its words: (label, value[, url, action])."""
    return {"rows": [(*row, "", "")[:4] for row in rows]}


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Iterable[Event]) -> dict[str, Any]:
    """The record of a matter as sentences, in the order given."""
    return {"rows": [drawn.Entry(event.at, journal.sentence(event), event.reason) for event in events]}


@register.inclusion_tag("ui/steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, Any]:
    """Where the person is in a path of steps; ``current`` counts from 1."""
    return {
        "rows": [(at, label, at < current, at == current) for at, label in enumerate(labels, 1)],
        "spoken": _("Step %(current)d of %(all)d") % {"current": current, "all": len(labels)},
    }


@register.inclusion_tag("ui/bar_chart.html")
def bar_chart(chart: BarChart) -> dict[str, BarChart]:
    """A bar chart with its table."""
    return {"chart": chart}
