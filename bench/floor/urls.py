"""One address: ``/<key>/<bytes>/``."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.floor.models import Sector


def floor(request: HttpRequest, pk: int, size: int) -> HttpResponse:
    """The row's name, filled up to so many bytes."""
    sector = Sector.objects.get(pk=pk)
    return HttpResponse(sector.name_fi.encode().ljust(size))


urlpatterns = [path("<int:pk>/<int:size>/", floor)]
