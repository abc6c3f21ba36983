"""One question as a field: what is typed, and what is stored of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _

from associations.models import BankAccount
from grants.enums import TICKED, QuestionKind
from grants.forms.attaching import AttachmentsField
from grants.forms.printable import printable
from grants.forms.tables import TableField
from grants.models import Call, Question
from portal.translated import active
from portal.ui import formats
from portal.ui.fields import MOST_CENTS, DayField, MoneyField, NumberField

MOST_NUMBER = 10**9


@dataclass(frozen=True, slots=True)
class Profile:
    """What the association's profile holds for its applications: accounts, and documents by kind."""

    accounts: Sequence[BankAccount] = ()
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def field_for(question: Question, call: Call, profile: Profile) -> forms.Field:
    """The field that asks the question. Nothing is required: a draft may be half done, submitting checks it."""
    label = question.label if question.required else _("%(question)s (optional)") % {"question": question.label}
    texts: dict[str, Any] = {"label": label, "help_text": _help(question), "required": False}
    kind = question.kind
    if kind in {QuestionKind.CHOICE, QuestionKind.AMOUNT_CHOICE, QuestionKind.BANK_ACCOUNT}:
        return forms.ChoiceField(choices=_choices(question, call, profile.accounts), widget=forms.RadioSelect, **texts)
    if kind == QuestionKind.CHOICES:
        choices = _choices(question, call, profile.accounts)
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **texts)
    if kind == QuestionKind.DECLARATION:
        # Sends what is stored, so that the page can tell by it what hangs on it.
        return forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": TICKED}), **texts)
    if kind == QuestionKind.DATE:
        return DayField(**texts)
    if kind == QuestionKind.MONEY:
        highest = MOST_CENTS if question.highest is None else question.highest
        return MoneyField(min_cents=question.lowest or 0, max_cents=highest, **texts)
    if kind == QuestionKind.NUMBER:
        highest = MOST_NUMBER if question.highest is None else question.highest
        return NumberField(lowest=question.lowest or 0, highest=highest, **texts)
    if kind == QuestionKind.TABLE:
        return TableField(question=question, **texts)
    if kind == QuestionKind.FILE:
        held = profile.documents.get(question.document_kind)
        return AttachmentsField(most=question.most_files, held=held, **texts)
    widget = forms.Textarea(attrs={"rows": 5}) if kind == QuestionKind.LONG_TEXT else forms.TextInput()
    return forms.CharField(max_length=question.max_length, widget=widget, validators=[printable], **texts)


def _help(question: Question) -> str:
    # A field's help may hold mark-up of ours; what an officer wrote is text.
    parts = [escape(question.help)] if question.help else []
    if question.asked_if is not None:
        deciding = question.asked_if
        values = [deciding.option_label(value, active()) or _("yes") for value in question.asked_if_values]
        words = {"question": deciding.label, "answers": _(" or ").join(values)}
        parts.append(escape(_("Only if the answer to “%(question)s” is: %(answers)s.") % words))
    return " ".join(parts)


def _choices(question: Question, call: Call, accounts: Sequence[BankAccount]) -> list[tuple[str, str]]:
    if question.kind == QuestionKind.AMOUNT_CHOICE:
        return [(str(cents), formats.euros(cents)) for cents in call.amounts_cents]
    if question.kind == QuestionKind.BANK_ACCOUNT:
        return [(str(account.pk), str(account)) for account in accounts]
    return [(option["key"], question.option_label(option["key"], active())) for option in question.options]


def prefilled(question: Question, profile: Profile) -> Any:
    """What the portal knows already. With one account in the profile there is nothing to choose."""
    if question.kind == QuestionKind.BANK_ACCOUNT and len(profile.accounts) == 1:
        return str(profile.accounts[0].pk)
    return ""


def stored(question: Question, value: Any) -> Any:
    """The cleaned value as an answer keeps it: text, a list of option keys, a table's cells, or '' for none.

    Sums are whole cents in digits, numbers digits with a point, days ISO 8601.
    """
    # A zero is an answer, and equal to False.
    if value is None or value is False or value in ("", []):
        return ""
    if question.kind == QuestionKind.DECLARATION:
        return TICKED
    if question.kind == QuestionKind.CHOICES:
        return list(value)
    if question.kind == QuestionKind.TABLE:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def typed(kind: str, answer: Any) -> Any:
    """The answer as its field shows it."""
    if answer in (None, ""):
        return [] if kind == QuestionKind.CHOICES else answer
    if kind == QuestionKind.MONEY:
        return int(answer)
    if kind == QuestionKind.DATE:
        return date.fromisoformat(answer)
    if kind == QuestionKind.NUMBER:
        return Decimal(answer)
    return answer == TICKED if kind == QuestionKind.DECLARATION else answer
