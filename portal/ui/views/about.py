"""About the cooperation, and the statements that the law asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import retention
from portal.translated import active
from portal.ui import figures
from portal.ui.pages import public


@public(topics=figures.TOPICS)
def about(request: HttpRequest) -> HttpResponse:
    """The operating model's four parts in plain language, and associations' work in figures."""
    return render(request, "ui/about.html", {"figures": figures.html(active(), request)})


@public(topics=())
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (306/2019)."""
    return render(request, "ui/accessibility.html")


@public(topics=("rules",))
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice (GDPR, articles 13 and 14), with the months of the retention plan as they are today."""
    context = {"plan": retention.plan(), "statutory": retention.statutories()}
    return render(request, "ui/privacy.html", context)
