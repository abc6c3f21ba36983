"""Machine addresses, without a language in front."""

from django.urls import path

from portal.ui.views import machine, sitemap

urlpatterns = [
    path("healthz", machine.healthz, name="healthz"),
    path("readyz", machine.readyz, name="readyz"),
    path("robots.txt", machine.robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemap.section, name="sitemap_section"),
    path(".well-known/security.txt", machine.security_txt, name="security_txt"),
    path("teema.css", machine.theme_css, name="theme_css"),
]
