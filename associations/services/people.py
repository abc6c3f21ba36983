"""Giving people roles, changing and ending them. An association never stays without a main user by such an act."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from associations.enums import DEFAULT_AREAS, Area, Role
from associations.models import Association, Membership
from associations.models.people import rights_in_words
from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui.forms import stale_sentence
from portal.workflow import Refused

DAY = timedelta(days=1)
# What a page of a role shows, and what the person who changes it has seen: role, rights, last day.
Terms = tuple[str, tuple[str, ...], date | None]


def lock(association_id: int) -> Association:
    """Lock the association's row first, so that two who change its people at once come one after the other.

    Rows that point to the association may be added meanwhile. Raises Association.DoesNotExist. One query.
    """
    return Association.objects.select_for_update(no_key=True).get(pk=association_id)


def terms_of(membership: Membership) -> Terms:
    """The role as a page shows it, to be compared when a change comes back."""
    return (membership.role, tuple(sorted(membership.areas)), membership.ends_on)


def words(role: str, areas: Collection[str], language: str) -> dict[str, Any]:
    """Role and rights in words of a language (fi, sv, en), for a message."""
    with override(language):
        return {"role": str(Role(role).label), "areas": rights_in_words(list(areas))}


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
    """Give a person a role; without ``areas`` the rights that the role starts with.

    Whether the actor may is the caller's matter. Raises :class:`Refused` when the person has the role from that day.
    """
    given = DEFAULT_AREAS[role] if areas is None else frozenset(areas)
    first = starts_on or clock.today()
    same = Membership.objects.filter(association=association, user=user, role=role, starts_on=first)
    if same.not_over(first).exists():
        raise Refused(_("The person has this role from that day already."))
    membership = Membership.objects.create(
        association=association, user=user, role=role, areas=sorted(given), starts_on=first, ends_on=ends_on
    )
    journal.record("associations.member_added", membership)
    return membership


@transaction.atomic
def change_member(
    *, membership: Membership, role: Role, areas: Iterable[Area], ends_on: date | None, seen: Terms | None = None
) -> Membership:
    """Change role, rights and last day (Helsinki) from now on, and tell the person.

    ``seen`` is what the page showed. Raises :class:`Refused` when somebody else changed it in between, for a last day
    that has gone by, and when the association would be left without a main user.
    """
    lock(membership.association_id)
    fresh = Membership.objects.select_related("association", "user").get(pk=membership.pk)
    policy.require("associations.change_membership", fresh)
    before = terms_of(fresh)
    if seen is not None and seen != before:
        raise Refused(stale_sentence())
    _still_open(fresh)
    after: Terms = (role, tuple(sorted(areas)), ends_on)
    if after == before:
        return fresh
    if ends_on is not None and ends_on < max(fresh.starts_on, clock.today()):
        raise Refused(_("The last day can be today or later, and not before the first day of the role."))
    _keeps_a_main_user(fresh, still=Area.PEOPLE in after[1], until=ends_on)
    _role_is_free(fresh, role)
    fresh.role, fresh.areas, fresh.ends_on = role, list(after[1]), ends_on
    fresh.save(update_fields=["role", "areas", "ends_on"])
    event = journal.record("associations.member_changed", fresh)
    _tell(fresh, "changed", str(event.pk))
    return fresh


@transaction.atomic
def end_member(*, membership: Membership, last_day: date | None = None) -> Membership:
    """End a role on its last day (Helsinki, today or later); without one at once, so that the next request is denied.

    Main users end any role of their association, everybody else their own. Raises :class:`Refused` when the
    association would be left without a main user, or the day doesn't fit.
    """
    lock(membership.association_id)
    fresh = Membership.objects.select_related("association", "user").get(pk=membership.pk)
    policy.require("associations.end_membership", fresh)
    _still_open(fresh)
    if last_day is not None and last_day < max(fresh.starts_on, clock.today()):
        raise Refused(_("The last day can be today or later, and not before the first day of the role."))
    if last_day is not None and fresh.ends_on is not None and last_day > fresh.ends_on:
        raise Refused(_("The role ends before that day already."))
    until = last_day or max(clock.today(), fresh.starts_on) - DAY
    _keeps_a_main_user(fresh, still=True, until=until)
    fresh.ends_on = until
    fresh.save(update_fields=["ends_on"])
    event = journal.record("associations.member_ended", fresh)
    _tell(fresh, "ended", str(event.pk))
    return fresh


def _still_open(membership: Membership) -> None:
    if not Membership.objects.not_over().filter(pk=membership.pk).exists():
        raise Refused(_("This role has ended already."))


def _role_is_free(membership: Membership, role: str) -> None:
    same = Membership.objects.not_over(membership.starts_on).filter(
        association_id=membership.association_id, user_id=membership.user_id, role=role, starts_on=membership.starts_on
    )
    if same.exclude(pk=membership.pk).exists():
        raise Refused(_("The person has this role from that day already."))


def _keeps_a_main_user(membership: Membership, *, still: bool, until: date | None) -> None:
    """Refuse what takes the last main user away: looks at the first day on which this one wouldn't hold any more.

    ``still`` says whether the right stays, ``until`` is the new last day. Two queries at most.
    """
    if not membership.is_main_user:
        return
    first = max(clock.today(), membership.starts_on)
    if still:
        if until is None:
            return
        first = max(first, until + DAY)
    if membership.ends_on is not None and membership.ends_on < first:
        return
    others = Membership.objects.main_users(first).filter(association_id=membership.association_id)
    if others.exclude(pk=membership.pk).exists():
        return
    raise Refused(
        _(
            "The association needs at least one main user, and this is the last one. Make somebody else a main user"
            " first, hand over to a new board, or ask the city."
        )
    )


def _tell(membership: Membership, what: str, discriminator: str) -> None:
    """Owe the person concerned a message, unless they did it themselves."""
    who = actors.current()
    if membership.user_id == who.user_id:
        return
    tell_of_role(membership, what=what, by=who.label, discriminator=discriminator)


def tell_of_role(membership: Membership, *, what: str, by: str, discriminator: str) -> None:
    """Owe the person the message about their role; ``what`` is "changed" or "ended", ``by`` a name."""
    user = membership.user
    context = {
        "what": what,
        "by": by,
        "association": plain.texts(membership.association, "name"),
        "last_day": membership.ends_on,
        "gone": membership.ends_on is not None and membership.ends_on < clock.today(),
        **words(membership.role, membership.areas, user.language),
    }
    outbox.owe(
        "associations.role_changed",
        subject=membership,
        recipients=[user],
        context=context,
        path="/fi/omat/",
        discriminator=discriminator,
    )


def has_main_user(association: Association, day: date) -> bool:
    """Whether somebody is a main user on the day, by a role and not only by an invitation. One query."""
    return Membership.objects.main_users(day).filter(association=association).exists()
