"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, directory, members, open_data

app_name = "associations"

urlpatterns = [*open_data.urlpatterns, *directory.urlpatterns, *members.urlpatterns, *city.urlpatterns]
