"""The library of texts, as the city keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.enums import PhraseKind, PhraseState
from grants.forms.phrases import NewPhraseForm, PhraseForm
from grants.models import Phrase
from grants.services import phrases
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


@city(Right.GRANTS_CALLS)
def phrase_list(request: HttpRequest) -> HttpResponse:
    """The texts in use, or those that have ended, by kind."""
    chosen = PhraseState.ENDED if request.GET.get("state") == PhraseState.ENDED else PhraseState.OFFERED
    kind = request.GET.get("kind", "")
    rows = policy.visible(Phrase).filter(state=chosen).order_by("kind", "pk")
    if kind in PhraseKind.values:
        rows = rows.filter(kind=kind)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": PhraseState.choices,
        "kinds": PhraseKind.choices,
        "chosen": chosen,
        "chosen_kind": kind,
    }
    return render(request, "grants/city/phrase_list.html", context)


@city(Right.GRANTS_CALLS)
def phrase_add(request: HttpRequest) -> HttpResponse:
    """A new text."""
    form = NewPhraseForm(request.POST or None, initial=initial(request, kind=request.GET.get("kind", "")))
    if request.method == "POST" and form.is_valid():
        try:
            phrases.add_phrase(kind=PhraseKind(form.cleaned_data["kind"]), texts=form.written())
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The text is in the library."))
            return redirect("grants:phrase_list")
    return render(request, "grants/city/phrase_add.html", {"form": form})


@city(Right.GRANTS_CALLS)
def phrase_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a text for those who use it from now on."""
    phrase = policy.get_or_404(Phrase, pk=pk)
    form = PhraseForm(request.POST or None, initial=initial(request, **PhraseForm.columns(phrase, "text")))
    if request.method == "POST" and form.is_valid():
        try:
            phrases.change_phrase(phrase=phrase, texts=form.written(), version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Saved."))
            return redirect("grants:phrase_list")
    return render(request, "grants/city/phrase_edit.html", {"form": form, "phrase": phrase})


@require_POST
@city(Right.GRANTS_CALLS)
def phrase_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text out of use."""
    phrase = policy.get_or_404(Phrase, pk=pk)
    try:
        phrases.end_phrase(phrase=phrase)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The text isn’t offered any more. What was written with it stays."))
    return redirect("grants:phrase_list")


@require_POST
@city(Right.GRANTS_CALLS)
def phrase_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text into use again."""
    phrase = policy.get_or_404(Phrase, pk=pk)
    try:
        phrases.restore_phrase(phrase=phrase)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The text is offered again."))
    return redirect("grants:phrase_list")
