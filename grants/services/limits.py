"""What a call allows an association: so many awards a year, so large a share of the costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.models import Association
from grants import rules
from grants.enums import TableRole
from grants.models import Award, Call, Question
from portal import clock
from portal.ui import formats
from portal.workflow import Refused


def check_awards(call: Call, association: Association) -> None:
    """Raises :class:`Refused` when the association has had as many awards of the category this year as it may have."""
    if call.awards_a_year is None:
        return
    year = clock.local(call.closes_at).year
    given = Award.objects.in_force().filter(association=association, call__kind=call.kind)
    had = given.filter(decided_on__year=year).count()
    if had >= call.awards_a_year:
        raise Refused(
            ngettext(
                "An association can get one grant of this kind a year, and yours has got it in %(year)s.",
                "An association can get %(number)d grants of this kind a year, and yours has got them in %(year)s.",
                call.awards_a_year,
            )
            % {"number": call.awards_a_year, "year": year}
        )


class Budget(NamedTuple):
    """What the tables of an application add up to, in cents; None where no such table is answered.

    ``share`` is the share of the costs that is applied for, in per cent; ``over`` says that it passes the call's limit.
    """

    costs: int | None
    income: int | None
    requested: int | None
    share: Any
    most: int | None

    @property
    def over(self) -> bool:
        """Whether more is applied for than the call's share of the costs."""
        return self.most is not None and self.share is not None and self.share > self.most

    @property
    def difference(self) -> int | None:
        """Costs less income, the sum applied for being income too unless a row has it; None without both tables."""
        return None if self.costs is None or self.income is None else self.costs - self.income

    def sentence(self) -> str:
        """What is wrong with the share, '' for nothing."""
        if not self.over or self.costs is None or self.most is None:
            return ""
        return _("The grant covers at most %(most)s %% of the costs: %(sum)s. You apply for %(share)s %%.") % {
            "most": self.most,
            "sum": formats.money(self.costs * self.most // 100),
            "share": formats.number(float(self.share), 1),
        }


def budget(call: Call, questions: Sequence[Question], answers: Mapping[str, Any]) -> Budget:
    """The sums of the application. ``questions`` are those that are asked. No query."""
    costs = _sum(questions, answers, TableRole.COSTS)
    income = _sum(questions, answers, TableRole.INCOME)
    given = next((answers.get(one.key) for one in questions if one.asks_the_sum), None)
    requested = int(given) if given else None
    share = rules.share_of_costs(requested, costs) if requested is not None and costs is not None else None
    return Budget(costs, income, requested, share, call.share_percent)


def _sum(questions: Sequence[Question], answers: Mapping[str, Any], role: str) -> int | None:
    tables = [one for one in questions if one.table_role == role and answers.get(one.key)]
    if not tables:
        return None
    return sum(rules.column_sums(answers[one.key], len(one.columns))[-1] for one in tables)
