"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.ui import home as front
from portal.ui.pages import public


@public(topics=front.TOPICS)
def home(request: HttpRequest) -> HttpResponse:
    """Ways in, and what is open now."""
    return render(request, "ui/home.html", {"blocks": front.blocks()})
