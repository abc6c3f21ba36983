"""Whether an address leads to a page of ours, or to one on the public web (cases.md 29)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.ui import text

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# Names that never lead to the public web (RFC 6761, 6762, 8375, 9476) or that routers and offices use for themselves.
_INSIDE = frozenset(
    {"alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost"}
    | {"onion", "private"}
)


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


def public_address(written: str) -> str:
    """The address of a page on the public web as it can be stored and shown; ``https://`` is added where none is given.

    The portal itself fetches nothing from it. Raises ValidationError with a sentence for another scheme than http and
    https, a name or password in it, an IP address in any disguise (``127.1``, ``0x7f.0.0.1``, ``[::ffff:7f00:1]``,
    full-width digits), a name inside of a network, and a host name whose letters pass for others.
    """
    address = written.strip()
    if any(ord(one) < 33 or ord(one) == 127 or one == "\\" or text.is_invisible(one) for one in address):
        raise ValidationError(_("Write the address without blanks and backslashes."), code="invalid")
    if not _SCHEME.match(address):
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValidationError(_("There is no web address of this form."), code="invalid") from None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValidationError(_("Write the address of a web page: it begins with https:// or http://."), code="scheme")
    if "@" in parts.netloc:
        raise ValidationError(
            _("Leave the name and password out of the address: everyone would see them."), code="user"
        )
    shown = f"{_public_host(host)}:{port}" if port else _public_host(host)
    return urlunsplit((parts.scheme, shown, parts.path or "/", parts.query, parts.fragment))


def _public_host(host: str) -> str:
    """The host's name in small letters. What isn't Latin stands as ``xn--…``, so that it can't pass for another."""
    # As browsers do: compatible forms are made plain, and every full stop parts.
    plain = unicodedata.normalize("NFKC", host).lower().translate({0x3002: ".", 0xFF0E: ".", 0xFF61: "."})
    labels = plain.removesuffix(".").split(".")
    # A colon is IPv6's; a number at the end is how every form of IPv4 ends (WHATWG URL, "ends in a number").
    if ":" in plain or labels[-1].isdecimal() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        raise ValidationError(_("Write the name of the site and not its number (IP address)."), code="ip")
    if len(labels) < 2 or labels[-1] in _INSIDE:
        raise ValidationError(_("This address isn't on the public web: nobody else could open it."), code="inside")
    return ".".join(_public_label(label) for label in labels)


def _public_label(label: str) -> str:
    try:
        encoded = label.encode("idna").decode("ascii") if label else ""
        decoded = encoded.encode("ascii").decode("idna")
    except UnicodeError:
        encoded = decoded = ""
    if not _LABEL.fullmatch(encoded):
        raise ValidationError(_("There is no web address of this form."), code="invalid")
    if text.mixes_scripts(decoded):
        raise ValidationError(
            _("The name of the site mixes letters that only look alike. Type the address instead of copying it."),
            code="mixed",
        )
    return decoded if set(text.scripts(decoded)) <= {"LATIN"} else encoded
