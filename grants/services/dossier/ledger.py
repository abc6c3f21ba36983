"""The rows of the city's ledger of support that the matter brought, so that its sums can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.services.dossier import hanging
from grants.services.dossier.parts import Fact, Item, Matter, Theme
from portal import clock
from portal.ui import formats


def _items(matter: Matter) -> Iterator[Item]:
    for row in hanging.ledger(matter.application).order_by("given_on", "pk"):
        yield Item(
            row.title,
            clock.at(row.given_on, time(0)),
            [
                Fact("given_on", _("Date"), formats.day(row.given_on), row.given_on),
                Fact("title", _("What"), row.title, row.title),
                Fact("value_cents", _("Value"), formats.money(row.value_cents), row.value_cents),
                Fact("de_minimis", _("De minimis aid"), _("yes") if row.de_minimis else _("no"), row.de_minimis),
            ],
        )


THEMES = (
    Theme(
        "tukikirjanpito",
        gettext_lazy("Ledger of support"),
        lambda matter: hanging.ledger(matter.application).count(),
        _items,
        table=True,
    ),
)
