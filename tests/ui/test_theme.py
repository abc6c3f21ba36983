"""The accent colour is one, and can be read."""

import pytest
from django.core.checks import Error

from portal.ui import theme
from portal.ui.checks import accent_can_be_read


def ids(settings, colour: str) -> list[str | None]:
    """The ids of the errors that the check gives for a colour."""
    settings.ACCENT_COLOUR = colour
    found = accent_can_be_read(None)
    assert all(isinstance(one, Error) for one in found)
    return [one.id for one in found]


@pytest.mark.parametrize("colour", ["#0b4f8a", "#767676", "#a4006d", "#000000"])
def test_good_colours_pass(settings, colour):
    assert ids(settings, colour) == []


@pytest.mark.parametrize("colour", ["#777777", "#ffcc00", "#ffffff", "#3aa0ff"])
def test_pale_colours_are_refused(settings, colour):
    assert ids(settings, colour) == ["ui.E002"]


@pytest.mark.parametrize("colour", ["blue", "#0b4", "#0b4f8g", "#0b4f8a;}body{display:none", ""])
def test_what_isnt_a_colour_is_refused(settings, colour):
    assert ids(settings, colour) == ["ui.E001"]


def test_contrast_as_wcag_computes_it():
    assert theme.contrast(theme.BLACK, theme.WHITE) == pytest.approx(21)
    assert theme.contrast(theme.parse("#767676"), theme.WHITE) == pytest.approx(4.54, abs=0.01)


def test_the_style_sheet_and_its_version_follow_the_colour(client, settings):
    settings.ACCENT_COLOUR = "#a4006d"
    response = client.get("/teema.css", {"v": theme.version("#a4006d")})
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content.decode().startswith(":root{--accent:#a4006d;--accent-rgb:164, 0, 109;")
    assert theme.version("#a4006d") != theme.version("#0b4f8a")
