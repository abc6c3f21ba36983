"""Audit samples: the city announces and draws them, everybody sees how and can draw them again."""

from __future__ import annotations

from itertools import chain

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants import queries, rules
from grants.enums import SampleState
from grants.forms.sampling import SampleForm
from grants.models import Sample, SampleMember
from grants.services import sampling
from grants.views.sent import initial, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.translated import active
from portal.ui import cells
from portal.ui.forms import refuse
from portal.ui.pages import city, public
from portal.workflow import Refused, Stale

PER_PAGE = 20


def _page(request: HttpRequest) -> dict[str, object]:
    page = Paginator(policy.visible(Sample).select_related("call"), PER_PAGE).get_page(request.GET.get("page"))
    samples = list(page.object_list)
    drawn = queries.drawn_rows(samples, active())
    rows = [(sample, queries.sample_title(sample, active()), drawn.get(sample.pk, [])) for sample in samples]
    return {"page": page, "rows": rows}


@public(topics=("samples",))
def sample_list(request: HttpRequest) -> HttpResponse:
    """All samples with seed, moment and rule, and who was drawn."""
    return render(request, "grants/public/sample_list.html", _page(request))


@public(topics=("samples",))
@require_safe
def sample_awards(request: HttpRequest, pk: int) -> HttpResponse:
    """The awards from which a sample is drawn as CSV, each with its hash, so that anybody can draw it again."""
    sample = policy.get_or_404(Sample, pk=pk)
    members = SampleMember.objects.filter(sample=sample).values_list("case_number", "place")
    rows = sorted((rules.rank(sample.seed, number), number, place or "") for number, place in members)
    head = [("sha256", "case_number", "drawn")]
    return HttpResponse(
        "".join(cells.csv_lines(chain(head, rows))),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="otanta-{sample.pk}.csv"'},
    )


@city(Right.GRANTS_READ)
def sample_table(request: HttpRequest) -> HttpResponse:
    """The city's samples, the newest first."""
    may_draw = policy.allows("grants.draw_sample")
    return render(request, "grants/city/sample_table.html", {**_page(request), "may_draw": may_draw})


@city(Right.GRANTS_REVIEW)
def sample_add(request: HttpRequest) -> HttpResponse:
    """Announce a sample with its seed, to be drawn later."""
    form = SampleForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            sample = sampling.announce(**form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Announced. Everybody sees the seed now."))
            return redirect("grants:sample_detail", pk=sample.pk)
    return render(request, "grants/city/sample_add.html", {"form": form})


@city(Right.GRANTS_READ)
def sample_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample: seed, rule, who was drawn; the button that draws it."""
    sample = policy.get_or_404(Sample.objects.select_related("call", "published_by", "drawn_by"), pk=pk)
    announced = sample.state == SampleState.ANNOUNCED
    context = {
        "sample": sample,
        "title": queries.sample_title(sample, active()),
        "drawn": queries.drawn_rows([sample], active()).get(sample.pk, []),
        "population": sample.members.count(),
        "can_draw": announced and policy.allows("grants.draw_sample", sample),
        "day_has_come": clock.today() >= sample.draw_on,
    }
    return render(request, "grants/city/sample_detail.html", context)


@require_POST
@city(Right.GRANTS_REVIEW)
def sample_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the announced sample."""
    sample = policy.get_or_404(Sample, pk=pk)
    try:
        sampling.draw(sample=sample, version=version(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.info(request, _("Somebody else changed the matter in between. Look at it again before you go on."))
    else:
        messages.success(request, _("Drawn. Everybody sees the sample."))
    return redirect("grants:sample_detail", pk=pk)
