"""The city's pages on ranking applications and sharing money: award models, ranking, what if, proposals."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import CallKind
from grants.forms.sharing import AwardModelForm, MoneyToShareForm
from grants.models import Allocation, Application, AwardModel, Call
from grants.services import sharing
from grants.views.sent import initial
from portal import clock, policy
from portal.accounts.enums import Right
from portal.jobs.enums import UNFINISHED
from portal.jobs.models import JobError
from portal.ui.fields import written_sum
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused

PER_PAGE = 50
# What ranking and sharing know of a call: it has many texts, in three languages.
_OF_CALL = (
    *("kind", "title_fi", "title_sv", "title_en", "appropriation_cents"),
    *("scores_needed", "share_percent", "de_minimis"),
)


@city(Right.GRANTS_READ)
def award_model_list(request: HttpRequest) -> HttpResponse:
    """All award models, the one that begins last on top."""
    rows = policy.visible(AwardModel).order_by("-valid_from", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": clock.today(), "may_change": policy.allows("grants.manage_award_model")}
    return render(request, "grants/city/award_model_list.html", context)


@city(Right.GRANTS_READ)
def award_model_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One model with its numbers, and what may be done with it."""
    model = policy.get_or_404(AwardModel.objects.select_related("follows", "followed_by"), pk=pk)
    context = {
        "model": model,
        "later": getattr(model, "followed_by", None),
        "kinds": [CallKind(kind).label for kind in model.kinds],
        "may_change": policy.allows("grants.manage_award_model", model),
    }
    return render(request, "grants/city/award_model_detail.html", context)


@city(Right.GRANTS_CALLS)
def award_model_add(request: HttpRequest) -> HttpResponse:
    """Add a model."""
    form = AwardModelForm(request.POST or None, initial=initial(request, valid_from=clock.today(), unit_cents=1_000))
    if request.method == "POST" and form.is_valid():
        made = sharing.add_model(values=form.values())
        messages.success(request, _("The award model has been added."))
        return redirect(made)
    return _model_page(request, form, _("Add an award model"), None)


@city(Right.GRANTS_CALLS)
def award_model_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a model that hasn't begun, or begin a new version of one that has."""
    model = policy.get_or_404(AwardModel, pk=pk)
    stored = AwardModelForm.initial_of(model)
    if model.has_begun:
        stored["valid_from"] = clock.today() + timedelta(days=1)
    form = AwardModelForm(request.POST or None, initial=initial(request, **stored))
    if request.method == "POST" and form.is_valid():
        change = sharing.begin_version if model.has_begun else sharing.edit_model
        try:
            made = change(model=model, values=form.values())
        except Refused as refusal:
            refuse(form, str(refusal), "valid_from")
        else:
            messages.success(request, _("Saved."))
            return redirect(made)
    title = _("Begin a new version") if model.has_begun else _("Change the award model")
    return _model_page(request, form, title, model)


def _model_page(request: HttpRequest, form: AwardModelForm, title: str, model: AwardModel | None) -> HttpResponse:
    return render(request, "grants/city/award_model_edit.html", {"form": form, "title": title, "model": model})


@city(Right.GRANTS_CALLS)
def award_model_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the use of a model, after a confirmation."""
    model = policy.get_or_404(AwardModel, pk=pk)
    if request.method != "POST":
        return render(request, "grants/city/award_model_end.html", {"model": model})
    try:
        sharing.end_model(model=model)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(label)s” has been ended.") % {"label": model.name})
    return redirect("grants:award_model_list")


@city(Right.GRANTS_READ)
def call_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The call's applications by score, and the line where money ends."""
    call = policy.get_or_404(Call.objects.only(*_OF_CALL), pk=pk)
    ranking = queries.ranking(call)
    page = Paginator(ranking.rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.named(list(page.object_list))
    context = {
        "call": call,
        "ranking": ranking,
        "page": page,
        "left": queries.unshared_cents(ranking),
        "allocation": _shared_last(call),
        "may_share": policy.allows("grants.share_money", call),
    }
    return render(request, "grants/city/call_ranking.html", context)


def _shared_last(call: Call) -> Allocation | None:
    rows = policy.visible(Allocation).filter(call=call).select_related("model")
    return rows.only("made_at", "model__name_fi", "model__name_sv", "model__name_en").first()


@city(Right.GRANTS_PROPOSE)
def call_share(request: HttpRequest, pk: int) -> HttpResponse:
    """What if: each model with so much money, and one of them application by application. Nothing is stored."""
    call = policy.get_or_404(Call.objects.only(*_OF_CALL), pk=pk)
    ranking = queries.ranking(call)
    left = max(0, queries.unshared_cents(ranking))
    form = MoneyToShareForm(request.GET if "money" in request.GET else None, call=call, initial={"money": left})
    right = form.is_bound and form.is_valid()
    money = form.cleaned_data["money"] if right else left
    tried = [queries.what_if(ranking, model, money) for model in form.models]
    shown = next((one for one in tried if right and one.model == form.cleaned_data["model"]), None)
    page = Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page")) if shown else None
    if page is not None:
        page.object_list = queries.named(list(page.object_list))
    context = {
        "call": call,
        "ranking": ranking,
        "form": form,
        "left": left,
        "money": money,
        "typed": written_sum(money),
        "tried": tried,
        "shown": shown,
        "page": page,
    }
    return render(request, "grants/city/call_share.html", context)


@city(Right.GRANTS_PROPOSE)
def call_share_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be proposed, in figures; then the proposals, which go to the decision maker."""
    call = policy.get_or_404(Call, pk=pk)
    form = MoneyToShareForm(request.POST or request.GET, call=call)
    if not form.is_valid() or form.cleaned_data["model"] is None:
        return redirect("grants:call_share", pk=pk)
    money, model = form.cleaned_data["money"], form.cleaned_data["model"]
    status = 200
    if request.method == "POST":
        try:
            made = sharing.make_proposals(call=call, model=model, money_cents=money)
        except Refused as refusal:
            refuse(form, str(refusal))
            status = 422
        else:
            messages.success(request, _("The proposals are being made. This page shows how far they are."))
            return redirect("grants:allocation_detail", pk=made.pk)
    ranking = queries.ranking(call)
    shown = queries.what_if(ranking, model, money)
    context = {"call": call, "form": form, "money": money, "typed": written_sum(money), "shown": shown}
    return render(request, "grants/city/call_share_confirm.html", context, status=status)


@city(Right.GRANTS_READ)
def allocation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A sharing as it was computed, with its numbers, and how far its proposals are."""
    made = policy.get_or_404(Allocation.objects.select_related("call", "model", "made_by", "job"), pk=pk)
    rows = made.rows.filter(application__in=policy.visible(Application)).order_by("rank", "pk")
    page = Paginator(rows.select_related("application__association"), PER_PAGE).get_page(request.GET.get("page"))
    # Named by case number: what is shut to the reader isn't told of here either.
    known = rows.order_by().values("application__case_number")
    errors = JobError.objects.filter(job=made.job, item__in=known).order_by("pk")[:PER_PAGE] if made.job else []
    context = {
        "allocation": made,
        "page": page,
        "errors": errors,
        "at_work": made.job is not None and made.job.state in UNFINISHED,
    }
    return render(request, "grants/city/allocation_detail.html", context)
