"""What the tests of the profile share: somebody who edits it, and forms filled in as the page shows them."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client
from PIL import Image

from associations.enums import Role
from associations.models import Association
from tests.clients import client_for
from tests.factories.associations import AssociationFactory, member

HERE = "/en/omat/yhdistys/"


def editor(association: Association | None = None, role: Role = Role.SECRETARY, **person: Any) -> Client:
    """A main user of the association, signed in and acting for it."""
    one = association or AssociationFactory.create()
    return client_for(member(one, role, **person), one)


def fields(client: Client, path: str) -> dict[str, Any]:
    """The form of the page as a browser would send it untouched."""
    form = client.get(path).context["form"]
    found = {}
    for field in form:
        value = field.value()
        if value is True:
            found[field.html_name] = "on" if field.is_tick else "True"
        elif value not in (None, False):
            found[field.html_name] = value
    return found


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A red picture."""
    made = io.BytesIO()
    Image.new("RGB", size, (200, 0, 0)).save(made, kind, **options)
    return made.getvalue()
