"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, directory, imports, members

app_name = "associations"

urlpatterns = [*directory.urlpatterns, *members.urlpatterns, *city.urlpatterns, *imports.urlpatterns]
