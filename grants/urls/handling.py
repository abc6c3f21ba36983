"""Who handles what: preparing officers, absences, notes, and the library of texts."""

from django.urls import path

from grants.views import absences, assigning, city, phrases

urlpatterns = [
    path("kaupunki/avustukset/<int:pk>/kasittelija/", assigning.officer_assign, name="officer_assign"),
    path("kaupunki/avustukset/<int:pk>/muistiinpanot/", city.note_write, name="note_write"),
    path("kaupunki/sijaisuudet/", absences.absence_list, name="absence_list"),
    path("kaupunki/sijaisuudet/<int:pk>/paata/", absences.absence_end, name="absence_end"),
    path("kaupunki/tekstit/", phrases.phrase_list, name="phrase_list"),
    path("kaupunki/tekstit/uusi/", phrases.phrase_add, name="phrase_add"),
    path("kaupunki/tekstit/<int:pk>/", phrases.phrase_edit, name="phrase_edit"),
    path("kaupunki/tekstit/<int:pk>/paata/", phrases.phrase_end, name="phrase_end"),
    path("kaupunki/tekstit/<int:pk>/palauta/", phrases.phrase_restore, name="phrase_restore"),
]
