"""Asking to act for an association, and the city's queue of what waits for verification."""

from django.urls import path

from associations.views.association import claims
from associations.views.city import verification

urlpatterns = [
    path("yhdistykset/<slug:slug>/hae-oikeutta/", claims.claim_start, name="claim_start"),
    path("omat/pyynnot/", claims.claim_list, name="claim_list"),
    path("omat/pyynnot/uusi/", claims.claim_new, name="claim_new"),
    path("omat/pyynnot/<int:pk>/", claims.claim_detail, name="claim_detail"),
    path("omat/pyynnot/<int:pk>/peru/", claims.claim_withdraw, name="claim_withdraw"),
    path("kaupunki/tarkistettavat/", verification.verification_queue, name="verification_queue"),
    path("kaupunki/tarkistettavat/asiakirjat/<int:pk>/", verification.document_check, name="document_check"),
    path("kaupunki/tarkistettavat/tilit/<int:pk>/", verification.account_check, name="account_check"),
    path("kaupunki/tarkistettavat/nimet/<int:pk>/", verification.name_check, name="name_check"),
    path("kaupunki/pyynnot/<int:pk>/", verification.claim_handle, name="claim_handle"),
]
