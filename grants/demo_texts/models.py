"""Award models of the demo: one of each method, from the turn of a year."""

from __future__ import annotations

from typing import Any

from grants.enums import AwardMethod, CallKind

MODELS: list[dict[str, Any]] = [
    {
        "name_fi": "Kevytavustusten portaat",
        "name_sv": "Stegen för lättunderstöd",
        "name_en": "Steps of light grants",
        "method": AwardMethod.SHARE,
        "kinds": [CallKind.LIGHT],
        "least_score": 40,
        "bands": [{"from": "70", "percent": 100}, {"from": "55", "percent": 80}, {"from": "40", "percent": 50}],
        "unit_cents": 10_00,
    },
    {
        "name_fi": "Pisteen arvo",
        "name_sv": "Poängens värde",
        "name_en": "Value of a point",
        "method": AwardMethod.POINTS,
        "kinds": [CallKind.LIGHT, CallKind.OPERATING, CallKind.PROJECT],
        "least_score": 30,
        "most_cents": 15_000_00,
        "unit_cents": 10_00,
    },
    {
        "name_fi": "Starttiavustus",
        "name_sv": "Startunderstöd",
        "name_en": "Start-up grant",
        "method": AwardMethod.FIXED,
        "kinds": [CallKind.START_UP],
        "fixed_cents": 200_00,
        "unit_cents": 1_00,
    },
    {
        "name_fi": "Osuus haetusta",
        "name_sv": "Andel av det sökta",
        "name_en": "Share of the request",
        "method": AwardMethod.SHARE,
        "kinds": [CallKind.PROJECT, CallKind.EVENT, CallKind.PARTNERSHIP],
        "least_score": 45,
        "bands": [{"from": "75", "percent": 100}, {"from": "60", "percent": 80}, {"from": "45", "percent": 50}],
        "unit_cents": 100_00,
    },
]
