"""The public directory and the profiles."""

from django.urls import path

from associations.views.public import directory, profile

urlpatterns = [
    path("yhdistykset/", directory.directory, name="directory"),
    path("yhdistykset/<slug:slug>/", profile.association_detail, name="association_detail"),
]
