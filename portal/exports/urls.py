"""The addresses of exports."""

from django.urls import path

from portal.exports import views

app_name = "exports"

urlpatterns = [
    path("kaupunki/lataukset/", views.export_list, name="export_list"),
    path("kaupunki/lataukset/pyyda/", views.export_ask, name="export_ask"),
    path("kaupunki/lataukset/<int:pk>/poista/", views.export_remove, name="export_remove"),
]
