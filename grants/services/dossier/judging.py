"""How the application was judged: scores of both rounds, the proposal, and the lists on which it stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.enums import AwardMethod
from grants.models import Allocation, AllocationRow, AwardModel, ListLine, Review, Score
from grants.services.dossier.parts import Fact, Item, Matter, Theme, day, facts, moment, money, person, said
from portal import policy
from portal.ui import formats


def _reviews(matter: Matter) -> QuerySet[Review]:
    return policy.visible(Review).filter(application=matter.application)


def _scores(matter: Matter) -> Iterator[Item]:
    points = Prefetch("scores", Score.objects.select_related("criterion").order_by("pk"))
    rows = _reviews(matter).select_related("reviewer").prefetch_related(points)
    for row in rows.order_by("round", "given_at", "pk"):
        yield Item(
            _("Round %(round)d: %(person)s") % {"round": row.round, "person": row.reviewer},
            row.given_at,
            facts(
                said("round", _("Round"), row.round),
                person("reviewer", _("Scored by"), row.reviewer),
                moment("given_at", _("Given"), row.given_at),
                said("total", _("Score of 100"), row.total, formats.number(float(row.total), 1)),
                *(_score(one, number) for number, one in enumerate(row.scores.all(), 1)),
            ),
        )


def _score(one: Score, number: int) -> Fact | None:
    values = {"points": one.points, "most": one.criterion.max_points, "reason": one.reason}
    raw = {"criterion": one.criterion.label, **values}
    return said(f"score_{number}", one.criterion.label, raw, _("%(points)d of %(most)d. %(reason)s") % values)


def _allocations(matter: Matter) -> QuerySet[AllocationRow]:
    rows = AllocationRow.objects.filter(allocation__in=policy.visible(Allocation).values("pk"))
    return rows.filter(application=matter.application)


def _shares(matter: Matter) -> Iterator[Item]:
    rows = _allocations(matter).select_related("allocation__model", "allocation__call", "allocation__made_by")
    for row in rows.order_by("allocation__made_at", "pk"):
        used = row.allocation
        yield Item(
            _("Sharing of the money, %(model)s") % {"model": used.model},
            used.made_at,
            facts(
                said("model", _("Award model"), str(used.model)),
                said("terms", _("Numbers used"), used.terms, "\n".join(_numbers(used.terms))),
                money("appropriation", _("Money to share"), used.appropriation_cents),
                moment("made_at", _("Made"), used.made_at),
                person("made_by", _("Made by"), used.made_by),
                said("rank", _("Place"), row.rank),
                said("score", _("Score of 100"), row.score, formats.number(float(row.score), 1)),
                Fact("cents", _("Sum"), formats.money(row.cents), row.cents),
                said("note", _("Why"), row.note, row.get_note_display()),
            ),
        )


def _numbers(terms: dict[str, Any]) -> Iterator[str]:
    for key, value in terms.items():
        if value in (None, []):
            continue
        label = getattr(AwardModel._meta.get_field(key), "verbose_name", key)
        if key == "method":
            shown = str(AwardMethod(value).label)
        elif key.endswith("_cents"):
            shown = formats.money(value)
        elif key == "bands":
            shown = ", ".join(f"{band['from']}: {band['percent']} %" for band in value)
        else:
            shown = str(value)
        yield f"{label}: {shown}"


def _proposals(matter: Matter) -> int:
    return int(matter.application.proposed_by_id is not None)


def _proposal(matter: Matter) -> Iterator[Item]:
    found = matter.application
    # When it was made stands in the journal; the document is dated by what it belongs to.
    if found.proposed_by is not None:
        yield Item(
            _("Proposal"),
            found.decided_at or found.submitted_at or found.started_at,
            facts(
                money("proposed", _("Sum proposed"), found.proposed_cents),
                said("reasons", _("Reasons"), found.proposal_reasons),
                said("public_purpose", _("Purpose as published"), found.public_purpose),
                said("public_reasons", _("Reasons as published"), found.public_reasons),
                person("proposed_by", _("Prepared by"), found.proposed_by),
            ),
        )


def _lines(matter: Matter) -> QuerySet[ListLine]:
    return policy.visible(ListLine).filter(application=matter.application)


def _lists(matter: Matter) -> Iterator[Item]:
    people = ("gathered_by", "presented_by", "confirmed_by")
    lists = [f"decision_list__{name}" for name in ("call", *people)]
    for row in _lines(matter).select_related(*lists, "taken_off_by").order_by("decision_list__gathered_at", "pk"):
        found = row.decision_list
        yield Item(
            str(found),
            found.gathered_at,
            facts(
                said("authority", _("Deciding authority"), found.authority),
                said("list_state", _("State"), found.state, found.get_state_display()),
                day("meeting_on", _("Day of the meeting"), found.meeting_on),
                said("minutes_section", _("Section of the minutes"), found.minutes_section),
                moment("gathered_at", _("Begun"), found.gathered_at),
                person("gathered_by", _("Begun by"), found.gathered_by),
                moment("presented_at", _("Presented"), found.presented_at),
                person("presented_by", _("Presented by"), found.presented_by),
                moment("confirmed_at", _("Confirmed"), found.confirmed_at),
                person("confirmed_by", _("Confirmed by"), found.confirmed_by),
                money("proposed", _("Sum proposed"), row.cents),
                said("outcome", _("What became of it"), row.outcome, row.get_outcome_display()),
                said("refused", _("Why it wasn't decided"), row.refused),
                person("taken_off_by", _("Taken off by"), row.taken_off_by),
                said("taken_off_reason", _("Why it was taken off"), row.taken_off_reason),
            ),
        )


THEMES = (
    Theme("arviot", gettext_lazy("Scores"), lambda matter: _reviews(matter).count(), _scores, internal=True),
    Theme(
        "jako",
        gettext_lazy("Sharing of the money"),
        lambda matter: _allocations(matter).count(),
        _shares,
        internal=True,
    ),
    Theme("esitys", gettext_lazy("Proposal"), _proposals, _proposal, internal=True),
    Theme("paatoslistat", gettext_lazy("Lists of decisions"), lambda matter: _lines(matter).count(), _lists, True),
)
