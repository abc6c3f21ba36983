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
from grants.rules.paying import (
    NAME_LENGTH,
    TEXT_LENGTH,
    Share,
    bank_text,
    end_to_end_id,
    first_day,
    message_id,
    share_anew,
    split,
)
from grants.rules.scoring import (
    Point,
    mean,
    spread,
    total,
)

__all__ = [
    "NAME_LENGTH",
    "TEXT_LENGTH",
    "Condition",
    "Point",
    "Share",
    "asked",
    "bank_text",
    "canonical",
    "column_sums",
    "digest",
    "end_to_end_id",
    "first_day",
    "fits",
    "mean",
    "message_id",
    "phase",
    "share_anew",
    "share_of_costs",
    "split",
    "spread",
    "total",
    "with_heads",
]
