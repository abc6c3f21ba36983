"""The ui's own pages, under the language."""

from django.urls import path

from portal.ui.views import about, gallery

app_name = "ui"

urlpatterns = [
    path("tietoa/", about.about, name="about"),
    path("saavutettavuus/", about.accessibility, name="accessibility"),
    path("tietosuoja/", about.privacy, name="privacy"),
    path("galleria/", gallery.gallery, name="gallery"),
]
