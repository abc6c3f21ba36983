"""Decisions for tests, made by the service as in life."""

from __future__ import annotations

from itertools import count
from typing import Any

from portal.accounts.models import User
from portal.decisions import services
from portal.decisions.models import Decision
from portal.files.models import StoredFile

_numbers = count(1)


def person(**given: Any) -> User:
    """A user with an address of their own; any object may be a decision's subject, also this one."""
    number = next(_numbers)
    return User.objects.create_user(
        f"person{number}@example.invalid", **{"first_name": "Päivi", "last_name": f"Päättäjä {number}", **given}
    )


def decision(**given: Any) -> Decision:
    """A complete decision; ``subject``, ``decided_by`` and all else may be given as to ``services.make``."""
    values: dict[str, Any] = {
        "title": "Kevytavustus: Porin Shakkikerho ry",
        "authority": "Kulttuurijohtaja",
        "case_number": f"PORI/{next(_numbers)}/02.05.01.04/2026",
        "decider_title": "kulttuurijohtaja",
        "parties": [{"name": "Porin Shakkikerho ry", "role": "hakija", "identifier": "123.456"}],
        "outcome": "Avustusta myönnetään 1 000 euroa.\n\nSe maksetaan yhdistyksen tilille.",
        "reasons": "Hakemus täyttää avustusperiaatteiden ehdot.",
        "basis": "Kuntalaki 410/2015 22 §",
        "contact": {
            "name": "Aino Avustaja",
            "email": "avustukset@example.invalid",
            "phone": "+358 2 000 0000",
            "address": "PL 000, 28101 Pori",
        },
        "way": "e_notice",
        "language": "fi",
        **given,
    }
    values.setdefault("subject", None)
    values["subject"] = values["subject"] or person()
    values["decided_by"] = values.get("decided_by") or person()
    return services.make(**values)


def sealed(**given: Any) -> tuple[Decision, StoredFile]:
    """A decision with its document."""
    made = services.seal(decision(**given).pk)
    assert made.sealed is not None
    return made, made.sealed


def decision_and_subject(**given: Any) -> tuple[Decision, User]:
    """A decision about a person, and that person."""
    subject = person()
    return decision(subject=subject, **given), subject
