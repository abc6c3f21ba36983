"""Addresses of grants, named by object: one module a theme."""

from grants.urls import applying, calls, city, paying, public

app_name = "grants"

urlpatterns = [
    *public.urlpatterns,
    *applying.urlpatterns,
    *calls.urlpatterns,
    *city.urlpatterns,
    *paying.urlpatterns,
]
