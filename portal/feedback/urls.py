"""The addresses of feedback."""

from django.urls import path

from portal.feedback import views

app_name = "feedback"

urlpatterns = [
    path("saavutettavuus/palaute/", views.feedback_new, name="feedback_new"),
    path("saavutettavuus/palaute/kuitti/<str:token>/", views.feedback_receipt, name="feedback_receipt"),
    path("kaupunki/palaute/", views.feedback_list, name="feedback_list"),
    path("kaupunki/palaute/<int:pk>/", views.feedback_answer, name="feedback_answer"),
]
