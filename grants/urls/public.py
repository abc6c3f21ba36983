"""What everybody sees of grants."""

from django.urls import path

from grants.views import feeds, principles, public, register

urlpatterns = [
    path("avustukset/", public.call_list, name="call_list"),
    path("avustukset/haut.atom", feeds.call_feed, name="call_feed"),
    path("avustukset/haut.ics", feeds.call_calendar, name="call_calendar"),
    path("avustukset/myonnetyt/", register.award_list, name="award_list"),
    path("avustukset/myonnetyt/<int:pk>/", register.award_detail, name="award_detail"),
    path("avustukset/myonnetyt.atom", register.award_feed, name="award_feed"),
    path("avustukset/periaatteet/", principles.principles_list, name="principles_list"),
    path("avustukset/periaatteet/<int:pk>/", principles.principles_detail, name="principles_detail"),
    path("avustukset/<int:pk>/", public.call_detail, name="call_detail"),
]
