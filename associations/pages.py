"""The decorator of pages that a person sees on behalf of an association."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from associations.enums import Area
from portal import actor as actors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def member(area: Area | None = None) -> Callable[[View[P]], View[P]]:
    """The page is for somebody who acts for an association, with rights in the area where one is named.

    Who acts for the city or nobody is asked for whom they act first, and comes back.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actors.current()
            if actor.acting_for is None:
                messages.info(request, _("Choose first for which association you act."))
                back = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('associations:acting_switch')}?{back}")
            if area is not None and area not in actor.areas:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
