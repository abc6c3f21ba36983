"""Machine addresses of files; mounted without a language."""

from django.urls import path

from portal.files import views

app_name = "files"

urlpatterns = [
    path("tiedostot/<uuid:key>/", views.download, name="download"),
]
