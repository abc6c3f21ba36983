"""Pure functions of grants, one module a theme. No database, property-tested."""

from grants.rules.allocation import Band, Claim, Share, Terms, above_line, fits, ranks, share, value_of_a_point
from grants.rules.applying import Condition, asked, canonical, column_sums, digest, phase, share_of_costs, with_heads
from grants.rules.dossier import masked, portable
from grants.rules.handling import stands_in_for, substitutes, turn
from grants.rules.paying import (
    NAME_LENGTH,
    TEXT_LENGTH,
    Part,
    bank_text,
    end_to_end_id,
    first_day,
    message_id,
    share_anew,
    split,
)
from grants.rules.phrases import PLACES, filled, places
from grants.rules.recovering import (
    MOST_INSTALMENTS,
    PayBack,
    creditor_reference,
    in_groups,
    pay_back,
    plan_again,
    reference,
    still_open,
)
from grants.rules.register import euros, published_text
from grants.rules.reporting import Compared, Figure, budget_rows, compare, differs, due_day, reminder
from grants.rules.sampling import draw, rank
from grants.rules.scoring import Point, mean, spread, total

__all__ = [
    "MOST_INSTALMENTS",
    "NAME_LENGTH",
    "PLACES",
    "TEXT_LENGTH",
    "Band",
    "Claim",
    "Compared",
    "Condition",
    "Figure",
    "Part",
    "PayBack",
    "Point",
    "Share",
    "Terms",
    "above_line",
    "asked",
    "bank_text",
    "budget_rows",
    "canonical",
    "column_sums",
    "compare",
    "creditor_reference",
    "differs",
    "digest",
    "draw",
    "due_day",
    "end_to_end_id",
    "euros",
    "filled",
    "first_day",
    "fits",
    "in_groups",
    "masked",
    "mean",
    "message_id",
    "pay_back",
    "phase",
    "places",
    "plan_again",
    "portable",
    "published_text",
    "rank",
    "ranks",
    "reference",
    "reminder",
    "share",
    "share_anew",
    "share_of_costs",
    "split",
    "spread",
    "stands_in_for",
    "still_open",
    "substitutes",
    "total",
    "turn",
    "value_of_a_point",
    "with_heads",
]
