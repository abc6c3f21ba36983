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
from grants.rules.register import (
    euros,
    published_text,
)
from grants.rules.scoring import (
    Point,
    mean,
    spread,
    total,
)

__all__ = [
    "Condition",
    "Point",
    "asked",
    "canonical",
    "column_sums",
    "digest",
    "euros",
    "fits",
    "mean",
    "phase",
    "published_text",
    "share_of_costs",
    "spread",
    "total",
    "with_heads",
]
