"""Weekly times and meeting places of the association."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from associations.enums import Area, ProfilePart
from associations.forms.times import PLACE_FIELDS, TIME_FIELDS, PlaceForm, TimeForm
from associations.models import ActivityTime, MeetingPlace
from associations.pages import member
from associations.queries import overview as queries
from associations.services import times as services
from associations.views.association.saving import (
    Rows,
    own_association,
    removed,
    row_add,
    row_edit,
    row_remove,
    row_restore,
)
from portal import clock

PER_PAGE = 50

TIMES = Rows(
    model=ActivityTime,
    part=ProfilePart.TIMES,
    form=TimeForm,
    fields=TIME_FIELDS,
    name="time",
    home="associations:time_list",
    words={
        "list": _("Times and places"),
        "add": _("Add a weekly time"),
        "edit": _("Edit the weekly time"),
        "remove": _("Remove the weekly time?"),
        "added": _("The time has been added."),
    },
    add=services.add_time,
    change=services.change_time,
    remove=services.remove_time,
)
PLACES = Rows(
    model=MeetingPlace,
    part=ProfilePart.PLACES,
    form=PlaceForm,
    fields=PLACE_FIELDS,
    name="place",
    home="associations:time_list",
    words={
        "list": _("Times and places"),
        "add": _("Add a meeting place"),
        "edit": _("Edit the meeting place"),
        "remove": _("Remove the meeting place?"),
        "added": _("The place has been added."),
    },
    add=services.add_place,
    change=services.change_place,
    remove=services.remove_place,
)


@member(Area.PROFILE)
def time_list(request: HttpRequest) -> HttpResponse:
    """All weekly times and places, with what can be done to them."""
    association = own_association()
    context = {
        "association": association,
        "page": Paginator(queries.times(association), PER_PAGE).get_page(request.GET.get("page")),
        "places": Paginator(queries.places(association), PER_PAGE).get_page(request.GET.get("places")),
        "today": clock.today(),
        "removed": removed(request, association, TIMES) or removed(request, association, PLACES),
        "restore": TIMES.address("restore") if removed(request, association, TIMES) else PLACES.address("restore"),
    }
    return render(request, "associations/association/time_list.html", context)


@member(Area.PROFILE)
def time_add(request: HttpRequest) -> HttpResponse:
    """Add a weekly time; ``?kopio=`` begins with those of another."""
    copied = request.GET.get("kopio", "")
    return row_add(request, TIMES, int(copied) if copied.isascii() and copied.isdigit() and len(copied) < 18 else None)


@member(Area.PROFILE, owner=TIMES.owner)
def time_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a weekly time."""
    return row_edit(request, TIMES, pk)


@member(Area.PROFILE, owner=TIMES.owner)
def time_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a weekly time."""
    return row_remove(request, TIMES, pk)


@require_POST
@member(Area.PROFILE)
def time_restore(request: HttpRequest) -> HttpResponse:
    """Put back the weekly time that was removed last."""
    return row_restore(request, TIMES)


@member(Area.PROFILE)
def place_add(request: HttpRequest) -> HttpResponse:
    """Add a meeting place."""
    return row_add(request, PLACES)


@member(Area.PROFILE, owner=PLACES.owner)
def place_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting place."""
    return row_edit(request, PLACES, pk)


@member(Area.PROFILE, owner=PLACES.owner)
def place_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a meeting place that no weekly time needs."""
    return row_remove(request, PLACES, pk)


@require_POST
@member(Area.PROFILE)
def place_restore(request: HttpRequest) -> HttpResponse:
    """Put back the meeting place that was removed last."""
    return row_restore(request, PLACES)
