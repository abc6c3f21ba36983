"""Addresses of associations, named by object, one module a theme."""

from associations.urls import city, directory, members, profile

app_name = "associations"

urlpatterns = [*directory.urlpatterns, *members.urlpatterns, *profile.urlpatterns, *city.urlpatterns]
