"""The public register of awards: its list, a page for each award, the feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.enums import Status
from associations.queries.linked_data import absolute
from associations.queries.register_list import sector_choices
from grants import queries
from grants.enums import CallKind
from grants.forms.register import AwardFilterForm, Chip, mark_of
from grants.models import Award
from grants.queries import awards as register
from grants.queries.awards import Asked, Figures
from grants.queries.standing import AS_DECIDED, standings
from portal import clock, policy
from portal.files.models import StoredFile
from portal.translated import active
from portal.ui import formats, pagecache
from portal.ui.charts import Bar, BarChart
from portal.ui.fragments import fragment
from portal.ui.pages import public
from portal.ui.paging import CountedPaginator

AWARDS_PER_PAGE = 50
NEWEST = 50
# What an award's page shows. Calls, associations and principles have many texts, in three languages.
_TITLES = ("title_fi", "title_sv", "title_en")
_SHOWN = (
    *("amount_cents", "decided_on", "purpose", "application__requested_cents", "application__case_number"),
    *("call__kind", "call__authority", *(f"call__{name}" for name in _TITLES)),
    *("call__summary_fi", "call__summary_sv", "call__summary_en", "association__slug", "association__status"),
    *("association__name_fi", "association__name_sv", "association__name_en", "association__name_doubt"),
)


@public(topics=register.TOPICS)
def award_list(request: HttpRequest) -> HttpResponse:
    """What has been given: words, filters, order, sums; each state has an address."""
    asked, chips, form = _question(request.GET)
    figures = register.award_figures(asked)
    rows = queries.found_awards(asked, loosely=figures.loosely, many=figures.count > register.MANY)
    pages = CountedPaginator(rows, AWARDS_PER_PAGE, count=lambda: figures.count)
    page = pages.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "awards": queries.award_rows(shown) if figures.count else [],
        "asked": asked,
        "cents": figures.cents,
        "form": form,
        "chips": chips,
        "charts": _charts(asked, figures),
    }
    return render(request, "grants/public/award_list.html", context)


def _question(sent: QueryDict) -> tuple[Asked, list[Chip], str]:
    """What the address asks, as far as it can be read, its chips, and the drawn filters; kept as the figures are.

    Making the form and checking it costs more than finding a page of awards.
    """

    def build() -> str:
        form = AwardFilterForm(sent)
        asked = form.asked()
        further = bool(asked.call or asked.sector or asked.district or asked.order)
        context = {"form": form, "further": further, "address": reverse("grants:award_list")}
        drawn = render_to_string("grants/public/_award_filter.html", context)
        return json.dumps([asdict(asked), form.chips(), drawn])

    mark = mark_of(sent)
    kept = fragment(f"award-question-{mark}", register.TOPICS, active(), build, endless=bool(mark))
    asked, chips, drawn = json.loads(kept)
    return Asked(**asked), [Chip(*chip) for chip in chips], mark_safe(drawn)  # noqa: S308 - a template made it


def _charts(asked: Asked, figures: Figures) -> str:
    """Sums by year, category and sector, drawn; kept as the figures are."""

    def build() -> str:
        return render_to_string("grants/public/_award_charts.html", {"charts": _bars(figures)})

    return fragment(f"award-charts-{asked.mark}", register.TOPICS, active(), build, endless=not asked.has_end)


def _bars(figures: Figures) -> list[BarChart]:
    """A chart for each way to divide what was found, where it divides it."""
    years = [Bar(str(year), cents) for year, cents in sorted(figures.years.items())]
    kinds = _by_size(figures.kinds, {kind.value: capfirst(str(kind.label)) for kind in CallKind})
    sectors = _by_size(figures.sectors, dict(sector_choices(active())))
    charts = [
        BarChart(_("Granted by year"), _("Year"), _("Sum"), years, formats.euros, key="years"),
        BarChart(_("Granted by category"), _("Category"), _("Sum"), kinds, formats.euros, key="kinds"),
        BarChart(_("Granted by sector"), _("Sector"), _("Sum"), sectors, formats.euros, key="sectors"),
    ]
    return [chart for chart in charts if len(chart.bars) > 1]


def _by_size(sums: Mapping[str, int], words: Mapping[str, str]) -> list[Bar]:
    return [
        Bar(words.get(key, key), cents) for key, cents in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


@public(topics=register.TOPICS)
def award_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One award with its facts; with the decision's text and reasons as long as they are published.

    The page is kept no longer than these stand (Kuntalaki 410/2015 §140).
    """
    award = policy.get_or_404(Award.objects.select_related("call", "association", "application").only(*_SHOWN), pk=pk)
    decision = register.published_decision(award)
    if decision is not None and decision.take_down_on is not None:
        pagecache.good_until(clock.at(decision.take_down_on, time.min))
    association = award.association
    now = standings([award.pk]).get(award.pk, AS_DECIDED)
    context = {
        "award": award,
        "holds": now.holds(award.amount_cents),
        "notes": now.sentences(),
        "use": queries.use_summary(award),
        "name": register.as_published(association.name, association.name_doubt),
        "has_profile": association.status == Status.ACTIVE and not association.name_doubt,
        "decision": decision,
        "document": StoredFile.objects.of(decision).of_kind("published").first() if decision is not None else None,
        "aims": queries.aims_of(award.call),
        "principles": queries.principles_on(award.decided_on),
    }
    return render(request, "grants/public/award_detail.html", context)


@public(topics=register.TOPICS)
@require_safe
def award_feed(request: HttpRequest) -> HttpResponse:
    """The newest awards as Atom (RFC 4287), in the page's language."""
    feed = Atom1Feed(
        title=_("New awards"),
        link=absolute(reverse("grants:award_list")),
        description=_("What the city has granted, to whom and for what."),
        language=active(),
        feed_url=absolute(reverse("grants:award_feed")),
        author_name=settings.CITY_NAME[active()],
    )
    awards = list(policy.visible(Award.objects.with_parties().newest_first()).select_related("decision")[:NEWEST])
    became = standings([award.pk for award in awards])
    for award in awards:
        now = became.get(award.pk, AS_DECIDED)
        name = register.as_published(award.association.name, award.association.name_doubt)
        address = absolute(award.get_absolute_url())
        feed.add_item(
            title=f"{name}: {formats.money(now.holds(award.amount_cents))}",
            link=address,
            description=" ".join((f"{award.purpose} ({award.call.title})", *now.sentences())),
            unique_id=address,
            pubdate=award.decision.decided_at,
            updateddate=now.changed_after(award.decision.decided_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
