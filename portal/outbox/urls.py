"""The reader's addresses."""

from django.urls import path

from portal.outbox import views

app_name = "outbox"

urlpatterns = [
    path("viestit/", views.inbox, name="inbox"),
    path("viestit/luetut/", views.read_all, name="read_all"),
    path("viestit/asetukset/", views.preferences, name="preferences"),
    path("viestit/osoite-toimii/", views.address_works, name="address_works"),
    path("viestit/<int:pk>/", views.message, name="message"),
]
