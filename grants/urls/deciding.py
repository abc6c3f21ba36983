"""Lists of decisions, corrections, and requests for rectification."""

from django.urls import path

from grants.views import correcting, decision_lists, rectifications

urlpatterns = [
    path("kaupunki/paatoslistat/", decision_lists.decision_lists_page, name="decision_lists"),
    path("kaupunki/paatoslistat/uusi/<int:pk>/", decision_lists.decision_list_start, name="decision_list_start"),
    path("kaupunki/paatoslistat/<int:pk>/", decision_lists.decision_list_detail, name="decision_list_detail"),
    path("kaupunki/paatoslistat/<int:pk>/keraa/", decision_lists.decision_list_gather, name="decision_list_gather"),
    path("kaupunki/paatoslistat/<int:pk>/esita/", decision_lists.decision_list_present, name="decision_list_present"),
    path("kaupunki/paatoslistat/<int:pk>/paata/", decision_lists.decision_list_decide, name="decision_list_decide"),
    path("kaupunki/paatoslistat/<int:pk>/jatka/", decision_lists.decision_list_resume, name="decision_list_resume"),
    path("kaupunki/paatoslistat/rivit/<int:pk>/", decision_lists.list_line_remove, name="list_line_remove"),
    path("kaupunki/avustukset/<int:pk>/korjaa/", correcting.decision_correct, name="decision_correct"),
    path("kaupunki/avustukset/<int:pk>/tiedoksi/", correcting.decision_served, name="decision_served"),
    path("kaupunki/avustukset/<int:pk>/oikaisu/", rectifications.rectification_record, name="rectification_record"),
    path("kaupunki/oikaisut/", rectifications.rectifications, name="rectifications"),
    path("kaupunki/oikaisut/<int:pk>/", rectifications.rectification_detail, name="rectification_detail"),
    path("kaupunki/oikaisut/<int:pk>/paata/", rectifications.rectification_decide, name="rectification_decide"),
    path("kaupunki/oikaisut/<int:pk>/peru/", rectifications.rectification_take_back, name="rectification_take_back"),
    path("hakemukset/<int:pk>/oikaisu/", rectifications.rectification_ask, name="rectification_ask"),
    path("hakemukset/<int:pk>/oikaisu/peru/", rectifications.rectification_withdraw, name="rectification_withdraw"),
]
