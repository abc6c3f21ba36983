"""Addresses of grants, named by object: one module a theme."""

from grants.urls import (
    applying,
    calls,
    changing,
    city,
    deciding,
    deminimis,
    dossiers,
    handling,
    paying,
    public,
    recovering,
    reporting,
    sharing,
)

app_name = "grants"

urlpatterns = [
    *public.urlpatterns,
    *applying.urlpatterns,
    *calls.urlpatterns,
    *city.urlpatterns,
    *handling.urlpatterns,
    *sharing.urlpatterns,
    *deciding.urlpatterns,
    *paying.urlpatterns,
    *reporting.urlpatterns,
    *changing.urlpatterns,
    *dossiers.urlpatterns,
    *recovering.urlpatterns,
    *deminimis.urlpatterns,
]
