"""Bank accounts, and the ledger of support."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction

from associations.enums import SupportKind
from associations.models import Association, BankAccount, Support
from portal import clock
from portal.journal import services as journal
from portal.ui.fields import parse_iban


@transaction.atomic
def add_bank_account(
    *, association: Association, iban: str, verified_on: date | None = None, starts_on: date | None = None
) -> BankAccount:
    """Add an account in the association's own name, used from the day on (today in Helsinki).

    Raises ValidationError with a sentence for a number whose check digits are wrong (ISO 13616).
    """
    account = BankAccount.objects.create(
        association=association,
        iban=parse_iban(iban),
        holder=association.name_fi,
        verified_on=verified_on,
        starts_on=starts_on or clock.today(),
    )
    journal.record("associations.bank_account_added", account)
    return account


@transaction.atomic
def record_support(
    *,
    association: Association,
    kind: SupportKind,
    value_cents: int,
    given_on: date,
    title: str,
    source: models.Model,
    de_minimis: bool = False,
) -> Support:
    """Write one row of the ledger of support; once per source, so a repeated task adds nothing."""
    support, made = Support.objects.get_or_create(
        source_type=source._meta.label_lower,
        source_id=str(source.pk),
        defaults={
            "association": association,
            "kind": kind,
            "value_cents": value_cents,
            "given_on": given_on,
            "year": given_on.year,
            "title": title,
            "de_minimis": de_minimis,
        },
    )
    if made:
        journal.record("associations.support_recorded", support, details={"cents": value_cents})
    return support
