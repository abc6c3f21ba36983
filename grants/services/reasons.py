"""The reasons of a proposal in plain sentences, built from the criteria and the scores; an officer edits them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Avg
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.enums import ShareNote
from grants.models import AllocationRow, Application, Score
from portal.translated import in_language
from portal.ui import formats

# How many criteria are named as best and as least met.
NAMED = 2


class _Met(NamedTuple):
    """A criterion with the mean of its points in the last round."""

    label: str
    points: Decimal
    most: int

    @property
    def share(self) -> Decimal:
        return self.points / self.most

    def __str__(self) -> str:
        decimals = 0 if self.points == self.points.to_integral_value() else 1
        return f"{self.label} ({formats.number(float(self.points), decimals)}/{self.most})"


def reasons_of_row(row: AllocationRow, *, places: int, language: str) -> str:
    """Why the application would get the sum of the row, in the language. ``places`` is how many were compared.

    Says by whom and how it was scored, which criteria were best and least met, and what the model made of it
    (Hallintolaki 434/2003 §45: the facts and the grounds that decided the matter). Two queries.
    """
    application = row.application
    given = application.reviews.filter(round=application.round).count()
    with translation.override(language):
        sentences = [
            ngettext(
                "%(number)d officer scored the application by the published criteria.",
                "%(number)d officers scored the application independently by the published criteria.",
                given,
            )
            % {"number": given},
            _("It got %(score)s points of 100 and was number %(rank)d of %(places)d.")
            % {"score": formats.number(float(row.score), 1), "rank": row.rank, "places": places},
            *_criteria(_met(application, language)),
            _of_model(row, language),
        ]
    return " ".join(sentences)


def _met(application: Application, language: str) -> list[_Met]:
    scores = Score.objects.filter(review__application=application, review__round=application.round)
    by_criterion = scores.values("criterion_id").annotate(mean=Avg("points"))
    means = dict(by_criterion.values_list("criterion_id", "mean"))
    criteria = [criterion for criterion in application.call.criteria.all() if criterion.pk in means]
    return [_Met(in_language(one, "label", language), Decimal(means[one.pk]), one.max_points) for one in criteria]


def _criteria(met: Sequence[_Met]) -> list[str]:
    if len(met) < NAMED:
        return []
    # Ties in the order of the call.
    ordered = sorted(met, key=lambda one: -one.share)
    best, least = ordered[:NAMED], ordered[NAMED:][::-1][:NAMED]
    sentences = [_("Best met: %(criteria)s.") % {"criteria": ", ".join(map(str, best))}]
    if least:
        sentences.append(_("Least met: %(criteria)s.") % {"criteria": ", ".join(map(str, least))})
    return sentences


def _of_model(row: AllocationRow, language: str) -> str:
    allocation = row.allocation
    if row.note == ShareNote.BELOW_LINE:
        return _("The money of the call, %(sum)s, was used up by applications with more points.") % {
            "sum": formats.money(allocation.appropriation_cents)
        }
    model = in_language(allocation.model, "name", language)
    if row.note == ShareNote.BELOW_SCORE:
        return _("The award model “%(model)s” grants nothing for so few points.") % {"model": model}
    if row.note == ShareNote.AS_COMPUTED:
        return _("The sum follows the award model “%(model)s”.") % {"model": model}
    return _("The sum follows the award model “%(model)s”: %(note)s.") % {
        "model": model,
        "note": ShareNote(row.note).label,
    }
