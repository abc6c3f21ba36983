"""Grant principles written and published, for the tests of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from grants.enums import AimKind
from grants.models import Aim, Principles
from grants.services import principles as services

PUBLIC = "/fi/avustukset/periaatteet/"
CITY = "/fi/kaupunki/periaatteet/"
DAY = date(2026, 1, 1)


def written(valid_from: date = DAY, title: str = "Periaatteet") -> Principles:
    """A draft that can be published: a goal and an emphasis."""
    made = services.add_principles(title_fi=title, valid_from=valid_from)
    services.edit_principles(principles=made, values={"text_fi": "## Miksi\n\nKoska.", "adopted_by": "Valtuusto"})
    aim(made, "Mielen hyvinvointi")
    aim(made, "Elävä keskusta", AimKind.GOAL)
    return Principles.objects.get(pk=made.pk)


def published(valid_from: date = DAY, title: str = "Periaatteet") -> Principles:
    return services.publish_principles(principles=written(valid_from, title))


def aim(of: Principles, label: str, kind: AimKind = AimKind.EMPHASIS) -> Aim:
    return services.save_aim(principles=of, aim=None, values={"label_fi": label, "kind": kind})


def shown(client: Client, principles: Principles) -> Any:
    return client.get(f"{PUBLIC}{principles.pk}/")


def built(principles: Principles, page: str = "") -> str:
    return f"{CITY}{principles.pk}/{page}"
