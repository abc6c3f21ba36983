"""Pure functions of grants, one module a theme. No database, property-tested."""

from grants.rules.allocation import Band, Claim, Share, Terms, above_line, fits, ranks, share, value_of_a_point
from grants.rules.applying import Condition, asked, canonical, column_sums, digest, phase, share_of_costs, with_heads
from grants.rules.register import euros, published_text
from grants.rules.reporting import Compared, Figure, budget_rows, compare, differs, due_day, reminder
from grants.rules.sampling import draw, rank
from grants.rules.scoring import Point, mean, spread, total

__all__ = [
    "Band",
    "Claim",
    "Compared",
    "Condition",
    "Figure",
    "Point",
    "Share",
    "Terms",
    "above_line",
    "asked",
    "budget_rows",
    "canonical",
    "column_sums",
    "compare",
    "differs",
    "digest",
    "draw",
    "due_day",
    "euros",
    "fits",
    "mean",
    "phase",
    "published_text",
    "rank",
    "ranks",
    "reminder",
    "share",
    "share_of_costs",
    "spread",
    "total",
    "value_of_a_point",
    "with_heads",
]
