"""The addresses of background work."""

from django.urls import path

from portal.jobs import views

app_name = "jobs"

urlpatterns = [
    path("tyot/", views.job_list, name="job_list"),
    path("tyot/<int:pk>/", views.job_detail, name="job_detail"),
    path("tyot/<int:pk>/peru/", views.job_cancel, name="job_cancel"),
    path("tyot/<int:pk>/uudelleen/", views.job_retry, name="job_retry"),
]
