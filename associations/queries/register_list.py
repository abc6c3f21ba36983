"""The register as the city's list filters and shows it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from associations.enums import Area, ContactKind, Status
from associations.models import (
    Association,
    AssociationQuerySet,
    BankAccount,
    Claim,
    ContactWay,
    Document,
    Membership,
    Sector,
)
from associations.policy import shut_out
from associations.queries import cards, liaison_rows, search
from portal import clock, policy
from portal.accounts.models import User
from portal.actor import Actor
from portal.outbox.models import Bounce
from portal.translated import expression
from portal.ui.fragments import fragment

# Addresses as a subquery of one column, or as they are.
Addresses = QuerySet[Any, Any] | Collection[str]

NOBODY = "none"
ALL = "all"
NOT_THIS_YEAR, NEVER = "not_this_year", "never"
NO_MAIN_USER, ONE_MAIN_USER = "none", "one"

ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("sort_name", "pk"),
    "-name": ("-sort_name", "-pk"),
    # Who has never confirmed comes before who did so long ago.
    "checked": (F("checked_on").asc(nulls_first=True), "pk"),
    "-checked": (F("checked_on").desc(nulls_last=True), "-pk"),
    "added": ("added_at", "pk"),
    "-added": ("-added_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What may be asked of the list. Empty means: whatever it is; of the status: active ones."""

    q: str = ""
    sector: str = ""
    district: str = ""
    form: str = ""
    status: str = ""
    checked: str = ""
    people: str = ""
    # The key of the liaison, or NOBODY.
    liaison: str = ""
    bouncing: bool = False
    awaiting: bool = False
    tied: bool = False
    order: str = ""


def found(actor: Actor, asked: Criteria) -> AssociationQuerySet:
    """The associations that fit, of those that the actor may see, in order.

    Words cost two queries of their own, a liaison one.
    """
    rows: AssociationQuerySet = policy.visible(Association.objects.all(), actor)
    if asked.status != ALL:
        rows = rows.filter(status=asked.status or Status.ACTIVE)
    if asked.sector:
        rows = rows.filter(facets__contains=[f"s:{asked.sector}"])
    if asked.district:
        rows = rows.filter(facets__contains=[f"d:{asked.district}"])
    if asked.form:
        rows = rows.filter(legal_form=asked.form)
    if asked.checked:
        rows = _unconfirmed(rows, asked.checked)
    if asked.people:
        rows = _by_main_users(rows, asked.people)
    if asked.liaison:
        rows = _by_liaison(rows, asked.liaison)
    if asked.bouncing:
        rows = whose_mail_comes_back(rows, Bounce.objects.in_force().values("address"))
    if asked.awaiting:
        rows = _awaiting(rows, actor)
    if asked.tied:
        shut = shut_out(actor, "pk")
        rows = rows.filter(shut) if shut is not None else rows.none()
    if asked.q:
        # Best first, unless another order was asked for.
        rows = search.search(rows, asked.q)
    if asked.order in ORDERS or not asked.q:
        rows = rows.order_by(*ORDERS.get(asked.order, ORDERS["name"]))
    return rows


def _unconfirmed(rows: AssociationQuerySet, checked: str) -> AssociationQuerySet:
    never = Q(checked_on__isnull=True)
    if checked == NEVER:
        return rows.filter(never)
    return rows.filter(never | Q(checked_on__lt=date(clock.today().year, 1, 1)))


def _main_users() -> QuerySet[Membership]:
    return Membership.objects.in_force().with_area(Area.PEOPLE)


def _by_main_users(rows: AssociationQuerySet, people: str) -> AssociationQuerySet:
    # Of the whole register it is cheaper to look among the few closed accounts than to join every person.
    able = _main_users().exclude(user__in=User.objects.filter(is_active=False).values("pk"))
    if people == NO_MAIN_USER:
        return rows.filter(~Exists(able.filter(association=OuterRef("pk"))))
    counted = able.values("association").annotate(number=Count("user", distinct=True))
    return rows.filter(pk__in=counted.filter(number=1).values("association"))


