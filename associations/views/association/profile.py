"""The association's own profile: the whole of it, and its themes one by one."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.enums import Area, ProfilePart
from associations.forms.profile import AccessibilityForm, BasicsForm, LogoForm, TextsForm
from associations.forms.seen import SeenForm
from associations.models import Association
from associations.pages import member
from associations.queries import overview as queries
from associations.queries.editing import stored
from associations.services import logos
from associations.services import profile as services
from associations.views.association.saving import own_association, saved, taken_back
from portal import actor as actors
from portal import clock, policy
from portal.workflow import Refused, Stale

# So many papers and accounts the overview shows; the rest is on their own pages.
SHORT = 5


def _owner(pk: int) -> int | None:
    """The association itself."""
    return Association.objects.filter(pk=pk).values_list("pk", flat=True).first()


@member()
def profile(request: HttpRequest) -> HttpResponse:
    """What the public sees theme by theme, what is missing, and the papers; every member reads it."""
    association = own_association()
    shown = queries.overview(association)
    context = {
        "association": association,
        "shown": shown,
        "gaps": shown.gaps(),
        "papers": queries.papers(list(queries.documents(association)[:SHORT])),
        "accounts": queries.accounts(association).filter(ended_on__isnull=True)[:SHORT],
        "edits": policy.allows("associations.edit_profile", association),
        "manages": policy.allows("associations.manage_people", association),
        "confirmed": association.checked_on is not None and association.checked_on.year == clock.today().year,
    }
    return render(request, "associations/association/profile.html", context)


@member(Area.PROFILE, owner=_owner)
def facts_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the reminder leads: all facts, and one button that says that they are right."""
    if pk != actors.current().acting_for:
        raise Http404
    association = own_association()
    if request.method == "POST":
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
        try:
            services.confirm_facts(association=association, version=version)
        except Stale:
            messages.warning(request, _("Something was changed in between. Look once more, and confirm again."))
            return redirect("associations:facts_confirm", pk=pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you. The profile now says that you checked it today."))
        return redirect("associations:profile")
    shown = queries.overview(association)
    context = {"association": association, "shown": shown, "gaps": shown.gaps(), "edits": True, "manages": False}
    return render(request, "associations/association/facts_confirm.html", context)


def _theme(request: HttpRequest, part: ProfilePart, form_class: type[SeenForm], template: str) -> HttpResponse:
    association = own_association()
    form = form_class(
        request.POST if request.method == "POST" else None,
        stored=stored(association, part),
        version=association.version,
    )
    typed = taken_back(request, form)
    if request.method == "POST" and form.is_valid():
        edit = partial(services.edit, association=association, part=part, values=form.values(), shown=form.shown())
        if saved(form, edit, association, part):
            association.refresh_from_db(fields=["name_doubt"])
            messages.success(request, _("Saved."))
            if association.name_doubt:
                messages.warning(request, _("The name has letters that can be taken for others. The city looks at it."))
            return redirect("associations:profile")
    return render(request, template, {"association": association, "form": form, "typed": typed})


@member(Area.PROFILE)
def profile_texts(request: HttpRequest) -> HttpResponse:
    """Names, sentence, description and how to join, in three languages."""
    return _theme(request, ProfilePart.TEXTS, TextsForm, "associations/association/profile_texts.html")


@member(Area.PROFILE)
def profile_basics(request: HttpRequest) -> HttpResponse:
    """Sectors, districts, groups, languages, size."""
    return _theme(request, ProfilePart.BASICS, BasicsForm, "associations/association/profile_basics.html")


@member(Area.PROFILE)
def profile_accessibility(request: HttpRequest) -> HttpResponse:
    """What makes the activity accessible."""
    return _theme(
        request, ProfilePart.ACCESSIBILITY, AccessibilityForm, "associations/association/profile_accessibility.html"
    )


@member(Area.PROFILE)
def profile_logo(request: HttpRequest) -> HttpResponse:
    """Give a picture to be the logo."""
    association = own_association()
    form = LogoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        give = partial(logos.set_logo, association=association, content=form.cleaned_data["picture"])
        if saved(form, give, association, ProfilePart.LOGO):
            messages.success(request, _("The logo is in place."))
            return redirect("associations:profile")
    context = {"association": association, "form": form}
    return render(request, "associations/association/profile_logo.html", context)


@require_POST
@member(Area.PROFILE)
def logo_remove(request: HttpRequest) -> HttpResponse:
    """Show no logo any more."""
    try:
        logos.remove_logo(association=own_association())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The logo has been removed."))
    return redirect("associations:profile_logo")
