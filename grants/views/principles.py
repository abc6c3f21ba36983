"""The grant principles: the page that everyone reads, and the city's pages on which a version is written."""

from __future__ import annotations

from datetime import time

import nh3
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from grants import queries
from grants.enums import PrinciplesState
from grants.forms.principles import AimForm, FirstDayForm, NewPrinciplesForm, PrinciplesForm
from grants.models import Aim, Principles
from grants.services import principles as services
from grants.views.sent import initial, saved, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.ui import pagecache
from portal.ui.pages import city, public
from portal.workflow import Refused, Stale

PER_PAGE = 50

# A list of versions would read them all; each may have 40,000 characters in each language.
_LONG = ("text_fi", "text_sv", "text_en")

# Lists stay plain: a paragraph that begins with "1. tammikuuta" is a date.
_MARKUP = MarkdownIt("zero", {"breaks": True}).enable(["heading", "newline"])


def _as_html(text: str, heading: str = "h2") -> SafeString:
    """Paragraphs and headings of the text; all headings are of one level, below that of their page."""
    tokens = _MARKUP.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = heading
    # The parser writes nothing else as it is; the list of tags holds when somebody lets it know more.
    written = _MARKUP.renderer.render(tokens, _MARKUP.options, {})
    return SafeString(nh3.clean(written, tags={heading, "p", "br"}, attributes={}))


@public(topics=("calls",))
def principles_list(request: HttpRequest) -> HttpResponse:
    """The principles in force, or that there are none yet; and the other versions."""
    in_force = policy.visible(Principles.objects.in_force()).first()
    return _document(request, "grants/public/principles_list.html", in_force)


@public(topics=("calls",))
def principles_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of the principles."""
    return _document(request, "grants/public/principles.html", policy.get_or_404(Principles, pk=pk))


def _document(request: HttpRequest, template: str, principles: Principles | None) -> HttpResponse:
    """The version with what serves it. The page is kept until the day on which a coming version is in force."""
    today, versions = clock.today(), list(policy.visible(Principles.objects.published()).defer(*_LONG))
    for one in versions:
        if one.valid_from > today:
            pagecache.good_until(clock.at(one.valid_from, time.min))
    context = {
        "principles": principles,
        "text": _as_html(principles.text) if principles else "",
        "aims": queries.aims_served(principles) if principles else [],
        "parts": queries.parts_served() if principles else [],
        "in_force": next((one for one in versions if one.valid_from <= today), None),
        "others": [one for one in versions if one != principles],
        "today": today,
    }
    return render(request, template, context)


@city(Right.GRANTS_CALLS)
def principles_table(request: HttpRequest) -> HttpResponse:
    """All versions, the one that begins last on top."""
    rows = policy.visible(Principles).defer(*_LONG).order_by("-valid_from", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "in_force": Principles.objects.in_force().defer(*_LONG).first()}
    return render(request, "grants/city/principles_table.html", context)


@city(Right.GRANTS_CALLS)
def principles_add(request: HttpRequest) -> HttpResponse:
    """Begin principles from nothing."""
    form = NewPrinciplesForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        made = services.add_principles(**form.cleaned_data)
        messages.success(request, _("The principles have been begun. Nobody sees them before they are published."))
        return redirect("grants:principles_build", pk=made.pk)
    return render(request, "grants/city/principles_add.html", {"form": form})


@city(Right.GRANTS_CALLS)
def principles_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version with the texts, goals and emphases of an earlier one."""
    principles = policy.get_or_404(Principles, pk=pk)
    form = FirstDayForm(request.POST or None, initial=initial(request, **FirstDayForm.a_year_later(principles)))
    if request.method == "POST" and form.is_valid():
        made = services.copy_principles(principles=principles, **form.cleaned_data)
        messages.success(request, _("The new version has been begun. Look through its texts before you publish it."))
        return redirect("grants:principles_build", pk=made.pk)
    return render(request, "grants/city/principles_copy.html", {"form": form, "principles": principles})


