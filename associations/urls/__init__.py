"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, directory, members

app_name = "associations"

urlpatterns = [*directory.urlpatterns, *members.urlpatterns, *city.urlpatterns]
