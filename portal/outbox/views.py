"""The reader's pages: any signed-in person, and only their own messages."""

from __future__ import annotations

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actor as actors
from portal import policy, translated
from portal.accounts.models import User
from portal.outbox import bounces, queries, rendering, services
from portal.outbox.forms import PreferencesForm
from portal.outbox.models import Message, OutboxSettings, Preference

MESSAGES_PER_PAGE = 25


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The person's messages, newest first."""
    page = Paginator(policy.visible(Message), MESSAGES_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "outbox/inbox.html",
        {
            "page": page,
            "lines": queries.lines(page.object_list, translated.active()),
            "unread": queries.unread_count(actors.current().person_id),
            "bouncing": queries.own_bouncing(actors.current().person_id),
        },
    )


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message. Opening it marks it as read; doing so again changes nothing, so a GET may."""
    found = policy.get_or_404(Message, pk=pk)
    if found.is_unread and request.method == "GET":
        services.mark_read(found)
    language = translated.active()
    return render(
        request,
        "outbox/message.html",
        {
            "message": found,
            "title": queries.title(found, language),
            "body": queries.body(found, language),
            "path": rendering.path_in(found, language),
        },
    )


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the whole inbox as read."""
    services.mark_all_read(_person())
    return redirect("outbox:inbox")


def preferences(request: HttpRequest) -> HttpResponse:
    """How the person wants to hear."""
    person = _person()
    hours = OutboxSettings.objects.filter(user=person).first() or OutboxSettings()
    chosen = dict(Preference.objects.filter(user=person).values_list("kind", "channel"))
    form = PreferencesForm(request.POST or None, initial=PreferencesForm.initial_of(chosen, hours))
    if request.method == "POST" and form.is_valid():
        services.choose(
            person,
            channels=form.channels,
            quiet_from=form.cleaned_data["quiet_from"],
            quiet_until=form.cleaned_data["quiet_until"],
            digest_hour=form.cleaned_data["digest_hour"],
        )
        notices.success(request, _("Your choices have been saved. They hold for messages from now on."))
        return redirect("outbox:preferences")
    return render(
        request, "outbox/preferences.html", {"form": form, "bouncing": queries.own_bouncing(actors.current().person_id)}
    )


@require_POST
def address_works(request: HttpRequest) -> HttpResponse:
    """The person says that their address takes mail again. If it doesn't, the next mail that comes back tells."""
    if bounces.clear(_person().email):
        notices.success(request, _("Thank you. We write to the address again."))
    return redirect("outbox:inbox")


def _person() -> User:
    return User.objects.get(pk=actors.current().person_id)
