"""In which audit samples the award stood, with all that is needed to draw them again, and whether it was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.enums import SampleState
from grants.models import SampleMember
from grants.services.dossier.parts import Item, Matter, Theme, day, facts, moment, person, said
from portal import policy


def _members(matter: Matter) -> QuerySet[SampleMember]:
    return policy.visible(SampleMember).filter(award__application=matter.application)


def _items(matter: Matter) -> Iterator[Item]:
    beside = SampleMember.objects.filter(sample=OuterRef("sample")).order_by().values("sample")
    rows = _members(matter).select_related("sample__call", "sample__published_by", "sample__drawn_by")
    rows = rows.annotate(among=Subquery(beside.annotate(number=Count("pk")).values("number")))
    for row in rows.order_by("sample__published_at", "pk"):
        sample = row.sample
        of = sample.call.title if sample.call else sample.year
        if sample.state != SampleState.DRAWN:
            outcome, told = None, ""
        elif row.place is None:
            outcome, told = False, _("not drawn")
        else:
            outcome, told = True, _("drawn")
        yield Item(
            _("Audit sample %(number)d") % {"number": sample.pk},
            sample.published_at,
            facts(
                said("of", _("Drawn from the awards of"), str(of)),
                said("awards", _("Awards among which it was drawn"), row.among),
                said("size", _("How many are drawn"), sample.size),
                said("seed", _("Seed"), sample.seed),
                moment("published_at", _("Announced"), sample.published_at),
                person("published_by", _("Announced by"), sample.published_by),
                day("draw_on", _("Drawn on or after"), sample.draw_on),
                said("state", _("State"), sample.state, sample.get_state_display()),
                moment("drawn_at", _("Drawn"), sample.drawn_at),
                person("drawn_by", _("Drawn by"), sample.drawn_by),
                said("case_number", _("Case number in the draw"), row.case_number),
                said("drawn", _("Result for this award"), outcome, told),
                said("place", _("Place in the order"), row.place),
            ),
        )


THEMES = (Theme("otannat", gettext_lazy("Audit samples"), lambda matter: _members(matter).count(), _items),)
