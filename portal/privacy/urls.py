"""The addresses of data protection."""

from django.urls import path

from portal.privacy.views import city, own

app_name = "privacy"

urlpatterns = [
    path("omat/tiedot/", own.my_data, name="my_data"),
    path("omat/tiedot/lataa/", own.my_data_download, name="my_data_download"),
    path("omat/tiedot/poisto/", own.erasure_ask, name="erasure_ask"),
    path("omat/tiedot/poisto/<int:pk>/peru/", own.request_withdraw, name="request_withdraw"),
    path("kaupunki/tietopyynnot/", city.request_list, name="request_list"),
    path("kaupunki/tietopyynnot/<int:pk>/", city.request_handle, name="request_handle"),
    path("kaupunki/sailytys/", city.retention_plan, name="retention_plan"),
    path("kaupunki/sailytys/<int:pk>/", city.run_detail, name="run_detail"),
]
