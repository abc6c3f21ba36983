"""City employees' pages: imports of register data, suspected duplicates, merges."""

from django.urls import path

from associations.views.city import duplicates, imports

urlpatterns = [
    path("kaupunki/tuonnit/", imports.import_list, name="import_list"),
    path("kaupunki/tuonnit/uusi/", imports.import_new, name="import_new"),
    path("kaupunki/tuonnit/malli.csv", imports.import_template, name="import_template"),
    path("kaupunki/tuonnit/<int:pk>/", imports.import_detail, name="import_detail"),
    path("kaupunki/tuonnit/<int:pk>/virheet.csv", imports.import_errors, name="import_errors"),
    path("kaupunki/tuonnit/<int:pk>/toteuta/", imports.import_carry_out, name="import_carry_out"),
    path("kaupunki/tuonnit/<int:pk>/jatka/", imports.import_resume, name="import_resume"),
    path("kaupunki/tuonnit/<int:pk>/peru/", imports.import_cancel, name="import_cancel"),
    path("kaupunki/kaksoiskappaleet/", duplicates.duplicate_list, name="duplicate_list"),
    path("kaupunki/kaksoiskappaleet/etsi/", duplicates.duplicates_find, name="duplicates_find"),
    path("kaupunki/kaksoiskappaleet/<int:pk>/eri/", duplicates.duplicate_dismiss, name="duplicate_dismiss"),
    path("kaupunki/kaksoiskappaleet/<int:pk>/yhdista/", duplicates.merge_make, name="merge_make"),
    path("kaupunki/yhdistamiset/", duplicates.merge_list, name="merge_list"),
    path("kaupunki/yhdistamiset/<int:pk>/", duplicates.merge_detail, name="merge_detail"),
    path("kaupunki/yhdistamiset/<int:pk>/peru/", duplicates.merge_undo, name="merge_undo"),
]
