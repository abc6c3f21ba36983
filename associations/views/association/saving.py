"""How every page of the profile fetches, saves and undoes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from associations.enums import ProfilePart
from associations.forms.seen import SeenForm
from associations.models import Association
from associations.queries.editing import last_edit, row_values
from associations.services.editing import Clash
from portal import actor as actors
from portal import policy
from portal.accounts.typed import take_typed
from portal.ui.forms import PortalForm, refuse
from portal.workflow import Refused

REMOVED = "removed_row"


def own_association() -> Association:
    """The association for which the person acts, with its sector. One query."""
    return policy.get_or_404(Association.objects.select_related("sector"), pk=actors.current().acting_for)


def saved(form: PortalForm, act: Callable[[], object], association: Association, part: ProfilePart | None) -> bool:
    """Whether it was done. A refusal stands at the form, and where two met both texts do."""
    try:
        act()
    except Clash as clash:
        if not isinstance(form, SeenForm) or part is None:
            raise
        form.show_clash(clash, last_edit(association, part))
    except Refused as refusal:
        refuse(form, str(refusal))
    else:
        return True
    return False


def taken_back(request: HttpRequest, form: SeenForm) -> bool:
    """Whether text of before the session ended was put back into the form."""
    typed = take_typed(request) if request.method == "GET" else None
    if typed is not None:
        form.take_back(typed)
    return typed is not None


@dataclass(frozen=True)
class Rows:
    """One kind of row of the profile: what it is, who writes it, and where its list is."""

    model: type[models.Model]
    part: ProfilePart
    form: type[SeenForm]
    fields: tuple[str, ...]
    name: str
    home: str
    words: Mapping[str, str | Promise]
    add: Callable[..., models.Model]
    change: Callable[..., models.Model]
    remove: Callable[..., None]

    def owner(self, pk: int) -> int | None:
        """The association to which the row belongs."""
        found: int | None = self.model._default_manager.filter(pk=pk).values_list("association_id", flat=True).first()
        return found

    def find(self, association: Association, pk: int) -> models.Model:
        """The row of the association. Raises Http404."""
        row = self.model._default_manager.filter(pk=pk, association=association).first()
        if row is None:
            raise Http404
        return row

    def address(self, verb: str, *args: int) -> str:
        """The address of one of the row's pages."""
        return reverse(f"associations:{self.name}_{verb}", args=args)


def row_add(request: HttpRequest, rows: Rows, copied: int | None = None) -> HttpResponse:
    """A page that adds a row, beginning as a copy of another where one is named."""
    association = own_association()
    initial = {}
    if copied is not None and request.method == "GET":
        stored = row_values(rows.find(association, copied), rows.fields)
        initial = {_form_name(rows, name): value for name, value in stored.items()}
    form = rows.form(_sent(request), association=association, initial=initial)
    typed = taken_back(request, form)
    if request.method == "POST" and form.is_valid():
        add = partial(rows.add, association=association, values=form.values())
        if saved(form, add, association, rows.part):
            messages.success(request, str(rows.words["added"]))
            return redirect(rows.home)
    return _page(request, rows, form, str(rows.words["add"]), rows.address("add"), typed)


def row_edit(request: HttpRequest, rows: Rows, pk: int) -> HttpResponse:
    """A page that changes a row. What was typed into one that somebody else removed can be added anew."""
    association = own_association()
    row = rows.model._default_manager.filter(pk=pk, association=association).select_related("association").first()
    if row is None:
        if request.method != "POST" or rows.owner(pk) is not None:
            raise Http404
        form = rows.form(request.POST, association=association)
        refuse(form, _("Somebody else removed this in between. Save to add it anew."))
        return _page(request, rows, form, str(rows.words["add"]), rows.address("add"), typed=False)
    stored = row_values(row, rows.fields)
    form = rows.form(_sent(request), association=association, stored=stored, version=association.version)
    typed = taken_back(request, form)
    if request.method == "POST" and form.is_valid():
        change = partial(rows.change, row=row, values=form.values(), shown=form.shown())
        if saved(form, change, association, rows.part):
            messages.success(request, _("Saved."))
            return redirect(rows.home)
    return _page(request, rows, form, str(rows.words["edit"]), rows.address("edit", pk), typed)


def row_remove(request: HttpRequest, rows: Rows, pk: int) -> HttpResponse:
    """Ask, then remove; what was removed can be put back from the list as long as the session lasts."""
    association = own_association()
    row = rows.find(association, pk)
    form = PortalForm(_sent(request))
    if request.method == "POST":
        kept = {name: _as_text(value) for name, value in row_values(row, rows.fields).items()}
        if saved(form, partial(rows.remove, row=row), association, rows.part):
            request.session[REMOVED] = {"of": association.pk, "kind": rows.name, "what": str(row), "values": kept}
            return redirect(rows.home)
    context = {"rows": rows, "row": row, "form": form, "title": str(rows.words["remove"]), "home": reverse(rows.home)}
    return render(request, "associations/association/row_remove.html", context)


def row_restore(request: HttpRequest, rows: Rows) -> HttpResponse:
    """Add what was removed last once more."""
    association = own_association()
    kept = request.session.pop(REMOVED, None)
    if kept is None or (kept["of"], kept["kind"]) != (association.pk, rows.name):
        messages.info(request, _("There is nothing to put back any more."))
        return redirect(rows.home)
    data = {_form_name(rows, name): value for name, value in kept["values"].items()}
    form = rows.form(data, association=association)
    add = partial(rows.add, association=association)
    if form.is_valid() and saved(form, lambda: add(values=form.values()), association, rows.part):
        messages.success(request, _("It is back: %(what)s") % {"what": kept["what"]})
        return redirect(rows.home)
    # What it belonged to may be gone: the person puts it right and saves.
    return _page(request, rows, form, str(rows.words["add"]), rows.address("add"), typed=False)


def removed(request: HttpRequest, association: Association, rows: Rows) -> str:
    """What was removed last on this page and can be put back; '' for nothing."""
    kept = request.session.get(REMOVED)
    if kept is None or (kept["of"], kept["kind"]) != (association.pk, rows.name):
        return ""
    return str(kept["what"])


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_name(rows: Rows, service_name: str) -> str:
    return next((name for name, other in rows.form.service_names.items() if other == service_name), service_name)


def _as_text(value: Any) -> str:
    """As the form reads it back."""
    if isinstance(value, (date, time)):
        return value.isoformat(timespec="minutes") if isinstance(value, time) else value.isoformat()
    return "" if value is None else str(value)


def _page(
    request: HttpRequest, rows: Rows, form: SeenForm, title: str, action: str, typed: bool = False
) -> HttpResponse:
    context = {"rows": rows, "form": form, "title": title, "action": action, "home": reverse(rows.home), "typed": typed}
    return render(request, "associations/association/row_edit.html", context)
