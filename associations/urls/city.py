"""City employees' pages: ties and the journal."""

from django.urls import path

from associations.views.city import journal, ties

urlpatterns = [
    path("kaupunki/sidonnaisuudet/", ties.tie_list, name="tie_list"),
    path("kaupunki/sidonnaisuudet/<int:pk>/lopeta/", ties.tie_end, name="tie_end"),
    path("kaupunki/loki/", journal.event_list, name="event_list"),
]
