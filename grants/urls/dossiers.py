"""The whole matter of an application as a file."""

from django.urls import path

from grants.views import dossiers

urlpatterns = [
    path("kaupunki/avustukset/<int:pk>/asiakirjat/", dossiers.dossier_detail, name="dossier_detail"),
    path("kaupunki/asiakirjat/<int:pk>/poista/", dossiers.dossier_remove, name="dossier_remove"),
]
