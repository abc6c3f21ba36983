"""Machine addresses of associations, without a language in front."""

from django.urls import path

from associations.views.public import open_data, profile

urlpatterns = [
    path("yhdistykset/<slug:slug>/ajat.ics", profile.association_times, name="association_times"),
    path("yhdistykset/<slug:slug>/logo.png", profile.association_logo, name="association_logo"),
    path("avoin-data/yhdistykset.csv", open_data.associations_csv, name="associations_csv"),
]
