"""Pure functions of grants, one module a theme. No database, property-tested."""

from grants.rules.allocation import (
    fits,
)
from grants.rules.applying import (
    Condition,
    asked,
    canonical,
    column_sums,
    digest,
    phase,
    share_of_costs,
    with_heads,
)
from grants.rules.handling import (
    stands_in_for,
    substitutes,
    turn,
)
from grants.rules.phrases import (
    PLACES,
    filled,
    places,
)
from grants.rules.scoring import (
    Point,
    mean,
    spread,
    total,
)

__all__ = [
    "PLACES",
    "Condition",
    "Point",
    "asked",
    "canonical",
    "column_sums",
    "digest",
    "filled",
    "fits",
    "mean",
    "phase",
    "places",
    "share_of_costs",
    "spread",
    "stands_in_for",
    "substitutes",
    "total",
    "turn",
    "with_heads",
]
