"""Parts that are drawn once: the same values give the same HTML, and nothing else is taken for the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from grants.queries import QueueRow
from portal.ui import drawn

ARRIVED = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
ROW = QueueRow("7", "PORI/1", "Kuoro & soitto", "Tonni", ARRIVED, "3", 50_000, "submitted", "the city", "")
TEMPLATE = "grants/city/_queue_row.html"


@pytest.fixture(autouse=True)
def _nothing_drawn():
    drawn.forget()


def test_text_and_markup_of_the_same_letters_are_kept_apart():
    marked = drawn.crumbs(SafeString("<b>Kuoro</b>"))
    written = drawn.crumbs("<b>Kuoro</b>")

    assert "<b>Kuoro</b>" in marked
    assert "&lt;b&gt;Kuoro&lt;/b&gt;" in written


def test_a_row_with_marked_text_is_never_taken_for_one_without():
    marked = drawn.row(TEMPLATE, ROW._replace(association=SafeString("<b>Kuoro</b>")))
    written = drawn.row(TEMPLATE, ROW._replace(association="<b>Kuoro</b>"))

    assert "<td><b>Kuoro</b><br>" in marked
    assert "<td>&lt;b&gt;Kuoro&lt;/b&gt;<br>" in written


def test_a_row_is_drawn_once_for_each_language():
    with translation.override("fi"):
        finnish = drawn.row(TEMPLATE, ROW)
    with translation.override("en"):
        english = drawn.row(TEMPLATE, ROW)

    assert "24.11.2026 klo 15.00" in finnish
    assert "24 November 2026 at 15:00" in english
    assert "Kuoro &amp; soitto" in finnish


def test_a_changed_value_is_a_new_row():
    drawn.row(TEMPLATE, ROW)

    assert "state-good" in drawn.row(TEMPLATE, ROW._replace(state="granted"))


def test_the_tag_draws_a_row():
    html = Template("{% row template values %}").render(Context({"template": TEMPLATE, "values": ROW}))

    assert html == drawn.row(TEMPLATE, ROW)


@pytest.mark.parametrize(("here", "previous", "following"), [(1, False, True), (5, True, True), (9, True, False)])
def test_pager(here, previous, following):
    html = drawn.pager(here, 9, "?q=a&page=", "Sivut")

    assert ('rel="prev"' in html, 'rel="next"' in html) == (previous, following)
    assert f'href="?q=a&amp;page={here}"' not in html
    assert html.count('aria-current="page"') == 1
