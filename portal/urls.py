"""Every door of the house, by name. Pages are prefixed by language; machine addresses aren't."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