@city(Right.GRANTS_CALLS)
def principles_build(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it stands: facts, text, goals and emphases, and what is missing before it can be published."""
    principles = policy.get_or_404(Principles, pk=pk)
    context = {
        "principles": principles,
        "text": _as_html(principles.text, "h3"),
        "aims": principles.aims.all(),
        "missing": services.missing(principles) if principles.state == PrinciplesState.DRAFT else [],
    }
    return render(request, "grants/city/principles_build.html", context)


@city(Right.GRANTS_CALLS)
def principles_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts, day, and who adopted them."""
    principles = policy.get_or_404(Principles, pk=pk)
    if closed := _closed(request, principles):
        return closed
    form = PrinciplesForm(request.POST or None, initial=initial(request, **PrinciplesForm.initial_of(principles)))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.edit_principles(principles=principles, values=form.cleaned_data, version=version(request))

        done = saved(form, save, request, "grants:principles_build", principles.pk)
        if done is not None:
            return done
    return render(request, "grants/city/principles_edit.html", {"form": form, "principles": principles})


def _closed(request: HttpRequest, principles: Principles) -> HttpResponse | None:
    """Away from a form that can't be saved. What has been sent stays on its page, with the service's sentence."""
    if principles.state == PrinciplesState.DRAFT or request.method == "POST":
        return None
    messages.info(request, str(services.never_change()))
    return redirect("grants:principles_build", pk=principles.pk)


@city(Right.GRANTS_CALLS)
def principles_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish after a look at what everyone will see for good."""
    principles = policy.get_or_404(Principles, pk=pk)
    if principles.state != PrinciplesState.DRAFT:
        return redirect("grants:principles_build", pk=pk)
    if request.method == "POST":
        try:
            services.publish_principles(principles=principles, version=version(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Stale:
            messages.warning(request, _("Something was changed in between. Look once more, and publish again."))
            return redirect("grants:principles_publish", pk=pk)
        else:
            messages.success(request, _("Published. Everyone sees the principles now."))
        return redirect("grants:principles_build", pk=pk)
    context = {"principles": principles, "missing": services.missing(principles), "aims": principles.aims.all()}
    return render(request, "grants/city/principles_publish.html", context)


@city(Right.GRANTS_CALLS)
def aim_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a goal or an emphasis."""
    return _aim(request, policy.get_or_404(Principles, pk=pk), None)


@city(Right.GRANTS_CALLS)
def aim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a goal or an emphasis."""
    aim = _of_visible_principles(pk)
    return _aim(request, aim.principles, aim)


def _of_visible_principles(pk: int) -> Aim:
    aim = get_object_or_404(Aim.objects.select_related("principles"), pk=pk)
    policy.get_or_404(Principles, pk=aim.principles_id)
    return aim


def _aim(request: HttpRequest, principles: Principles, aim: Aim | None) -> HttpResponse:
    if closed := _closed(request, principles):
        return closed
    stored = AimForm.initial_of(aim) if aim else {}
    form = AimForm(request.POST or None, initial=initial(request, **stored))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            services.save_aim(principles=principles, aim=aim, values=form.cleaned_data, version=version(request))

        done = saved(form, save, request, "grants:principles_build", principles.pk)
        if done is not None:
            return done
    title = _("Change a goal or an emphasis") if aim else _("Add a goal or an emphasis")
    return render(request, "grants/city/principles_part.html", {"form": form, "principles": principles, "title": title})


@city(Right.GRANTS_CALLS)
def aim_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal or an emphasis out of a draft, after a confirmation."""
    aim = _of_visible_principles(pk)
    if closed := _closed(request, aim.principles):
        return closed
    if request.method != "POST":
        return render(request, "grants/city/aim_remove.html", {"principles": aim.principles, "row": aim})
    try:
        services.remove_aim(aim=aim)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(label)s” has been taken out.") % {"label": aim.label})
    return redirect("grants:principles_build", pk=aim.principles_id)
