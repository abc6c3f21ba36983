"""Change requests."""

from django.urls import path

from grants.views import changing

urlpatterns = [
    path("hakemukset/<int:pk>/muutos/", changing.change_ask, name="change_ask"),
    path("hakemukset/<int:pk>/muutos/peru/", changing.change_withdraw, name="change_withdraw"),
    path("kaupunki/muutokset/", changing.change_list, name="change_list"),
    path("kaupunki/muutokset/<int:pk>/", changing.change_detail, name="change_detail"),
    path("kaupunki/muutokset/<int:pk>/paata/", changing.change_decide, name="change_decide"),
]
