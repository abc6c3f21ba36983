"""Applications, as the city handles them."""

from django.urls import path

from grants.views import city

urlpatterns = [
    path("kaupunki/avustukset/", city.queue, name="queue"),
    path("kaupunki/avustukset/<int:pk>/", city.application_handle, name="application_handle"),
    path("kaupunki/avustukset/<int:pk>/kasittelyyn/", city.application_take, name="application_take"),
    path("kaupunki/avustukset/<int:pk>/viesti/", city.message_write, name="message_write"),
    path("kaupunki/avustukset/<int:pk>/taydennys/", city.completion_ask, name="completion_ask"),
    path("kaupunki/avustukset/<int:pk>/taydennys/peru/", city.completion_cancel, name="completion_cancel"),
    path("kaupunki/avustukset/<int:pk>/pisteet/", city.review_give, name="review_give"),
    path("kaupunki/avustukset/<int:pk>/esitys/", city.proposal_make, name="proposal_make"),
    path("kaupunki/avustukset/<int:pk>/esitys/muuta/", city.proposal_edit, name="proposal_edit"),
    path("kaupunki/avustukset/<int:pk>/esitys/palauta/", city.proposal_take_back, name="proposal_take_back"),
    path("kaupunki/avustukset/<int:pk>/paatos/", city.decision_make, name="decision_make"),
]
