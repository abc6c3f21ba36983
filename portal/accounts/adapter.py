"""How allauth behaves in this house: mail in the person's language, our own addresses, answers that tell nothing."""

from __future__ import annotations

import smtplib
import time
from typing import Any
from urllib.parse import urlsplit

import structlog
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.accounts.letters import LETTERS, NOTICES
from portal.accounts.middleware import DEMO_SESSION_KEY
from portal.accounts.models import User
from portal.translated import LANGUAGES, active
from portal.ui import mails
from portal.ui.addresses import stays_here

log = structlog.get_logger(__name__)

_WRONG_CODE = _("The code isn't right. Codes change every 30 seconds: write the newest one.")

CAME_FROM = "came_from"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for an unknown address and a wrong password (cases.md 25).
        "email_password_mismatch": _("The e-mail address or the password isn't right."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "enter_current_password": _("This isn't your present password."),
        "incorrect_password": _("The password isn't right."),
        "incorrect_code": _WRONG_CODE,
        "email_taken": _("This address is in use already."),
        "same_as_current": _("This is your present address."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this portal may follow a sign-in; allauth would also take any host of ALLOWED_HOSTS."""
        return stays_here(url)

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """To sign in; in the browser in which the account was made, on to the page from which the person came."""
        target = self.request.session.pop(CAME_FROM, None)
        if self.request.user.is_authenticated or not self.is_safe_url(target):
            return str(super().get_email_verification_redirect_url(email_address))
        return f"{reverse('account_login')}?{urlencode({'next': target})}"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody who signed in within the last minutes is asked for the password again.

        Allauth asks also then; an employee who is sent to set up the second factor would meet the form twice.
        """
        # The demo's one click stands in for the password, which nobody there knows.
        if settings.DEMO and self.request.session.get(DEMO_SESSION_KEY):
            return False
        records = get_authentication_records(self.request, self.request.user)
        if any(time.time() - record["at"] < account_settings.REAUTHENTICATION_TIMEOUT for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new account speaks the language of the page on which it was made.

        Where the person came from stays in the session: a mail that confirms an address holds nothing typed.
        """
        if target := request.POST.get("next"):
            request.session[CAME_FROM] = target
        user.language = active()
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One of the house's letters, in the person's language.

        A mail server that is away is logged and no fault of the page's: it would answer differently then for known
        and unknown addresses, and every page offers to send again.
        """
        letter = LETTERS[template_prefix]
        language = self._language(email, context)
        with override(language):
            values = {
                **mails.words(language),
                "subject": str(letter.subject),
                "paragraphs": letter.paragraphs,
                "button": letter.button,
                "link": self._ours(str(context[letter.address]), language) if letter.address else "",
            }
            mail = EmailMultiAlternatives(
                subject=values["subject"],
                body=render_to_string("accounts/mail/letter.txt", values).strip() + "\n",
                to=[email],
                reply_to=[settings.CITY_CONTACT["email"]],
                headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
            )
            mail.attach_alternative(mails.inlined(render_to_string("accounts/mail/letter.html", values)), "text/html")
        try:
            mail.send()
        except (OSError, smtplib.SMTPException) as error:
            log.error("accounts.mail_failed", letter=template_prefix, error=type(error).__name__)

    def _language(self, email: str, context: dict[str, Any]) -> str:
        user = context.get("user") or getattr(self.request, "user", None)
        language = user.language if isinstance(user, User) and user.email.lower() == email.lower() else active()
        return language if language in LANGUAGES else active()

    def _ours(self, address: str, language: str) -> str:
        """The address on the portal's own host, whatever host the request named (cases.md 28)."""
        path = urlsplit(address).path
        first, _slash, rest = path[1:].partition("/")
        return f"{settings.PORTAL_URL}/{language}/{rest}" if first in LANGUAGES else f"{settings.PORTAL_URL}{path}"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentences in place of allauth's."""
        text = NOTICES.get(message_template or "")
        if text is None:
            super().add_message(request, level, message_template, message_context, extra_tags, message)
        elif text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Allauth puts the Host header in front: another host would give another set of attempts.
        return str(credentials.get("email", "")).lower()


class MfaAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address first."),
    }
