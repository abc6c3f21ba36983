"""Saving, changing and removing views."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import policy
from portal.journal import services as journal
from portal.savedviews.models import QUERY_LENGTH, SavedView
from portal.savedviews.queries import MOST, kept
from portal.workflow import Refused


@transaction.atomic
def save_view(*, page: str, query: str, name: str, shared: bool = False, is_default: bool = False) -> SavedView:
    """Keep the filters of a city list for the acting employee.

    Raises PermissionDenied for a page that isn't theirs, :class:`Refused` for a name that is taken, without filters,
    or beyond the number that a page can show.
    """
    policy.require("savedviews.save_view", page)
    who = actors.current().person_id
    clean = kept(query)
    if not clean:
        raise Refused(_("Choose filters first: the whole list needs no view."))
    if len(clean) > QUERY_LENGTH:
        raise Refused(_("The filters are too long to be kept. Use fewer words."))
    if SavedView.objects.filter(user_id=who, page=page).count() >= MOST:
        raise Refused(_("You have as many views of this list as can be kept. Remove one first."))
    _refuse_taken(page, name)
    if is_default:
        _none_opens_first(page)
    view = SavedView.objects.create(
        user_id=who, page=page, query=clean, name=name, shared=shared, is_default=is_default
    )
    journal.record("savedviews.view_saved", view)
    return view


@transaction.atomic
def change_view(view: SavedView, *, name: str, shared: bool, is_default: bool) -> SavedView:
    """Rename a view of one's own, share it or not, let the list open with it or not.

    Raises Http404 or PermissionDenied from the policy, :class:`Refused` for a name that is taken.
    """
    policy.require("savedviews.change_view", view)
    _refuse_taken(view.page, name, but=view.pk)
    if is_default and not view.is_default:
        _none_opens_first(view.page)
    view.name, view.shared, view.is_default = name, shared, is_default
    view.save(update_fields=["name", "shared", "is_default"])
    journal.record("savedviews.view_changed", view)
    return view


@transaction.atomic
def remove_view(view: SavedView) -> None:
    """Remove a view of one's own; the list itself stays. Raises Http404 or PermissionDenied from the policy."""
    policy.require("savedviews.change_view", view)
    journal.record("savedviews.view_removed", view)
    view.delete()


def _refuse_taken(page: str, name: str, but: int | None = None) -> None:
    mine = SavedView.objects.filter(user_id=actors.current().person_id, page=page, name=name)
    if but is not None:
        mine = mine.exclude(pk=but)
    if mine.exists():
        raise Refused(_("You have a view with this name already."))


def _none_opens_first(page: str) -> None:
    SavedView.objects.filter(user_id=actors.current().person_id, page=page, is_default=True).update(is_default=False)
