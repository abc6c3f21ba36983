"""Addresses, deadlines, charts, icons, states and the pager."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from portal.ui import deadlines, formats, icons
from portal.ui.addresses import stays_here
from portal.ui.charts import Bar, BarChart
from portal.ui.states import tone_of

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("address", ["/", "/fi/omat/", "/fi/haku/?q=a%20b&page=2#top", "/fi/a:b/"])
def test_paths_stay_here(address):
    assert stays_here(address)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "fi/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\x00/evil.example",
    ],
)
def test_everything_else_leads_away(address):
    assert not stays_here(address)


@pytest.mark.parametrize(
    ("left", "coarse", "expected"),
    [
        (timedelta(minutes=42), False, "Closes in 42 minutes, on 24 November 2026 at 12:42"),
        (timedelta(minutes=42), True, "Closes today at 12:42"),
        (timedelta(hours=5, minutes=1), False, "Closes in 5 hours 1 minute, on 24 November 2026 at 17:01"),
        (timedelta(seconds=30), False, "Closes in less than a minute, on 24 November 2026 at 12:00"),
        (timedelta(hours=26), False, "Closes tomorrow at 14:00"),
        (timedelta(hours=20), True, "Closes tomorrow at 08:00"),
        (timedelta(days=3), False, "Closes in 3 days, on 27 November 2026 at 12:00"),
        (timedelta(0), False, "Closed on 24 November 2026 at 12:00"),
        (timedelta(seconds=-1), True, "Closed on 24 November 2026 at 11:59"),
    ],
)
def test_the_time_left(left, coarse, expected):
    with override("en"):
        assert deadlines.sentence(NOW + left, coarse=coarse, now=NOW) == expected


def test_days_left_are_helsinkis():
    # 23:30 in Helsinki: 0:15 is tomorrow, though it is the same day in UTC.
    late = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
    with override("en"):
        assert deadlines.sentence(late + timedelta(minutes=45), coarse=True, now=late) == "Closes tomorrow at 00:15"


def sample_chart(*bars: Bar) -> BarChart:
    """A chart of euros."""
    return BarChart("Granted by sector", "Sector", "Sum", bars, formats.euros, "sample")


def test_a_chart_and_its_table_say_the_same():
    chart = sample_chart(Bar("Sport", 200000), Bar("Culture <i>", 50000), Bar("A" * 60, 0))
    with override("en"):
        html = Template("{% bar_chart chart %}").render(Context({"chart": chart}))
    drawing = ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])  # noqa: S314 - our own
    assert drawing.attrib["aria-labelledby"] == "sample-title sample-desc"
    assert drawing.findtext("title") == "Granted by sector"
    assert drawing.findtext("desc", "").startswith("3 bars. The longest is Sport, €2,000.")
    widths = [bar.attrib["width"] for bar in drawing.findall("rect") if bar.attrib["class"] == "chart-bar"]
    assert widths == ["100.0%", "25.0%", "0.0%"]
    table = html[html.index("<table") :]
    for text in ("Sport", "€2,000", "Culture &lt;i&gt;", "€500", "A" * 60, "€0"):
        assert text in table


def test_a_chart_without_bars_says_so():
    with override("en"):
        html = Template("{% bar_chart chart %}").render(Context({"chart": sample_chart()}))
    assert "There are no figures yet." in html
    assert "<svg" not in html


def test_icons_are_silent_and_known():
    assert 'aria-hidden="true"' in icons.icon("check")
    assert "icons.svg#check" in icons.icon("check")
    with pytest.raises(ValueError, match="no icon 'chek'"):
        icons.icon("chek")


def test_a_state_is_told_in_words_with_a_tone():
    obj = SimpleNamespace(state="granted", get_state_display=lambda: "granted <b>")
    html = Template("{% state obj %}").render(Context({"obj": obj}))
    assert html == '<span class="state state-good">granted &lt;b&gt;</span>'


def test_a_model_may_mean_something_else_by_a_state():
    assert tone_of(SimpleNamespace(tones={"open": "warn"}), "open") == "warn"
    assert tone_of(SimpleNamespace(), "never heard of") == "neutral"


def test_the_pager_keeps_the_query():
    request = RequestFactory().get("/fi/", {"q": "a&b", "page": "2"})
    page = Paginator(range(100), 10).get_page(2)
    with override("en"):
        html = Template("{% pager page %}").render(Context({"request": request, "page": page}))
    assert 'rel="prev" href="?q=a%26b&amp;page=1"' in html
    assert 'rel="next" href="?q=a%26b&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_has_no_pager():
    request = RequestFactory().get("/fi/")
    page = Paginator(range(3), 10).get_page(1)
    assert Template("{% pager page %}").render(Context({"request": request, "page": page})).strip() == ""


def test_htmx_comes_with_the_settings_of_the_house():
    html = Template("{% htmx %}").render(Context())
    assert "&quot;allowEval&quot;: false" in html
    assert "&quot;includeIndicatorStyles&quot;: false" in html
    assert re.search(r'<script src="[^"]*django_htmx/htmx-2\.min\.js" defer></script>', html)
