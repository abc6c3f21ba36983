"""What a file really is, told by its content and never by its name or by what the browser says (cases.md 30).

Every refusal is a sentence that a volunteer understands. What passes is still only ever given as a download.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

import puremagic
from django.utils.translation import gettext as _

from portal.files import types
from portal.workflow import Refused

HEAD_BYTES = 4096
MIB = 1024 * 1024

# Limits for what is packed in Office files: a real one of 20 MiB unpacks to some 100 MiB; a bomb to gigabytes.
MAX_UNPACKED = 300 * MIB
MAX_RATIO = 200
MAX_MEMBERS = 5000
MAX_PART = 2 * MIB

# What text is made of in UTF-8 and in Windows-1252: no control characters but line ends and the tab.
_TEXT_BYTES = bytes({9, 10, 13, *range(32, 127), *range(128, 256)})
# HTML and SVG, PostScript, PDF, RTF, scripts: text as well, and something else besides.
_OTHER_TEXT = (b"<", b"%!", b"%PDF", b"{\\rtf", b"#!")


class FileRefused(Refused):
    """A file that the portal doesn't take; the message says why and what to do."""


def content_type(stream: IO[bytes], allowed: frozenset[str], *, ours: bool = False) -> str:
    """The content type of the stream, one of ``allowed``; the stream's position is undefined afterwards.

    Of what the portal made itself as the only type there may be, nothing is guessed: only whether it is whole.
    Raises :class:`FileRefused`.
    """
    if ours and len(allowed) == 1 and (made := next(iter(allowed))) in _WHOLE:
        _WHOLE[made](stream)
        return made
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    packed = head.startswith(b"PK\x03\x04")
    if packed and types.ZIP in allowed:
        # Made by the portal itself (files.registry asks for it): what is in it isn't anybody's guess.
        return types.ZIP
    found = _packed_type(stream) if packed else _plain_type(head)
    if found not in allowed and types.CSV in allowed and _is_text(stream):
        found = types.CSV
    if found not in allowed:
        raise FileRefused(
            _("Files of this type can't be attached. Save the document as PDF and attach that.")
            if types.PDF in allowed
            else _("Files of this type can't be attached here.")
        )
    if found in _WHOLE:
        _WHOLE[found](stream)
    return found


def _plain_type(head: bytes) -> str:
    try:
        # Best match first; a weaker second guess must not let a file in.
        return str(puremagic.magic_string(head)[0].mime_type)
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _is_text(stream: IO[bytes]) -> bool:
    """Whether there is nothing but text to the end, and not the beginning of a program or a marked-up page."""
    stream.seek(0)
    if stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHER_TEXT):
        return False
    stream.seek(0)
    while block := stream.read(HEAD_BYTES * 16):
        if block.translate(None, _TEXT_BYTES):
            return False
    return True


def _damaged() -> FileRefused:
    return FileRefused(_("The file is damaged or isn't complete. Save it again and attach the new copy."))


def _check_pdf(stream: IO[bytes]) -> None:
    # The standard lets junk stand before the header; a file that is two things at once needs that, an honest one not.
    stream.seek(0)
    if not stream.read(5).startswith(b"%PDF-"):
        raise _damaged()
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 2048))
    if b"%%EOF" not in stream.read():
        raise _damaged()


def _check_jpeg(stream: IO[bytes]) -> None:
    # Phones write their own data after the end marker, so only its presence is asked.
    stream.seek(0)
    if not stream.read(3).startswith(b"\xff\xd8\xff"):
        raise _damaged()
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 512 * 1024))
    if b"\xff\xd9" not in stream.read():
        raise _damaged()


def _check_png(stream: IO[bytes]) -> None:
    """Walk the chunks: nothing may follow the last one, where a second file (HTML, script) would hide."""
    size = stream.seek(0, 2)
    position = 8
    while True:
        stream.seek(position)
        header = stream.read(8)
        if len(header) < 8:
            raise _damaged()
        length, name = struct.unpack(">I4s", header)
        position += 12 + length
        if position > size:
            raise _damaged()
        if name == b"IEND":
            break
    if position != size:
        raise FileRefused(_("There is something else after the picture in this file. Save the picture again as PNG."))


# Whether a file of the type is whole, and nothing else besides.
_WHOLE: dict[str, Callable[[IO[bytes]], None]] = {
    types.PDF: _check_pdf,
    types.PNG: _check_png,
    types.JPEG: _check_jpeg,
}


def _packed_type(stream: IO[bytes]) -> str:
    """The type of an Office file; '' for any other archive."""
    try:
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_size(members, stream.seek(0, 2))
            names = {member.filename for member in members}
            if "[Content_Types].xml" in names:
                return _office_type(archive, names)
            if "mimetype" in names:
                return _open_document_type(archive, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        # RuntimeError is zipfile's word for a part that is locked with a password.
        raise _damaged() from error
    return ""


def _check_size(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > max(size, MIB) * MAX_RATIO:
        raise FileRefused(_("The file unpacks to far more than its size. Save the document as PDF and attach that."))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    # The size that an archive states of a part can lie; no more than the limit is ever unpacked.
    with archive.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise _damaged()
    return content


def _with_macros() -> FileRefused:
    return FileRefused(_("The document holds macros (small programs). Save it without macros or as PDF."))


def _office_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    listed = _part(archive, "[Content_Types].xml")
    lowered = {name.lower() for name in names}
    # Macro sheets of Excel 4.0 and ActiveX parts run without a VBA project.
    hidden = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name or "/activex/" in name for name in lowered)
    if hidden or b"macroenabled" in listed.lower():
        raise _with_macros()
    return next((known for known, main in types.OOXML_MAIN.items() if main in listed), "")


def _open_document_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise _with_macros()
    stated = _part(archive, "mimetype").decode("ascii", "replace").strip()
    return stated if stated in types.OPEN_DOCUMENT else ""
