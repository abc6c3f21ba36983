"""The one door through which a stored file leaves."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal import policy
from portal.files.models import StoredFile
from portal.files.types import TYPES

# A browser that shows the file after all gives it neither script nor a place on our origin.
SANDBOX = "sandbox; default-src 'none'"


# Not behind the sign-in page: a stranger gets the same 404 for a file that exists and for one that doesn't.
@login_not_required
@require_safe
def download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Give the file to whom the parent's policy gives it; everybody else gets 404 (cases.md 20).

    With FILES_ACCEL_PREFIX nginx sends the content. It keeps only Content-Type, Content-Disposition and
    Cache-Control of this answer, so its internal location must add the two other headers itself.
    """
    stored = StoredFile.objects.filter(key=key).first()
    if stored is None or not policy.allows("files.open_file", stored):
        raise Http404
    # What an older version took and this one doesn't isn't named to the browser.
    content_type = stored.content_type if stored.content_type in TYPES else "application/octet-stream"
    response = _accelerated(stored) if settings.FILES_ACCEL_PREFIX else _streamed(stored)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _accelerated(stored: StoredFile) -> HttpResponseBase:
    return HttpResponse(headers={"X-Accel-Redirect": f"{settings.FILES_ACCEL_PREFIX.rstrip('/')}/{stored.path}"})


def _streamed(stored: StoredFile) -> HttpResponseBase:
    try:
        return FileResponse(default_storage.open(stored.path), as_attachment=True, filename=stored.name)
    except FileNotFoundError:
        raise Http404 from None
