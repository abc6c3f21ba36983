"""The rules, their history, and their values to come: for employees who edit them, and auditors, who read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import clock, policy
from portal.accounts.enums import Right
from portal.dated import queries, registry, services
from portal.dated.forms import ValueForm
from portal.dated.models import DatedValue
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules under their headings."""
    _may_read()
    return render(request, "dated/city/rule_list.html", {"groups": queries.groups()})


def rule_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: its number today, its history, what comes, and the form for a new value."""
    _may_read()
    rule = registry.known().get(name)
    if rule is None:
        raise Http404
    form = ValueForm(request.POST or None, rule=rule)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_value(name, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Saved. The rule has its new value from that day on."))
            return redirect("dated:rule_detail", name=name)
    rows = DatedValue.objects.filter(name=name).select_related("set_by").order_by("-valid_from")
    context = {
        "rule": rule,
        "form": form,
        "rows": rows,
        "today": clock.today(),
        "value": queries.value(name),
        "may_change": policy.allows("dated.set_value"),
    }
    return render(request, "dated/city/rule_detail.html", context)


@require_POST
@city(Right.RULES_EDIT)
def value_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a value that hasn't begun."""
    row = get_object_or_404(DatedValue, pk=pk)
    try:
        services.remove_value(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The value to come has been removed."))
    return redirect("dated:rule_detail", name=row.name)


def _may_read() -> None:
    if not policy.allows("dated.view_rules"):
        raise PermissionDenied
