"""Kinds of question, and of table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    """What kind of answer a question takes."""

    TEXT = "text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    NUMBER = "number", _("number")
    MONEY = "money", _("sum of money")
    DATE = "date", _("date")
    CHOICE = "choice", _("one of several")
    CHOICES = "choices", _("any of several")
    DECLARATION = "declaration", _("declaration that is ticked")
    AMOUNT_CHOICE = "amount_choice", _("one of the call's sums")
    TABLE = "table", _("table with sums")
    FILE = "file", _("file")
    BANK_ACCOUNT = "bank_account", _("bank account from the profile")


class TableRole(models.TextChoices):
    """What a table with sums tells: the portal adds up costs and income, and compares them with the sum applied for."""

    COSTS = "costs", _("costs")
    INCOME = "income", _("income")
    OTHER = "other", _("something else")


# Kinds whose answers are among the question's own options.
WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
# Kinds on whose answer it can depend whether another question is asked.
DECIDING = WITH_OPTIONS | {QuestionKind.DECLARATION}
# What a ticked declaration is stored as.
TICKED = "yes"
