"""The decorator of pages that a person sees on behalf of an association."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from associations.acting import Acting
from associations.enums import Area
from portal import actor as actors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Owner = Callable[..., int | None]


def member(area: Area | None = None, *, owner: Owner | None = None) -> Callable[[View[P]], View[P]]:
    """The page is for somebody who acts for an association, with rights in the area where one is named.

    Who acts for the city or nobody is asked for whom they act first, and comes back. ``owner`` names the association
    to which the page's object belongs: a link in a mail then leads a person who acts for several associations to the
    right one and not to "not found".
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actors.current()
            try:
                if actor.acting_for is None:
                    raise Http404
                if area is not None and area not in actor.areas:
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            except Http404:
                other = owner(*args, **kwargs) if owner is not None else None
                if other is not None and other != actor.acting_for:
                    name = _name_of(request, other)
                    if name is not None:
                        messages.info(
                            request, _("This matter belongs to %(name)s. Act for it to go on.") % {"name": name}
                        )
                        return _choose(request)
                if actor.acting_for is None and owner is None:
                    messages.info(request, _("Choose first for which association you act."))
                    return _choose(request)
                raise

        return guarded

    return decorate


def _name_of(request: HttpRequest, association_id: int) -> str | None:
    """The association's name, when the person may act for it."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return next((party.label for party in acting.parties if party.key == association_id), None)


def _choose(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('associations:acting_switch')}?{urlencode({'next': request.get_full_path()})}")
