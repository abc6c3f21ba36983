"""Reference data of this floor in Django's admin. What has a workflow isn't here: an admin would go round it."""

from django.contrib import admin

from associations.models import District, Sector, TargetGroup


@admin.register(Sector, District, TargetGroup)
class ReferenceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Sectors, districts and target groups: an official adds and renames them."""

    list_display = ["slug", "name_fi", "name_sv", "name_en", "order"]
