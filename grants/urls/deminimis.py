"""De minimis aid."""

from django.urls import path

from grants.views import deminimis

urlpatterns = [
    path("hakemukset/<int:pk>/vahamerkitys/", deminimis.declaration_edit, name="declaration_edit"),
    path("kaupunki/vahamerkitys/", deminimis.aid_list, name="aid_list"),
    path("kaupunki/vahamerkitys/rivit/", deminimis.aid_rows, name="aid_rows"),
    path("kaupunki/vahamerkitys/rivit.csv", deminimis.aid_rows_csv, name="aid_rows_csv"),
    path("kaupunki/vahamerkitys/rivit/<int:pk>/peru/", deminimis.aid_report_undo, name="aid_report_undo"),
    path("kaupunki/vahamerkitys/<int:pk>/", deminimis.aid_association, name="aid_association"),
]
