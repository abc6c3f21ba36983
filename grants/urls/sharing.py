"""Ranking applications and sharing money."""

from django.urls import path

from grants.views import sharing

urlpatterns = [
    path("kaupunki/jakomallit/", sharing.award_model_list, name="award_model_list"),
    path("kaupunki/jakomallit/uusi/", sharing.award_model_add, name="award_model_add"),
    path("kaupunki/jakomallit/<int:pk>/", sharing.award_model_detail, name="award_model_detail"),
    path("kaupunki/jakomallit/<int:pk>/muokkaa/", sharing.award_model_edit, name="award_model_edit"),
    path("kaupunki/jakomallit/<int:pk>/paata/", sharing.award_model_end, name="award_model_end"),
    path("kaupunki/haut/<int:pk>/jarjestys/", sharing.call_ranking, name="call_ranking"),
    path("kaupunki/haut/<int:pk>/jako/", sharing.call_share, name="call_share"),
    path("kaupunki/haut/<int:pk>/jako/vahvista/", sharing.call_share_confirm, name="call_share_confirm"),
    path("kaupunki/haut/jaot/<int:pk>/", sharing.allocation_detail, name="allocation_detail"),
]
