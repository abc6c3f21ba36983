"""Reference data of grants in Django's admin. What has a workflow isn't here: an admin would go round it."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from grants.models import Payer
from portal import clock
from portal.ui.fields import IbanField


class PayerForm(forms.ModelForm):  # type: ignore[type-arg]
    """The account with its check digits looked at."""

    iban = IbanField(label=Payer._meta.get_field("iban").verbose_name)

    class Meta:
        model = Payer
        fields = ["name", "iban", "bic", "valid_from"]


@admin.register(Payer)
class PayerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """From which account grants are paid. A change is a new row; one in force explains payments and stays as it is."""

    form = PayerForm
    list_display = ["name", "iban", "bic", "valid_from"]

    def has_change_permission(self, request: HttpRequest, obj: Payer | None = None) -> bool:
        """Only rows of days to come."""
        return super().has_change_permission(request, obj) and (obj is None or obj.valid_from > clock.today())

    def has_delete_permission(self, request: HttpRequest, obj: Payer | None = None) -> bool:
        """Only rows of days to come; one by one, since the list's action doesn't look at rows."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.valid_from > clock.today()
