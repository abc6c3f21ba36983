"""Pure functions of grants, one module a theme. No database, property-tested."""

from grants.rules.allocation import (
    Band,
    Claim,
    Share,
    Terms,
    above_line,
    fits,
    ranks,
    share,
    value_of_a_point,
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
from grants.rules.scoring import (
    Point,
    mean,
    spread,
    total,
)

__all__ = [
    "Band",
    "Claim",
    "Condition",
    "Point",
    "Share",
    "Terms",
    "above_line",
    "asked",
    "canonical",
    "column_sums",
    "digest",
    "fits",
    "mean",
    "phase",
    "ranks",
    "share",
    "share_of_costs",
    "spread",
    "total",
    "value_of_a_point",
    "with_heads",
]
