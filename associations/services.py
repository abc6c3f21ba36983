"""Every write on this floor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import DEFAULT_AREAS, Area, Role, SupportKind
from associations.models import Association, BankAccount, Membership, Support, Tie
from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.journal import services as journal
from portal.ui import pagecache
from portal.ui.fields import parse_iban
from portal.workflow import Refused


@transaction.atomic
def add_association(**fields: Any) -> Association:
    """Add an association to the register under an address made from its Finnish name.

    Raises django.core.exceptions.ValidationError with sentences for a wrong register number and the like.
    """
    base = rules.slug(fields["name_fi"])
    taken = set(Association.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    association = Association(slug=slug, **fields)
    association.full_clean(exclude=["search_text", "search_vector", "sort_name"])
    association.save()
    journal.record("associations.association_added", association)
    pagecache.bump("associations")
    return association


@transaction.atomic
def add_member(
    *,
    association: Association,
    user: User,
    role: Role,
    areas: Iterable[Area] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role; without ``areas`` the rights that the role starts with."""
    given = DEFAULT_AREAS[role] if areas is None else frozenset(areas)
    membership = Membership.objects.create(
        association=association,
        user=user,
        role=role,
        areas=sorted(given),
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    journal.record("associations.member_added", membership)
    return membership


@transaction.atomic
def add_bank_account(*, association: Association, iban: str, verified_on: date | None = None) -> BankAccount:
    """Add an account in the association's own name.

    Raises ValidationError with a sentence for a number whose check digits are wrong (ISO 13616).
    """
    account = BankAccount.objects.create(
        association=association, iban=parse_iban(iban), holder=association.name_fi, verified_on=verified_on
    )
    journal.record("associations.bank_account_added", account)
    return account


@transaction.atomic
def record_tie(*, association: Association, relative: bool) -> Tie:
    """Record that the acting employee, or a close relative, holds a seat in the association, from today.

    From then on the matters of the association are shut to the employee (Hallintolaki 434/2003 §28). Raises
    :class:`Refused` when the tie is recorded already.
    """
    policy.require("associations.record_tie")
    who = actors.current().person_id
    try:
        with transaction.atomic():
            tie = Tie.objects.create(user_id=who, association=association, relative=relative)
    except IntegrityError:
        raise Refused(_("This tie is recorded already.")) from None
    journal.record("associations.tie_recorded", tie)
    return tie


@transaction.atomic
def end_tie(tie: Tie) -> Tie:
    """End a tie of the acting employee: its last day was yesterday, or the day it began."""
    policy.require("associations.record_tie", tie)
    tie.ends_on = max(tie.starts_on, clock.today() - timedelta(days=1))
    tie.save(update_fields=["ends_on"])
    journal.record("associations.tie_ended", tie)
    return tie


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
