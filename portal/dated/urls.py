"""The addresses of the dated rules."""

from django.urls import path

from portal.dated import views

app_name = "dated"

urlpatterns = [
    path("kaupunki/saannot/", views.rule_list, name="rule_list"),
    path("kaupunki/saannot/<str:name>/", views.rule_detail, name="rule_detail"),
    path("kaupunki/saannot/arvot/<int:pk>/poista/", views.value_remove, name="value_remove"),
]
