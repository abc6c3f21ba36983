"""Phases of calls, what is asked, tables, and the canonical form of what is handed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from grants.enums import Phase


def phase(now: datetime, opens_at: datetime, closes_at: datetime) -> Phase:
    """Where a call stands. An application that has arrived at the closing moment exactly is still in.

    All three are aware instants. 13/2003 §10: a message has arrived when the system can receive it.
    """
    if now < opens_at:
        return Phase.COMING
    return Phase.OPEN if now <= closes_at else Phase.CLOSED


def canonical(content: Mapping[str, Any]) -> str:
    """The content as JSON that reads the same wherever it is made: sorted keys, no blanks, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Condition:
    """A question that is asked only when the answer to another one is among the values."""

    after: str
    values: frozenset[str]


def asked(conditions: Mapping[str, Condition | None], answers: Mapping[str, Any]) -> set[str]:
    """The keys of the questions that are asked, given the answers so far.

    ``conditions`` has every question of the call, None for one that is always asked. One whose deciding question isn't
    asked itself isn't asked either, whatever was answered there before. Circles are asked never.
    """
    found: dict[str, bool] = {}

    def is_asked(key: str) -> bool:
        if key not in found:
            found[key] = False
            condition = conditions.get(key)
            given = answers.get(condition.after) if condition else None
            chosen = set(given) if isinstance(given, list) else {given}
            found[key] = key in conditions and (
                condition is None or (is_asked(condition.after) and not condition.values.isdisjoint(chosen))
            )
        return found[key]

    return {key for key in conditions if is_asked(key)}


def column_sums(value: Mapping[str, Any] | None, width: int) -> list[int]:
    """The sum of each of a table's ``width`` columns, in cents; an empty cell counts nothing.

    ``value`` is a table's answer: ``{"rows": {key: cells}, "own": [{"name": …, "cells": cells}]}``, cells being whole
    cents or None.
    """
    rows = [*(value or {}).get("rows", {}).values(), *(row["cells"] for row in (value or {}).get("own", []))]
    return [sum(row[at] or 0 for row in rows if at < len(row)) for at in range(width)]


def with_heads(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table in words with each cell beside the head of its column, as a narrow page draws it."""
    heads = table["columns"]
    rows = [
        {"name": name, "cells": list(zip(heads, cells, strict=True))}
        for name, *cells in [*table["rows"], table["sums"]]
    ]
    return {"columns": heads, "rows": rows[:-1], "sums": rows[-1]}


def share_of_costs(requested_cents: int, costs_cents: int) -> Decimal | None:
    """How many per cent of the costs are applied for, to one decimal, rounded up so that no limit is passed unseen.

    None where there are no costs.
    """
    if costs_cents <= 0:
        return None
    return (Decimal(100 * requested_cents) / costs_cents).quantize(Decimal("0.1"), ROUND_CEILING)
