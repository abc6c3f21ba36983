"""Contact ways and links of the association."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from associations.enums import Area, ProfilePart
from associations.forms.contacts import LINK_FIELDS, WAY_FIELDS, LinkForm, WayForm
from associations.models import ContactWay, Link
from associations.pages import member
from associations.services import contacts as services
from associations.views.association.saving import (
    Rows,
    own_association,
    removed,
    row_add,
    row_edit,
    row_remove,
    row_restore,
)
from portal import policy
from portal.workflow import Refused

PER_PAGE = 50

WAYS = Rows(
    model=ContactWay,
    part=ProfilePart.CONTACTS,
    form=WayForm,
    fields=WAY_FIELDS,
    name="way",
    home="associations:way_list",
    words={
        "list": _("Contact ways"),
        "add": _("Add a contact way"),
        "edit": _("Edit the contact way"),
        "remove": _("Remove the contact way?"),
        "added": _("The contact way has been added."),
    },
    add=services.add_way,
    change=services.change_way,
    remove=services.remove_way,
)
LINKS = Rows(
    model=Link,
    part=ProfilePart.LINKS,
    form=LinkForm,
    fields=LINK_FIELDS,
    name="link",
    home="associations:link_list",
    words={
        "list": _("Links"),
        "add": _("Add a link"),
        "edit": _("Edit the link"),
        "remove": _("Remove the link?"),
        "added": _("The link has been added."),
    },
    add=services.add_link,
    change=services.change_link,
    remove=services.remove_link,
)


@member(Area.PROFILE)
def way_list(request: HttpRequest) -> HttpResponse:
    """All contact ways in their order, public and private."""
    association = own_association()
    rows = policy.visible(association.contact_ways.all())
    context = {
        "association": association,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "removed": removed(request, association, WAYS),
        "restore": WAYS.address("restore"),
    }
    return render(request, "associations/association/way_list.html", context)


@member(Area.PROFILE)
def way_add(request: HttpRequest) -> HttpResponse:
    """Add a contact way."""
    return row_add(request, WAYS)


@member(Area.PROFILE, owner=WAYS.owner)
def way_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a contact way."""
    return row_edit(request, WAYS, pk)


@member(Area.PROFILE, owner=WAYS.owner)
def way_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a contact way."""
    return row_remove(request, WAYS, pk)


@require_POST
@member(Area.PROFILE)
def way_restore(request: HttpRequest) -> HttpResponse:
    """Put back the contact way that was removed last."""
    return row_restore(request, WAYS)


@require_POST
@member(Area.PROFILE, owner=WAYS.owner)
def way_move_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact way before the one above it."""
    return _up(request, WAYS, services.move_way_up, pk)


@member(Area.PROFILE)
def link_list(request: HttpRequest) -> HttpResponse:
    """All links in their order."""
    association = own_association()
    context = {
        "association": association,
        "page": Paginator(association.links.all(), PER_PAGE).get_page(request.GET.get("page")),
        "removed": removed(request, association, LINKS),
        "restore": LINKS.address("restore"),
    }
    return render(request, "associations/association/link_list.html", context)


@member(Area.PROFILE)
def link_add(request: HttpRequest) -> HttpResponse:
    """Add a link."""
    return row_add(request, LINKS)


@member(Area.PROFILE, owner=LINKS.owner)
def link_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a link."""
    return row_edit(request, LINKS, pk)


@member(Area.PROFILE, owner=LINKS.owner)
def link_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a link."""
    return row_remove(request, LINKS, pk)


@require_POST
@member(Area.PROFILE)
def link_restore(request: HttpRequest) -> HttpResponse:
    """Put back the link that was removed last."""
    return row_restore(request, LINKS)


@require_POST
@member(Area.PROFILE, owner=LINKS.owner)
def link_move_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a link before the one above it."""
    return _up(request, LINKS, services.move_link_up, pk)


def _up(request: HttpRequest, rows: Rows, move: Callable[..., None], pk: int) -> HttpResponse:
    row = rows.find(own_association(), pk)
    try:
        move(row=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(rows.home)
