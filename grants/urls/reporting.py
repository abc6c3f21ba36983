"""Use reports and audit samples."""

from django.urls import path

from grants.enums import ReportKind
from grants.views import reporting, reports, sampling

FINAL, INTERIM = {"kind": ReportKind.FINAL}, {"kind": ReportKind.INTERIM}

urlpatterns = [
    path("hakemukset/<int:pk>/selvitys/", reporting.report_edit, FINAL, name="report_edit"),
    path("hakemukset/<int:pk>/selvitys/laheta/", reporting.report_send, FINAL, name="report_send"),
    path("hakemukset/<int:pk>/valiselvitys/", reporting.report_edit, INTERIM, name="interim_edit"),
    path("hakemukset/<int:pk>/valiselvitys/laheta/", reporting.report_send, INTERIM, name="interim_send"),
    path("kaupunki/selvitykset/", reports.report_list, name="report_list"),
    path("kaupunki/selvitykset/<int:pk>/", reports.report_handle, name="report_handle"),
    path("kaupunki/selvitykset/<int:pk>/hyvaksy/", reports.report_accept, name="report_accept"),
    path("kaupunki/selvitykset/<int:pk>/palauta/", reports.report_return, name="report_return"),
    path("kaupunki/otannat/", sampling.sample_table, name="sample_table"),
    path("kaupunki/otannat/uusi/", sampling.sample_add, name="sample_add"),
    path("kaupunki/otannat/<int:pk>/", sampling.sample_detail, name="sample_detail"),
    path("kaupunki/otannat/<int:pk>/arvo/", sampling.sample_draw, name="sample_draw"),
    path("avustukset/otannat/", sampling.sample_list, name="sample_list"),
    path("avustukset/otannat/<int:pk>/avustukset.csv", sampling.sample_awards, name="sample_awards"),
]
