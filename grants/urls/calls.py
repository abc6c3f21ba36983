"""Calls and principles, as the city makes them."""

from django.urls import path

from grants.views import building, parts, principles

urlpatterns = [
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
    path("kaupunki/periaatteet/", principles.principles_table, name="principles_table"),
    path("kaupunki/periaatteet/uusi/", principles.principles_add, name="principles_add"),
    path("kaupunki/periaatteet/<int:pk>/", principles.principles_build, name="principles_build"),
    path("kaupunki/periaatteet/<int:pk>/tiedot/", principles.principles_edit, name="principles_edit"),
    path("kaupunki/periaatteet/<int:pk>/kopioi/", principles.principles_copy, name="principles_copy"),
    path("kaupunki/periaatteet/<int:pk>/julkaise/", principles.principles_publish, name="principles_publish"),
    path("kaupunki/periaatteet/<int:pk>/painopisteet/uusi/", principles.aim_add, name="aim_add"),
    path("kaupunki/periaatteet/painopisteet/<int:pk>/", principles.aim_edit, name="aim_edit"),
    path("kaupunki/periaatteet/painopisteet/<int:pk>/poista/", principles.aim_remove, name="aim_remove"),
]
