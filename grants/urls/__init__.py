"""Addresses of grants, named by object: one module a theme."""

from grants.urls import applying, calls, city, handling, public

app_name = "grants"

urlpatterns = [
    *public.urlpatterns,
    *applying.urlpatterns,
    *calls.urlpatterns,
    *city.urlpatterns,
    *handling.urlpatterns,
]
