"""Asking to act for an association, answering, and the city's answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import LegalForm, Role
from associations.models import Association, Sector
from associations.services.claims import ROLES, NewAssociation, needs_minutes
from portal import clock
from portal.ui.fields import DayField, RegisterNumberField
from portal.ui.forms import PortalForm

MOST_FILES = 5


class FilesWidget(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; its value is a list, empty for none."""

    widget = FilesWidget

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as its own. Raises ValidationError for too many."""
        given = [one for one in (data or []) if one] if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise ValidationError(_("Attach at most %(most)d files at a time.") % {"most": MOST_FILES})
        single = super().clean
        return [single(one, initial) for one in given]


class ClaimForm(PortalForm):
    """The role, the term, the minutes, and whom one would have beside oneself."""

    role = forms.ChoiceField(
        label=gettext_lazy("Your role in the association"),
        choices=[(role.value, role.label) for role in ROLES],
        widget=forms.RadioSelect,
    )
    ends_on = DayField(
        label=gettext_lazy("The last day of your term"),
        required=False,
        help_text=gettext_lazy("For example 31.12.2027. Leave it empty if the term has no fixed end."),
    )
    minutes = forms.FileField(
        label=gettext_lazy("Minutes in which you were chosen"),
        help_text=gettext_lazy(
            "PDF, picture or text document, at most 20 MB. Only the city's employees read it. An unregistered group"
            " needs none."
        ),
    )
    second_email = forms.EmailField(
        label=gettext_lazy("E-mail address of a second main user"),
        required=False,
        help_text=gettext_lazy(
            "A main user gives others their rights. Two are advised: if one falls ill or moves away, the association"
            " isn't left outside. The person is invited when the city has verified your request."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the city"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, own_address: str, legal_form: str | None = None, **kwargs: Any) -> None:
        self.own_address = own_address
        super().__init__(*args, **kwargs)
        if legal_form is None or not needs_minutes(legal_form):
            self.fields["minutes"].required = False

    def clean_ends_on(self) -> date | None:
        """A term that is still running."""
        found: date | None = self.cleaned_data["ends_on"]
        if found is not None and found < clock.today():
            raise ValidationError(_("This day has passed. Give the last day of the present term."))
        return found

    def clean_second_email(self) -> str:
        """Somebody else's address."""
        found: str = self.cleaned_data["second_email"]
        if found and found.lower() == self.own_address.lower():
            raise ValidationError(_("This is your own address. Give somebody else's, or leave it empty."))
        return found

    def clean(self) -> dict[str, Any]:
        """A browser forgets a chosen file when the page comes back, so the person is told to choose it again."""
        data = super().clean() or {}
        if self.errors and data.get("minutes"):
            self.forget_file()
        return data

    def forget_file(self) -> None:
        """Ask for the file once more."""
        if "minutes" not in self.errors:
            self.add_error("minutes", _("Choose the file again: the browser doesn't keep it."))

    def given(self) -> dict[str, Any]:
        """The valid values as the service takes them."""
        data = self.cleaned_data
        return {
            "role": Role(data["role"]),
            "ends_on": data["ends_on"],
            "message": data["message"],
            "second_email": data["second_email"],
            "minutes": data["minutes"] or None,
        }


class NewClaimForm(ClaimForm):
    """The same, and what is known of an association that isn't in the register."""

    new_name = forms.CharField(
        label=gettext_lazy("Name of the association"),
        max_length=160,
        help_text=gettext_lazy("As it stands in the register of associations, or as the group calls itself."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    new_form = forms.ChoiceField(label=gettext_lazy("Legal form"), choices=LegalForm.choices, widget=forms.RadioSelect)
    new_register_number = RegisterNumberField(
        label=gettext_lazy("Register number"),
        help_text=gettext_lazy("For example 123.456. Others than registered associations leave it empty."),
    )
    new_sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"), queryset=Sector.objects.all(), empty_label=gettext_lazy("Choose")
    )

    field_order = ["new_name", "new_form", "new_register_number", "new_sector"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the chosen legal form wants; before one is chosen, what most need.
        form = self.data.get("new_form") or LegalForm.REGISTERED
        self.fields["new_register_number"].required = form == LegalForm.REGISTERED
        self.fields["minutes"].required = needs_minutes(form)

    def clean(self) -> dict[str, Any]:
        """A group that isn't registered has no number."""
        data = super().clean()
        form, number = data.get("new_form"), data.get("new_register_number")
        if form == LegalForm.UNREGISTERED and number:
            self.add_error("new_register_number", _("An unregistered group has no register number."))
        if self.errors and data.get("minutes"):
            self.forget_file()
        return data

    def association(self) -> NewAssociation:
        """The association as the claimant knows it."""
        data = self.cleaned_data
        return NewAssociation(
            name=data["new_name"],
            form=LegalForm(data["new_form"]),
            sector=data["new_sector"],
            register_number=data["new_register_number"],
        )


class AnswerForm(PortalForm):
    """What the city asked for."""

    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    attached = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("At most five at a time, each at most 20 MB."),
    )


class ClaimDecisionForm(PortalForm):
    """What the officer says to the claimant. Verifying needs no words."""

    known = forms.CharField(
        label=gettext_lazy("It is in the register already: its name or number"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Leave it empty, and verifying adds the association to the register."),
    )
    reason = forms.CharField(
        label=gettext_lazy("To the person: what is missing, or why not"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Needed when you ask for more or reject."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["known"]

    def clean_known(self) -> Association | None:
        """The association of that name or number."""
        text: str = self.cleaned_data["known"]
        if not text:
            return None
        rows = Association.objects.filter(merged_into__isnull=True)
        found = rows.filter(register_number=text).first() or rows.filter(name_fi__iexact=text).order_by("pk").first()
        if found is None:
            raise ValidationError(
                _("No association has the name or number “%(text)s”. Check the spelling in the directory."),
                params={"text": text},
            )
        return found
