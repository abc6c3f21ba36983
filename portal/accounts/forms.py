"""Sign-in forms: allauth's, with the house's look, and the same work for known and unknown addresses (cases.md 25)."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email, setup_user_email
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.backends import user_of
from portal.accounts.models import User
from portal.ui.forms import Look, PortalModelForm

PASSWORD_HELP = _("At least 10 characters. Several words in a row are easy to remember and hard to guess.")

_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "code": _("Code"),
}


class _Entrance(Look):
    """Our words and our look on a form of allauth's; a placeholder would vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in _LABELS:
                field.label = _LABELS[name]
            if name == "code":
                # A code of digits for the app's, letters too for a recovery code: so no numeric keyboard.
                field.widget.attrs |= {"autocomplete": "one-time-code", "size": "12"}
            elif isinstance(field.widget, forms.PasswordInput):
                field.help_text = ""


class LoginForm(_Entrance, account.LoginForm):
    """Sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class _Undone(Exception):
    """Ends the work that is done only to take its time."""


class SignupForm(_Entrance, account.SignupForm):
    """Make an account."""

    field_order = ["first_name", "last_name", "email", "password1"]

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = PASSWORD_HELP

    def validate_unique_email(self, value: str) -> str:
        """Whether the address has an account; nothing on the page tells. One query either way."""
        self.account_already_exists = user_of(value) is not None
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, Any]:
        """Make the account in one transaction, or do as much work and answer alike.

        Two who sign up with one address at once: the database lets one in, the other gets the mail for addresses
        that have an account.
        """
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    made: tuple[User | None, Any] = super().try_save(request)
                    return made
            except IntegrityError:
                self.account_already_exists = True
        else:
            self._work_alike(request)
        answered: tuple[User | None, Any] = super().try_save(request)
        return answered

    def _work_alike(self, request: HttpRequest) -> None:
        """Hash a password, write an account and read what the mail to it needs, and take it all back.

        A new address takes as long: the same statements, but for the last one. The mail itself follows in both cases.
        """
        given = self.cleaned_data
        try:
            with transaction.atomic():
                stand_in = User(email=f"{secrets.token_hex(16)}@example.invalid")
                stand_in.first_name, stand_in.last_name = given["first_name"], given["last_name"]
                stand_in.set_password(given["password1"])
                stand_in.save()
                setup_user_email(request, stand_in, [EmailAddress(email=stand_in.email)])
                has_verified_email(stand_in)
                EmailAddress.objects.filter(user=stand_in, email=stand_in.email).first()
                User.objects.filter(pk=stand_in.pk).first()
                raise _Undone
        except _Undone:
            return


class ResetPasswordForm(_Entrance, account.ResetPasswordForm):
    """Ask for a new password."""

    def clean_email(self) -> str:
        """The address; its account is looked up with one query, and nothing on the page tells."""
        email: str = self.cleaned_data["email"].lower()
        user = user_of(email)
        self.users = [user] if user is not None and user.is_active else []
        return email


class _NewPassword(_Entrance):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HELP
        # One field is enough: a browser shows what was typed, and a reset link is never far.
        del self.fields["password2"]


class ResetPasswordKeyForm(_NewPassword, account.ResetPasswordKeyForm):
    """Choose a new password from a mailed link."""


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    """Change the password."""


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    """Choose a password for an account that has none."""


class ChangeEmailForm(_Entrance, account.ChangeEmailForm):
    """Change the e-mail address."""


class AddEmailForm(_Entrance, account.AddEmailForm):
    """Change the e-mail address, by the form that allauth takes for it."""


class ReauthenticateForm(_Entrance, account.ReauthenticateForm):
    """Show once more who one is, before a change to the account."""


class MfaAuthenticateForm(_Entrance, mfa.AuthenticateForm):
    """The second step of signing in."""


class MfaReauthenticateForm(_Entrance, mfa.ReauthenticateForm):
    """Show once more who one is, by a code."""


class ActivateTotpForm(_Entrance, totp.ActivateTOTPForm):
    """Begin to use an authenticator app."""


class DeactivateTotpForm(_Entrance, totp.DeactivateTOTPForm):
    """Stop using the authenticator app."""


class GenerateRecoveryCodesForm(_Entrance, recovery.GenerateRecoveryCodesForm):
    """Make new recovery codes."""


class ProfileForm(PortalModelForm):
    """One's own names and language."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        widgets = {"language": forms.RadioSelect}
        help_texts = {"language": _("Mail comes in this language.")}
