"""Whether an address leads to a page of ours (cases.md 29)."""

from __future__ import annotations

from urllib.parse import urlsplit


def stays_here(address: str | None) -> bool:
    """Whether the address is a path in this portal and nothing else.

    Browsers read ``//evil`` and ``/\\evil`` as another host, and drop tabs and line breaks before they look; so
    does nothing here pass that isn't plainly a path.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return False
    if "\\" in address or any(ord(character) < 33 or ord(character) == 127 for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
