"""Our own pages of accounts; allauth's lie beside them under the language and ``tili/``."""

from django.urls import path

from portal.accounts.views import city, demo, own

app_name = "accounts"

urlpatterns = [
    path("tili/", own.profile, name="profile"),
    path("oikeudet/", city.rights, name="rights"),
    path("demo/", demo.choose, name="demo"),
    path("demo/<int:pk>/", demo.sign_in, name="demo_sign_in"),
    path("demo/posti/", demo.mails, name="demo_mailbox"),
    path("demo/posti/<str:name>/", demo.mail, name="demo_mail"),
]
