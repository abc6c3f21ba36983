"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, claims, directory, members, staff

app_name = "associations"

urlpatterns = [
    *directory.urlpatterns,
    *members.urlpatterns,
    *claims.urlpatterns,
    *city.urlpatterns,
    *staff.urlpatterns,
]
