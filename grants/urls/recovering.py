"""Recovery of grants."""

from django.urls import path

from grants.views import recovering, recovery_rectifications

urlpatterns = [
    path("kaupunki/perinnat/", recovering.recovery_list, name="recovery_list"),
    path("kaupunki/perinnat/uusi/<int:pk>/", recovering.recovery_open, name="recovery_open"),
    path("kaupunki/perinnat/<int:pk>/", recovering.recovery_detail, name="recovery_detail"),
    path("kaupunki/perinnat/<int:pk>/paata/", recovering.recovery_decide, name="recovery_decide"),
    path("kaupunki/perinnat/<int:pk>/suoritus/", recovering.recovery_payment, name="recovery_payment"),
    path("kaupunki/perinnat/<int:pk>/korjaus/", recovering.recovery_correct, name="recovery_correct"),
    path("kaupunki/perinnat/<int:pk>/poisto/", recovering.recovery_write_off, name="recovery_write_off"),
    path("hakemukset/<int:pk>/perinta/", recovering.recovery_answer, name="recovery_answer"),
    path(
        "kaupunki/perinnat/<int:pk>/oikaisu/",
        recovery_rectifications.recovery_rectification_record,
        name="recovery_rectification_record",
    ),
    path(
        "hakemukset/perinta/<int:pk>/oikaisu/",
        recovery_rectifications.recovery_rectification_ask,
        name="recovery_rectification_ask",
    ),
    path(
        "hakemukset/perinta/<int:pk>/oikaisu/peru/",
        recovery_rectifications.recovery_rectification_withdraw,
        name="recovery_rectification_withdraw",
    ),
]
