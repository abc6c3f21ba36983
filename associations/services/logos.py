"""The logo: drawn anew from what a person gives, so that nothing of the file itself is ever served (cases.md 30)."""

from __future__ import annotations

import io
import struct
import zlib
from typing import IO

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from associations.enums import ProfilePart
from associations.models import Association
from associations.services import editing
from portal.files import checks, types
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.services import FileRefused

MAX_BYTES = 5 * 1024 * 1024
# A bomb of a few kilobytes draws billions; a good camera makes 24 million.
MAX_PIXELS = 25_000_000
SIDE = 512

_FORMATS = ("PNG", "JPEG", "WEBP")


def draw(content: File[bytes]) -> bytes:
    """The picture as a PNG of at most 512 × 512 pixels without anything else that its file held.

    Raises :class:`FileRefused` for what isn't a whole PNG, JPEG or WebP, is two files in one, or is too large.
    """
    if not content.size:
        raise FileRefused(_("The file is empty."))
    if content.size > MAX_BYTES:
        raise FileRefused(_("The picture is too large: at most 5 MB. Save it smaller and attach that."))
    stream: IO[bytes] = io.BytesIO(b"".join(content.chunks()))
    _check(stream)
    stream.seek(0)
    try:
        with Image.open(stream, formats=_FORMATS) as picture:
            # Known from the head alone, before anything is unpacked.
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_many_points()
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except FileRefused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_points() from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error) as error:
        raise FileRefused(_("The picture can't be read. Open it and save it again as PNG.")) from error
    drawn.thumbnail((SIDE, SIDE))
    # A new canvas takes over the points and nothing else: no place, no camera, no comment.
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    made = io.BytesIO()
    clean.save(made, "PNG", optimize=True)
    return made.getvalue()


def _too_many_points() -> FileRefused:
    return FileRefused(_("The picture has too many points: at most 25 million. Save it smaller."))


def _check(stream: IO[bytes]) -> None:
    """Told by content: one of the three, and nothing behind it."""
    head = stream.read(12)
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        checks.content_type(stream, frozenset({types.PNG, types.JPEG}))
        return
    if not (head.startswith(b"RIFF") and head.endswith(b"WEBP")):
        raise FileRefused(_("A logo must be a PNG, JPEG or WebP picture."))
    stated = struct.unpack("<I", head[4:8])[0] + 8
    if stream.seek(0, 2) != stated + stated % 2:
        raise FileRefused(_("The picture can't be read. Open it and save it again as PNG."))


def set_logo(*, association: Association, content: File[bytes]) -> Association:
    """Show this picture as the association's logo; the former one is removed.

    Raises :class:`FileRefused`, and as :func:`~associations.services.editing.lock` does.
    """
    picture = draw(content)
    with transaction.atomic():
        fresh = editing.lock(association)
        stored = files.store(picture, name="logo.png", kind="logo", parent=fresh)
        _remove_stored(fresh)
        fresh.logo_key = stored.key
        fresh.save(update_fields=["logo_key"])
        editing.finish(fresh, ProfilePart.LOGO)
    return fresh


@transaction.atomic
def remove_logo(*, association: Association) -> Association:
    """Show no logo any more. Raises as :func:`~associations.services.editing.lock` does."""
    fresh = editing.lock(association)
    if fresh.logo_key is None:
        return fresh
    _remove_stored(fresh)
    fresh.logo_key = None
    fresh.save(update_fields=["logo_key"])
    editing.finish(fresh, ProfilePart.LOGO)
    return fresh


def _remove_stored(association: Association) -> None:
    if association.logo_key is not None:
        for stored in StoredFile.objects.of(association).of_kind("logo").filter(key=association.logo_key):
            files.discard(stored)
