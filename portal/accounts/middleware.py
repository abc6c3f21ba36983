"""What stands between a request and the views: the actor, the second factor, and text typed before a sign-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import structlog
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal import clock
from portal.accounts.models import StaffAssignment, User
from portal.accounts.typed import keep_typed
from portal.actor import ANONYMOUS, Actor, acting
from portal.prepared import Prepared

GetResponse = Callable[[HttpRequest], HttpResponse]

_ROLES = Prepared(
    lambda person, day: StaffAssignment.objects.in_force(day).filter(user=person).values_list("role"), int, date
)

# Signed in by the demo's one click: only where settings.DEMO holds, and it stands in for the second factor.
DEMO_SESSION_KEY = "demo_sign_in"


def actor_of(user: User, request_id: str = "") -> Actor:
    """The signed-in person with the staff roles in force today, read anew on every request (cases.md 24)."""
    roles = frozenset(role for (role,) in _ROLES.tuples(user.pk, clock.today()))
    return Actor("user", user_id=user.pk, label=str(user), staff_roles=roles, request_id=request_id)


class ActorMiddleware:
    """Names the actor for all that the request does."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        who = ANONYMOUS
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            # Nobody to look for. Asking `request.user` would open the session, and the answer would vary on the
            # cookie: no cache could keep it.
            request.user = AnonymousUser()
        elif request.user.is_authenticated:
            request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
            who = actor_of(request.user, request_id)
        request.actor = who  # type: ignore[attr-defined]
        with acting(who):
            return self.get_response(request)


class KeepTypedTextMiddleware:
    """A form sent after the session ended comes back after sign-in with its text (cases.md 26)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> None:
        """Put the typed text aside when LoginRequiredMiddleware, next in line, will send the person to sign in."""
        if request.method == "POST" and getattr(view, "login_required", True) and not request.user.is_authenticated:
            keep_typed(request)


class StaffMfaMiddleware:
    """City employees use the portal only after a second factor.

    allauth has no "require" setting, so the session's authentication records are looked at.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Send staff without a second factor to where it is set up; public pages and sign-in stay open."""
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.staff_roles or not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        if match is not None and (match.url_name or "").startswith(("mfa_", "account_")):
            return None
        if has_second_factor(request):
            return None
        messages.info(request, _("City employees sign in with a second factor. Set it up first."))
        return redirect("mfa_activate_totp")


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was signed in with TOTP or a recovery code, or by the demo's one click."""
    if settings.DEMO and request.session.get(DEMO_SESSION_KEY):
        return True
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(record.get("method") == "mfa" for record in records)
