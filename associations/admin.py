"""Reference data of this floor in Django's admin. What has a workflow isn't here: an admin would go round it."""

from typing import Any

from django.contrib import admin

from associations.models import District, SearchWord, Sector, TargetGroup
from portal.ui import pagecache


class Public:
    """What public pages are made from: they show a change at once."""

    def save_model(self, *args: Any, **kwargs: Any) -> None:
        """Save, and make kept pages old."""
        super().save_model(*args, **kwargs)  # type: ignore[misc]
        pagecache.bump("associations")

    def delete_model(self, *args: Any, **kwargs: Any) -> None:
        """Delete, and make kept pages old."""
        super().delete_model(*args, **kwargs)  # type: ignore[misc]
        pagecache.bump("associations")

    def delete_queryset(self, *args: Any, **kwargs: Any) -> None:
        """Delete those that were chosen, and make kept pages old."""
        super().delete_queryset(*args, **kwargs)  # type: ignore[misc]
        pagecache.bump("associations")


@admin.register(Sector, District, TargetGroup)
class ReferenceAdmin(Public, admin.ModelAdmin):  # type: ignore[type-arg]
    """Sectors, districts and target groups: an official adds and renames them."""

    list_display = ["slug", "name_fi", "name_sv", "name_en", "order"]


@admin.register(SearchWord)
class SearchWordAdmin(Public, admin.ModelAdmin):  # type: ignore[type-arg]
    """What the directory looks for besides a word that is typed."""

    list_display = ["word", "also", "language"]
    list_filter = ["language"]
    search_fields = ["word", "also"]
