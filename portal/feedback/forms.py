"""Input of feedback."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.forms import PortalForm


class FeedbackForm(PortalForm):
    """What somebody wants to say. ``more`` is hidden from people: only a machine fills it in."""

    text = forms.CharField(
        label=gettext_lazy("What doesn't work, or what do you need in another form?"),
        help_text=gettext_lazy("Tell what you tried to do, and with which device or aid. Don't write others' names."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    page = forms.CharField(
        label=gettext_lazy("On which page?"),
        help_text=gettext_lazy("The address or name of the page, if it is about one."),
        max_length=300,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("For the answer. Without it the city reads what you write, but can't answer you."),
        max_length=254,
        required=False,
    )
    more = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> None:
        """Whoever filled in the hidden field reads why it didn't go through, and loses nothing."""
        if self.cleaned_data.get("more"):
            data = self.data.copy()  # type: ignore[attr-defined]
            data["more"] = ""
            self.data = data
            raise ValidationError(_("A hidden field was filled in, as machines do. If you are a person, send again."))


class AnswerForm(PortalForm):
    """The city's answer."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("What has been done or will be, and when. Plain words."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SetAsideForm(PortalForm):
    """Why it is none."""

    reason = forms.CharField(label=gettext_lazy("Why it is no feedback on accessibility"), max_length=200)
