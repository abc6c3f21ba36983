"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, claims, directory, imports, members, open_data, people, profile, staff

app_name = "associations"

urlpatterns = [
    *open_data.urlpatterns,
    *directory.urlpatterns,
    *profile.urlpatterns,
    *members.urlpatterns,
    *people.urlpatterns,
    *claims.urlpatterns,
    *city.urlpatterns,
    *staff.urlpatterns,
    *imports.urlpatterns,
]
