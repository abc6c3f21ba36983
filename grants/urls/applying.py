"""Applying, and the matter as the association sees it."""

from django.urls import path

from grants.views import applying, association

urlpatterns = [
    path("avustukset/<int:pk>/hae/", applying.application_start, name="application_start"),
    path("hakemukset/<int:pk>/", association.application_detail, name="application_detail"),
    path("hakemukset/<int:pk>/muokkaa/", applying.application_edit, name="application_edit"),
    path("hakemukset/<int:pk>/tallenna/", applying.answer_save, name="answer_save"),
    path("hakemukset/<int:pk>/tarkista/", applying.application_check, name="application_check"),
    path("hakemukset/<int:pk>/kopioi/", applying.application_copy, name="application_copy"),
    path("hakemukset/<int:pk>/allekirjoitus/avaa/", applying.signature_take_back, name="signature_take_back"),
    path("hakemukset/<int:pk>/viesti/", association.message_send, name="message_send"),
    path("hakemukset/<int:pk>/taydennys/", association.completion_edit, name="completion_edit"),
    path("hakemukset/<int:pk>/peru/", association.application_withdraw, name="application_withdraw"),
]
