"""Addresses of grants, named by object."""

from django.urls import path

from grants.views import applying, association, building, city, feeds, parts, public

app_name = "grants"

urlpatterns = [
    path("avustukset/", public.call_list, name="call_list"),
    path("avustukset/haut.atom", feeds.call_feed, name="call_feed"),
    path("avustukset/haut.ics", feeds.call_calendar, name="call_calendar"),
    path("avustukset/myonnetyt/", public.award_list, name="award_list"),
    path("avustukset/<int:pk>/", public.call_detail, name="call_detail"),
    path("avustukset/<int:pk>/hae/", applying.application_start, name="application_start"),
    path("hakemukset/<int:pk>/", association.application_detail, name="application_detail"),
    path("hakemukset/<int:pk>/muokkaa/", applying.application_edit, name="application_edit"),
    path("hakemukset/<int:pk>/tallenna/", applying.answer_save, name="answer_save"),
    path("hakemukset/<int:pk>/tarkista/", applying.application_check, name="application_check"),
    path("hakemukset/<int:pk>/kopioi/", applying.application_copy, name="application_copy"),
    path("hakemukset/<int:pk>/allekirjoitus/avaa/", applying.signature_take_back, name="signature_take_back"),
    path("hakemukset/<int:pk>/peru/", association.application_withdraw, name="application_withdraw"),
    path("kaupunki/haut/", building.call_table, name="call_table"),
    path("kaupunki/haut/uusi/", building.call_add, name="call_add"),
    path("kaupunki/haut/<int:pk>/", building.call_build, name="call_build"),
    path("kaupunki/haut/<int:pk>/tiedot/", building.call_edit, name="call_edit"),
    path("kaupunki/haut/<int:pk>/kopioi/", building.call_copy, name="call_copy"),
    path("kaupunki/haut/<int:pk>/kokeile/", building.call_try, name="call_try"),
    path("kaupunki/haut/<int:pk>/julkaise/", building.call_publish, name="call_publish"),
    path("kaupunki/haut/<int:pk>/pidennys/", building.call_extend, name="call_extend"),
    path("kaupunki/haut/<int:pk>/kysymykset/uusi/", parts.question_add, name="question_add"),
    path("kaupunki/haut/kysymykset/<int:pk>/", parts.question_edit, name="question_edit"),
    path("kaupunki/haut/kysymykset/<int:pk>/siirra/", parts.question_move, name="question_move"),
    path("kaupunki/haut/kysymykset/<int:pk>/poista/", parts.question_remove, name="question_remove"),
    path("kaupunki/haut/<int:pk>/osiot/uusi/", parts.section_add, name="section_add"),
    path("kaupunki/haut/osiot/<int:pk>/", parts.section_edit, name="section_edit"),
    path("kaupunki/haut/osiot/<int:pk>/siirra/", parts.section_move, name="section_move"),
    path("kaupunki/haut/osiot/<int:pk>/poista/", parts.section_remove, name="section_remove"),
    path("kaupunki/haut/<int:pk>/perusteet/uusi/", parts.criterion_add, name="criterion_add"),
    path("kaupunki/haut/perusteet/<int:pk>/", parts.criterion_edit, name="criterion_edit"),
    path("kaupunki/haut/perusteet/<int:pk>/poista/", parts.criterion_remove, name="criterion_remove"),
    path("kaupunki/haut/<int:pk>/ehdot/uusi/", parts.eligibility_add, name="eligibility_add"),
    path("kaupunki/haut/ehdot/<int:pk>/", parts.eligibility_edit, name="eligibility_edit"),
    path("kaupunki/haut/ehdot/<int:pk>/poista/", parts.eligibility_remove, name="eligibility_remove"),
    path("kaupunki/avustukset/", city.queue, name="queue"),
    path("kaupunki/avustukset/<int:pk>/", city.application_handle, name="application_handle"),
    path("kaupunki/avustukset/<int:pk>/kasittelyyn/", city.application_take, name="application_take"),
    path("kaupunki/avustukset/<int:pk>/pisteet/", city.review_give, name="review_give"),
    path("kaupunki/avustukset/<int:pk>/esitys/", city.proposal_make, name="proposal_make"),
    path("kaupunki/avustukset/<int:pk>/esitys/palauta/", city.proposal_take_back, name="proposal_take_back"),
    path("kaupunki/avustukset/<int:pk>/paatos/", city.decision_make, name="decision_make"),
]
