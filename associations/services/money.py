"""Bank accounts, and the ledger of support."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _

from associations.enums import SupportKind
from associations.models import Association, BankAccount, Support
from associations.queries.people import account_watchers
from associations.services import editing
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui.fields import parse_iban
from portal.workflow import Refused


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
def add_own_account(*, association: Association, iban: str, starts_on: date | None = None) -> BankAccount:
    """A main user adds an account of the association, used from the day on (today in Helsinki) once it is verified.

    All main users and treasurers are told: whoever gets into one mailbox must not move the money unseen.

    Raises :class:`Refused` for an account that is there already or a day that is past or more than a year away,
    ValidationError for a wrong number, and as :func:`~associations.services.editing.lock` does.
    """
    fresh = editing.lock(association, "associations.manage_people")
    today = clock.today()
    if starts_on is not None and not today <= starts_on <= today.replace(year=today.year + 1, day=min(today.day, 28)):
        raise Refused(_("The account can be used from today or from a day within a year."))
    number = parse_iban(iban)
    if BankAccount.objects.filter(association=fresh, iban=number, ended_on__isnull=True).exists():
        raise Refused(_("The association has this account already."))
    account = add_bank_account(association=fresh, iban=number, starts_on=starts_on)
    tell_of_account(account, "added")
    return account


@transaction.atomic
def end_bank_account(*, account: BankAccount) -> BankAccount:
    """A main user ends the use of an account: from today, or never begun where it was to begin later.

    All main users and treasurers are told. Raises :class:`Refused` for one that has ended, Http404 or PermissionDenied.
    """
    fresh = BankAccount.objects.select_for_update(of=("self",)).select_related("association").get(pk=account.pk)
    policy.require("associations.manage_people", fresh.association)
    if fresh.ended_on is not None:
        raise Refused(_("The use of this account has been ended already."))
    fresh.ended_on = max(fresh.starts_on, clock.today())
    fresh.save(update_fields=["ended_on"])
    journal.record("associations.bank_account_ended", fresh)
    tell_of_account(fresh, "ended")
    return fresh


def tell_of_account(account: BankAccount, change: str) -> None:
    """Owe main users and treasurers the news of an account that was "added" or "ended", once each."""
    outbox.owe(
        "associations.account_changed",
        subject=account,
        recipients=account_watchers(account.association),
        context={
            "association": plain.texts(account.association, "name"),
            "ended": change == "ended",
            # A mail is no place for a whole account number.
            "account": f"{account.iban[:2]}… {account.iban[-4:]}",
            "who": actors.current().label,
            "when": clock.now(),
            "from_day": account.ended_on if change == "ended" else account.starts_on,
            "left": BankAccount.objects.filter(
                association=account.association, verified_on__isnull=False, ended_on__isnull=True
            ).count(),
        },
        path="/fi/omat/yhdistys/",
        discriminator=change,
    )


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
