"""Small files of every sort, honest and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from portal.files import types

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + b"\xff\xdb\x00\x43\x00"
    + bytes(64)
    + b"\xff\xd9"
)
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(6) + b"," + bytes(8) + b"\x00\x02\x02D\x01\x00;"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n%%EOF\n"
EXE = b"MZ" + bytes(58) + b"\x40\x00\x00\x00" + b"PE\x00\x00" + bytes(200)
# An Office file locked with a password, or of the old kind (.doc): a compound file.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def png(extra: bytes = b"") -> bytes:
    """A white pixel, and whatever is put behind its end."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"") + extra


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive with the parts in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(kind: str = types.DOCX, *, main: bytes | None = None, **parts: bytes) -> bytes:
    """A docx, xlsx or pptx in outline; other parts by name with ``__`` for the slash and ``_dot_`` for the dot."""
    listed = b'<Types><Override PartName="/x" ContentType="' + (main or types.OOXML_MAIN[kind]) + b'"/></Types>'
    more = {name.replace("_dot_", ".").replace("__", "/"): content for name, content in parts.items()}
    return packed({"[Content_Types].xml": listed, "_rels/.rels": b"<Relationships/>", **more})


def open_document(kind: str = types.ODT, **parts: bytes) -> bytes:
    """An odt, ods or odp in outline."""
    more = {name.replace("__", "/"): content for name, content in parts.items()}
    return packed({"mimetype": kind.encode(), "content.xml": b"<office:document-content/>", **more})
