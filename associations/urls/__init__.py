"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, directory, members, people

app_name = "associations"

urlpatterns = [*directory.urlpatterns, *members.urlpatterns, *people.urlpatterns, *city.urlpatterns]
