"""The association's own editing of its profile."""

from django.urls import path

from associations.views.association import contacts, papers, profile, times

HERE = "omat/yhdistys/"

urlpatterns = [
    path(HERE, profile.profile, name="profile"),
    path(f"{HERE}<int:pk>/vahvista/", profile.facts_confirm, name="facts_confirm"),
    path(f"{HERE}tekstit/", profile.profile_texts, name="profile_texts"),
    path(f"{HERE}perustiedot/", profile.profile_basics, name="profile_basics"),
    path(f"{HERE}esteettomyys/", profile.profile_accessibility, name="profile_accessibility"),
    path(f"{HERE}logo/", profile.profile_logo, name="profile_logo"),
    path(f"{HERE}logo/poista/", profile.logo_remove, name="logo_remove"),
    path(f"{HERE}ajat/", times.time_list, name="time_list"),
    path(f"{HERE}ajat/uusi/", times.time_add, name="time_add"),
    path(f"{HERE}ajat/palauta/", times.time_restore, name="time_restore"),
    path(f"{HERE}ajat/<int:pk>/", times.time_edit, name="time_edit"),
    path(f"{HERE}ajat/<int:pk>/poista/", times.time_remove, name="time_remove"),
    path(f"{HERE}paikat/uusi/", times.place_add, name="place_add"),
    path(f"{HERE}paikat/palauta/", times.place_restore, name="place_restore"),
    path(f"{HERE}paikat/<int:pk>/", times.place_edit, name="place_edit"),
    path(f"{HERE}paikat/<int:pk>/poista/", times.place_remove, name="place_remove"),
    path(f"{HERE}yhteystiedot/", contacts.way_list, name="way_list"),
    path(f"{HERE}yhteystiedot/uusi/", contacts.way_add, name="way_add"),
    path(f"{HERE}yhteystiedot/palauta/", contacts.way_restore, name="way_restore"),
    path(f"{HERE}yhteystiedot/<int:pk>/", contacts.way_edit, name="way_edit"),
    path(f"{HERE}yhteystiedot/<int:pk>/poista/", contacts.way_remove, name="way_remove"),
    path(f"{HERE}yhteystiedot/<int:pk>/ylos/", contacts.way_move_up, name="way_move_up"),
    path(f"{HERE}linkit/", contacts.link_list, name="link_list"),
    path(f"{HERE}linkit/uusi/", contacts.link_add, name="link_add"),
    path(f"{HERE}linkit/palauta/", contacts.link_restore, name="link_restore"),
    path(f"{HERE}linkit/<int:pk>/", contacts.link_edit, name="link_edit"),
    path(f"{HERE}linkit/<int:pk>/poista/", contacts.link_remove, name="link_remove"),
    path(f"{HERE}linkit/<int:pk>/ylos/", contacts.link_move_up, name="link_move_up"),
    path(f"{HERE}asiakirjat/", papers.document_list, name="document_list"),
    path(f"{HERE}asiakirjat/uusi/", papers.document_add, name="document_add"),
    path(f"{HERE}asiakirjat/<int:pk>/poista/", papers.document_remove, name="document_remove"),
    path(f"{HERE}tilit/", papers.account_list, name="account_list"),
    path(f"{HERE}tilit/uusi/", papers.account_add, name="account_add"),
    path(f"{HERE}tilit/<int:pk>/lopeta/", papers.account_end, name="account_end"),
]
