"""Pages of signed-in people."""

from django.urls import path

from associations.views.association import desk

urlpatterns = [
    path("omat/", desk.desk, name="desk"),
    path("omat/kenen-puolesta/", desk.acting_switch, name="acting_switch"),
]
