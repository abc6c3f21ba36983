"""Addresses for machines: health, robots, security contact, the accent's style sheet. No language, no session."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal import clock
from portal.ui import store, theme
from portal.ui.pages import public

_YEAR = "public, max-age=31536000, immutable"
_DAY = "public, max-age=86400"


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; nothing else is looked at, so that a sick database doesn't get its servers killed."""
    return _never_kept(JsonResponse({"status": "ok"}))


@public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the database and Valkey answer; 503 when one doesn't."""
    parts = {"database": _database_answers(), "valkey": store.answers()}
    ready = all(parts.values())
    told = {name: "ok" if answers else "away" for name, answers in parts.items()}
    return _never_kept(
        JsonResponse({"status": "ok" if ready else "away", **told}, status=200 if ready else 503),
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


@public
@require_safe
def theme_css(request: HttpRequest) -> HttpResponse:
    """The accent's custom properties. Its address carries a version, so that a browser may keep it for good."""
    return HttpResponse(
        theme.style_sheet(settings.ACCENT_COLOUR),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": _YEAR if request.GET.get("v") else _DAY},
    )


@public
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{code}/tili/" for code, _name in settings.LANGUAGES]
    lines += [f"Disallow: /{code}/galleria/" for code, _name in settings.LANGUAGES]
    lines += ["", f"Sitemap: {settings.PORTAL_URL}{reverse('sitemap')}"]
    return _plain(lines if not settings.DEMO else ["User-agent: *", "Disallow: /"])


@public
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    expires = (clock.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    return _plain(
        [
            f"Contact: mailto:{settings.CITY_CONTACT['email']}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: fi, sv, en",
            f"Canonical: {settings.PORTAL_URL}/.well-known/security.txt",
        ]
    )


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": _DAY}
    )