def _by_liaison(rows: AssociationQuerySet, liaison: str) -> AssociationQuerySet:
    """By who answers for the whole association: its own liaison before its sector's before that of all."""
    own = liaison_rows.standing().filter(association__isnull=False, part=liaison_rows.WHOLE)
    general = liaison_rows.general()
    without_own = ~Q(pk__in=own.values("association"))
    if liaison == NOBODY:
        if general.for_all is not None:
            return rows.none()
        return rows.filter(without_own).exclude(sector__in=list(general.by_sector))
    who = int(liaison)
    theirs = Q(sector__in=general.sectors_of(who))
    if general.for_all is not None and general.for_all[0] == who:
        theirs |= ~Q(sector__in=list(general.by_sector))
    return rows.filter(Q(pk__in=own.filter(user=who).values("association")) | (without_own & theirs))


def whose_mail_comes_back(rows: AssociationQuerySet, addresses: Addresses) -> AssociationQuerySet:
    """Those with a contact way, or with somebody who acts for them today, among the addresses (in small letters)."""
    ways = ContactWay.objects.filter(kind=ContactKind.EMAIL).annotate(_address=Lower("value"))
    people = Membership.objects.in_force().annotate(_address=Lower("user__email"))
    return rows.filter(
        Q(pk__in=ways.filter(_address__in=addresses).values("association"))
        | Q(pk__in=people.filter(_address__in=addresses).values("association"))
    )


def _awaiting(rows: AssociationQuerySet, actor: Actor) -> AssociationQuerySet:
    """Those with something to verify that the actor may see: what a tie keeps from them doesn't show here either."""
    claims = policy.visible(Claim.objects.open(), actor).filter(association__isnull=False)
    documents = policy.visible(Document.objects.awaiting(), actor)
    accounts = policy.visible(BankAccount.objects.awaiting(), actor)
    return rows.filter(
        ~Q(name_doubt="")
        | Q(pk__in=claims.values("association"))
        | Q(pk__in=documents.values("association"))
        | Q(pk__in=accounts.values("association"))
    )


class RegisterRow(NamedTuple):
    """What a row of the list shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    name: str
    sector: str
    status: str
    register_number: str
    checked_on: date | None
    confirmed: bool
    main_users: int
    liaison: str


_SHOWN = ("pk", "name_fi", "sector_id", "status", "register_number", "checked_on")


def register_rows(rows: AssociationQuerySet, language: str) -> list[RegisterRow]:
    """The page of associations as the list shows them. Two queries, three where one of them has a liaison of its own.

    What is joined and counted is joined and counted for the fifty of the page.
    """
    shown = list(rows.values_list(*_SHOWN, f"name_{language}"))
    keys = [row[0] for row in shown]
    people = main_users(keys)
    own, general = liaison_rows.of_page(keys)
    sectors = cards.sector_names(language)
    year = clock.today().year
    made = []
    for pk, name_fi, sector, status, number, checked_on, name in shown:
        liaison = own.get(pk) or general.of(sector)
        made.append(
            RegisterRow(
                str(pk),
                name or name_fi,
                sectors.get(sector, ""),
                status,
                number,
                checked_on,
                checked_on is not None and checked_on.year == year,
                people.get(pk, 0),
                liaison[1] if liaison else "",
            )
        )
    return made


def main_users(associations: Iterable[int]) -> dict[int, int]:
    """How many main users each association has today; those without any aren't in it. One query."""
    counted = _main_users().filter(association__in=list(associations), user__is_active=True).values("association")
    return dict(counted.annotate(number=Count("user", distinct=True)).values_list("association", "number"))


def sector_choices(language: str) -> list[tuple[str, str]]:
    """Short name and name of all sectors in their order, kept per version."""

    def build() -> str:
        rows = Sector.objects.annotate(label=expression("name", language)).values_list("slug", "label")
        return json.dumps(list(rows))

    found = fragment("sector-choices", ("associations",), language, build)
    return [(slug, name) for slug, name in json.loads(found)]


def count_of(asked: Criteria, rows: AssociationQuerySet) -> int:
    """How many fit. The whole register is counted once per version; whatever is asked besides is counted anew."""
    if asked == Criteria(order=asked.order):
        return int(fragment("register-count", ("associations",), "-", lambda: str(rows.count())))
    return rows.count()
