"""Machine addresses of grants, without a language in front."""

from django.urls import path

from grants.views import open_data

urlpatterns = [
    path("avoin-data/avustukset.csv", open_data.awards_csv, name="awards_csv"),
    path("avoin-data/avustukset.json", open_data.awards_giving, name="awards_giving"),
]
