"""Addresses of grants, named by object."""

from django.urls import path

from grants.views import association, city, public

app_name = "grants"

urlpatterns = [
    path("avustukset/", public.call_list, name="call_list"),
    path("avustukset/myonnetyt/", public.award_list, name="award_list"),
    path("avustukset/<int:pk>/", public.call_detail, name="call_detail"),
    path("avustukset/<int:pk>/hae/", association.application_start, name="application_start"),
    path("hakemukset/<int:pk>/", association.application_detail, name="application_detail"),
    path("hakemukset/<int:pk>/muokkaa/", association.application_edit, name="application_edit"),
    path("hakemukset/<int:pk>/tallenna/", association.answer_save, name="answer_save"),
    path("hakemukset/<int:pk>/tarkista/", association.application_check, name="application_check"),
    path("hakemukset/<int:pk>/peru/", association.application_withdraw, name="application_withdraw"),
    path("kaupunki/avustukset/", city.queue, name="queue"),
    path("kaupunki/avustukset/<int:pk>/", city.application_handle, name="application_handle"),
    path("kaupunki/avustukset/<int:pk>/kasittelyyn/", city.application_take, name="application_take"),
    path("kaupunki/avustukset/<int:pk>/pisteet/", city.review_give, name="review_give"),
    path("kaupunki/avustukset/<int:pk>/esitys/", city.proposal_make, name="proposal_make"),
    path("kaupunki/avustukset/<int:pk>/esitys/palauta/", city.proposal_take_back, name="proposal_take_back"),
    path("kaupunki/avustukset/<int:pk>/paatos/", city.decision_make, name="decision_make"),
]
