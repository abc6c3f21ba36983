"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.ui import home as front
from portal.ui.pages import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Ways in, and what is open now. Not kept in the page cache: calls open and close by the clock."""
    return render(request, "ui/home.html", {"blocks": front.blocks()})
