"""The addresses of saved views."""

from django.urls import path

from portal.savedviews import views

app_name = "savedviews"

urlpatterns = [
    path("kaupunki/nakymat/uusi/", views.view_save, name="view_save"),
    path("kaupunki/nakymat/<int:pk>/", views.view_edit, name="view_edit"),
    path("kaupunki/nakymat/<int:pk>/poista/", views.view_remove, name="view_remove"),
]
