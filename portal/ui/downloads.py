"""Open data as files: streamed line by line, open to every web site, and put off when too much is asked at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse

# Who has the file already is told so; beyond that each process makes so many of each in a minute.
A_MINUTE = 20


def open_file(lines: Iterable[str], *, name: str, content_type: str) -> StreamingHttpResponse:
    """The file under its name, whatever its size."""
    return StreamingHttpResponse(
        lines,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


def put_off() -> HttpResponse:
    """Later, please. Read by programs, so in one language and without a page."""
    return HttpResponse(
        "Too many downloads. Try again in a minute.\n",
        status=429,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "60", "Cache-Control": "no-store"},
    )
