"""City employees' pages: the register, liaisons, ties."""

from django.urls import path

from associations.views.city import association, liaisons, register, ties

urlpatterns = [
    path("kaupunki/yhdistykset/", register.association_list, name="association_list"),
    path("kaupunki/yhdistykset/<int:pk>/", association.association_handle, name="association_handle"),
    path("kaupunki/yhdistykset/<int:pk>/rekisteritiedot/", association.register_edit, name="register_edit"),
    path("kaupunki/yhteyshenkilot/", liaisons.liaison_list, name="liaison_list"),
    path("kaupunki/yhteyshenkilot/uusi/", liaisons.liaison_add, name="liaison_add"),
    path("kaupunki/yhteyshenkilot/<int:pk>/", liaisons.liaison_edit, name="liaison_edit"),
    path("kaupunki/yhteyshenkilot/<int:pk>/lopeta/", liaisons.liaison_end, name="liaison_end"),
    path("kaupunki/sidonnaisuudet/kaikki/", ties.tie_register, name="tie_register"),
    path("kaupunki/sidonnaisuudet/<int:pk>/", ties.tie_edit, name="tie_edit"),
]
