"""Every door of the house, by name. Pages are prefixed by language; machine addresses aren't."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from portal.ui.views import errors, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.ui.urls_machine")),
    path("", include("portal.files.urls")),
    path("", include("associations.urls.machine")),
    path("", include("grants.urls.machine")),
    path("api/v1/", include("associations.api")),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("", include("portal.ui.urls")),
        path("", include("portal.accounts.urls")),
        path("", include("portal.outbox.urls")),
        path("", include("portal.jobs.urls")),
        path("", include("portal.dated.urls")),
        path("", include("portal.privacy.urls")),
        path("", include("portal.feedback.urls")),
        path("", include("portal.savedviews.urls")),
        path("", include("portal.exports.urls")),
        path("", include("associations.urls")),
        path("", include("grants.urls")),
        path("tili/", include("allauth.urls")),
        path("hallinta/", admin.site.urls),
    ),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many
handler500 = errors.server_error
