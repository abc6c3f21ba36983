"""Addresses of associations, named by object."""

from django.urls import path

from associations.views import association, city, public

app_name = "associations"

urlpatterns = [
    path("yhdistykset/", public.directory, name="directory"),
    path("yhdistykset/<slug:slug>/", public.association_detail, name="association_detail"),
    path("omat/", association.desk, name="desk"),
    path("omat/kenen-puolesta/", association.acting_switch, name="acting_switch"),
    path("kaupunki/sidonnaisuudet/", city.tie_list, name="tie_list"),
    path("kaupunki/sidonnaisuudet/<int:pk>/lopeta/", city.tie_end, name="tie_end"),
    path("kaupunki/loki/", city.event_list, name="event_list"),
]
