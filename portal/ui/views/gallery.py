"""All components in all their states, for whoever builds a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.ui.pages import public


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    return render(request, "ui/gallery.html")
