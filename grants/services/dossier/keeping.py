"""What isn't in the matter any more, since the retention plan has erased it, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Erasure
from grants.services.dossier.parts import Item, Matter, Theme, facts, moment, said
from portal import policy


def _erasures(matter: Matter) -> QuerySet[Erasure]:
    return policy.visible(Erasure).filter(application=matter.application)


def _items(matter: Matter) -> Iterator[Item]:
    for row in _erasures(matter).order_by("erased_at", "pk"):
        yield Item(
            row.get_part_display(),
            row.erased_at,
            facts(
                said("part", _("What was erased"), row.part, row.get_part_display()),
                moment("erased_at", _("Erased"), row.erased_at),
                said("numbers", _("How many there were"), row.numbers, "\n".join(_number(row))),
            ),
        )


def _number(row: Erasure) -> Iterator[str]:
    for label, number in sorted(row.numbers.items()):
        yield f"{apps.get_model(label)._meta.verbose_name_plural}: {number}"


THEMES = (
    Theme(
        "havitetty",
        gettext_lazy("What the retention plan has erased"),
        lambda matter: _erasures(matter).count(),
        _items,
    ),
)
