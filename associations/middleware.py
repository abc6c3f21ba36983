"""Puts on each request for whom it acts, and makes the actor act so."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from associations.acting import acting, as_party
from portal.actor import Actor
from portal.actor import acting as named


class ActingAsMiddleware:
    """Runs after ActorMiddleware: ``request.acting`` for the pages, ``request.actor`` and the journal's actor too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_user:
            request.acting = None  # type: ignore[attr-defined]
            return self.get_response(request)
        found = acting(request, actor)
        request.acting = found  # type: ignore[attr-defined]
        request.actor = as_party(replace(actor, tied_to=found.tied_to), found.party)  # type: ignore[attr-defined]
        with named(request.actor):  # type: ignore[attr-defined]
            return self.get_response(request)
