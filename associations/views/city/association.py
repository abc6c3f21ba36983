"""The city's page about one association, and its register data."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.forms.register import RegisterDataForm
from associations.models import Association
from associations.policy import shut_out
from associations.services import register
from portal import actor as actors
from portal import gathered, policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale


def _association(pk: int) -> Association:
    rows = Association.objects.select_related("sector", "merged_into")
    return policy.get_or_404(rows, pk=pk)


@city(Right.ASSOCIATIONS_READ)
def association_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one association that the employee may see, as the parts of the portal tell it."""
    association = _association(pk)
    actor = actors.current()
    shut = shut_out(actor, "pk")
    context = {
        "association": association,
        "sections": gathered.of(actor, association),
        "tied": shut is not None and Association.objects.filter(shut, pk=pk).exists(),
    }
    return render(request, "associations/city/association_handle.html", context)


@city(Right.ASSOCIATIONS_EDIT)
def register_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the register data right."""
    association = _association(pk)
    if not policy.allows("associations.verify_association", association):
        raise PermissionDenied
    form = RegisterDataForm(request.POST or None, initial=RegisterDataForm.initial_of(association))
    theirs: Association | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(association, form)
        except Stale as stale:
            theirs = cast(Association, stale.current)
            form.know(theirs)
            refuse(form, stale_sentence())
        except (Refused, ValidationError) as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("The register data have been saved."))
            return redirect("associations:association_handle", pk=pk)
    context = {"form": form, "association": association, "theirs": _differences(form, theirs)}
    return render(request, "associations/city/register_edit.html", context)


def _save(association: Association, form: RegisterDataForm) -> None:
    register.edit_register_data(
        association=association,
        changes=form.changes(),
        reason=form.cleaned_data["reason"],
        version=form.cleaned_data["version"],
    )


def _show(form: RegisterDataForm, refusal: Refused | ValidationError) -> None:
    """Put what the service refused where it belongs."""
    if isinstance(refusal, Refused):
        refuse(form, str(refusal))
        return
    for field, sentences in refusal.message_dict.items():
        for sentence in sentences:
            refuse(form, sentence, field)


def _differences(form: RegisterDataForm, theirs: Association | None) -> list[tuple[str, str, str]]:
    """Where the stored row and the typed values differ: label, as it is stored now, as it was typed."""
    if theirs is None:
        return []
    stored = RegisterDataForm(None, initial=RegisterDataForm.initial_of(theirs))
    return [
        (str(field.label), str(stored[name].value() or "–"), str(form[name].value() or "–"))
        for name, field in form.fields.items()
        if name in RegisterDataForm.FIELDS and form.cleaned_data.get(name) != getattr(theirs, name)
    ]
