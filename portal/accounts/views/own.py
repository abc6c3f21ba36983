"""One's own account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal import actor as actors
from portal.accounts.forms import ProfileForm
from portal.accounts.models import User


def profile(request: HttpRequest) -> HttpResponse:
    """Names, language, and the ways to everything else that is the person's own."""
    user = User.objects.get(pk=actors.current().person_id)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details have been saved."))
        return redirect("accounts:profile")
    # The form writes into its object, also what it refuses; the page shows the person as stored.
    person = User.objects.get(pk=user.pk) if form.errors else user
    has_totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return render(request, "accounts/profile.html", {"form": form, "person": person, "has_totp": has_totp})
