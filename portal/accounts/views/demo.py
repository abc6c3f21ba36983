"""The demo's own pages: being anybody with one click, and reading the mails. Elsewhere they aren't there (404)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from portal.accounts import demo, mailbox
from portal.accounts.middleware import DEMO_SESSION_KEY
from portal.accounts.models import User
from portal.ui.pages import public

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _only_in_demo(view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@_only_in_demo
def choose(request: HttpRequest) -> HttpResponse:
    """Everybody whom one may be."""
    return render(request, "accounts/demo/choose.html", {"groups": demo.groups()})


@public
@require_POST
@_only_in_demo
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Be that person from now on. The click stands in for password and second factor."""
    user = get_object_or_404(User, pk=pk, is_active=True, is_superuser=False)
    request.session.flush()
    login(request, user, backend="portal.accounts.backends.EmailBackend")
    request.session[DEMO_SESSION_KEY] = True
    return redirect(settings.LOGIN_REDIRECT_URL)


@public
@_only_in_demo
def mails(request: HttpRequest) -> HttpResponse:
    """The mails, newest first."""
    return render(
        request, "accounts/demo/mails.html", {"mails": mailbox.newest(), "kept": mailbox.folder() is not None}
    )


@public
@_only_in_demo
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail."""
    found = mailbox.read(name)
    if found is None:
        raise Http404
    return render(request, "accounts/demo/mail.html", {"mail": found})
