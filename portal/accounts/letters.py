"""The mails and notices of sign-in, as data: what allauth calls by a template's name, and what we say then.

No mail to an address that isn't confirmed holds anything that a stranger typed: sign-up must not relay messages.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its subject, its paragraphs, and the button with the name of the address that allauth gives along."""

    subject: Text
    paragraphs: tuple[Text, ...]
    button: Text = ""
    address: str = ""


_NOT_YOU = _("If it wasn't you, write to us at once: the address is at the end of this mail.")
_IGNORE = _("If you didn't ask for this, you need do nothing.")

_CONFIRM = Letter(
    _("Confirm your e-mail address"),
    (
        _("Somebody, probably you, gave this address in the portal. Confirm that it is yours, so that it can be used."),
        _IGNORE,
    ),
    _("Confirm the address"),
    "activate_url",
)

LETTERS: dict[str, Letter] = {
    "account/email/email_confirmation": _CONFIRM,
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/account_already_exists": Letter(
        _("You have an account already"),
        (
            _("Somebody, probably you, tried to make an account with this address. It has one already: sign in."),
            _("If you have forgotten the password, choose a new one."),
            _IGNORE,
        ),
        _("Choose a new password"),
        "password_reset_url",
    ),
    "account/email/unknown_account": Letter(
        _("There is no account with this address"),
        (
            _("Somebody, probably you, asked for a new password for this address. No account uses it."),
            _("You may have used another address, or you may not have an account yet."),
            _IGNORE,
        ),
        _("Make an account"),
        "signup_url",
    ),
    "account/email/password_reset_key": Letter(
        _("Choose a new password"),
        (
            _("Somebody, probably you, asked for a new password for this address."),
            _("The link works once, for three days."),
            _IGNORE,
        ),
        _("Choose a new password"),
        "password_reset_url",
    ),
    "account/email/password_changed": Letter(
        _("Your password has been changed"), (_("The password of your account has been changed."), _NOT_YOU)
    ),
    "account/email/password_set": Letter(
        _("Your password has been changed"), (_("The password of your account has been changed."), _NOT_YOU)
    ),
    "account/email/password_reset": Letter(
        _("Your password has been changed"), (_("The password of your account has been changed."), _NOT_YOU)
    ),
    "account/email/email_changed": Letter(
        _("Your e-mail address has been changed"),
        (_("Your account in the portal has another e-mail address from now on."), _NOT_YOU),
    ),
    "account/email/email_deleted": Letter(
        _("Your e-mail address has been changed"),
        (_("This address has been taken off your account in the portal."), _NOT_YOU),
    ),
    "account/email/email_confirm": Letter(
        _("Your e-mail address has been confirmed"),
        (_("The e-mail address of your account has been confirmed."), _NOT_YOU),
    ),
    "mfa/email/totp_activated": Letter(
        _("The second factor is in use"),
        (_("From now on signing in asks for a code from your authenticator app."), _NOT_YOU),
    ),
    "mfa/email/totp_deactivated": Letter(
        _("The second factor has been taken out of use"),
        (_("Signing in no longer asks for a code from your authenticator app."), _NOT_YOU),
    ),
    "mfa/email/recovery_codes_generated": Letter(
        _("You have new recovery codes"),
        (_("New recovery codes have been made for your account. The former ones don't work any more."), _NOT_YOU),
    ),
}

# '' where the page itself shows what happened.
NOTICES: dict[str, Text] = {
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/email_confirmed.txt": _("Your e-mail address has been confirmed."),
    "account/messages/email_confirmation_sent.txt": "",
    "account/messages/email_confirmation_failed.txt": _("This address couldn't be confirmed."),
    "account/messages/password_changed.txt": _("Your password has been changed."),
    "account/messages/password_set.txt": _("Your password has been changed."),
    "mfa/messages/totp_activated.txt": _("The second factor is in use."),
    "mfa/messages/totp_deactivated.txt": _("The second factor has been taken out of use."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes."),
}
