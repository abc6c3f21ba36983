"""What a person or an officer owes or awaits on this floor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from associations.enums import Area, ClaimState, DocumentState, Status
from associations.models import Association, Claim, Document, Invitation, Membership
from associations.policy import has_right
from associations.queries.handovers import waiting
from associations.queries.overview import to_renew
from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.dated.queries import value
from portal.matters import Matter, source
from portal.ui import formats


@source
def claims(actor: Actor) -> Iterable[Matter]:
    """One's own open requests, whomever one acts for; for officers those that wait for the city. One query."""
    if not actor.is_user:
        return []
    rows = (
        policy.visible(Claim.objects.open(), actor).select_related("user", "association").order_by("submitted_at", "pk")
    )
    mine = Q(user_id=actor.person_id)
    for_city = Q(state=ClaimState.SUBMITTED) if has_right(actor, Right.ASSOCIATIONS_EDIT) else Q()
    return [_matter(row, actor) for row in rows.filter(mine | for_city if for_city else mine)[:50]]


def _matter(row: Claim, actor: Actor) -> Matter:
    name = row.association.name if row.association else row.new_name
    if row.user_id != actor.user_id:
        note = _("%(person)s asks to act for the association") % {"person": row.user}
        return Matter(name, note, reverse("associations:claim_handle", args=[row.pk]), yours=True)
    asked = row.state == ClaimState.MORE_ASKED
    note = _("The city asks for more about your request") if asked else _("Your request is with the city")
    return Matter(name, note, row.get_absolute_url(), yours=asked)


@source
def facts(actor: Actor) -> Iterable[Matter]:
    """From the month of the rule on: confirm the facts of the year. Two queries."""
    if actor.acting_for is None or Area.PROFILE not in actor.areas:
        return []
    today = clock.today()
    if today.month < value("associations.confirmation_month"):
        return []
    own = Association.objects.filter(pk=actor.acting_for, status=Status.ACTIVE)
    if own.exclude(checked_on__gte=date(today.year, 1, 1)).exists():
        url = reverse("associations:facts_confirm", args=[actor.acting_for])
        note = _("Once a year: look whether all is right, and confirm it with one click")
        return [Matter(_("Confirm the association’s facts"), note, url, yours=True)]
    return []


@source
def papers(actor: Actor) -> Iterable[Matter]:
    """Documents that the city rejected, and verified ones that expire or have expired. Two queries."""
    if actor.acting_for is None or Area.PROFILE not in actor.areas:
        return []
    soon = clock.today() + timedelta(days=value("associations.document_notice_days"))
    url = reverse("associations:document_list")
    return [Matter(str(row), _note(row), url, yours=True) for row in to_renew(actor.acting_for, soon)[:50]]


def _note(row: Document) -> str:
    if row.state == DocumentState.REJECTED or row.valid_until is None:
        return _("The city rejected this document. Give a new one.")
    if row.valid_until < clock.today():
        return _("Valid until %(day)s only. Give a new one.") % {"day": formats.day(row.valid_until)}
    return _("Valid until %(day)s. Give a new one in time.") % {"day": formats.day(row.valid_until)}


@source
def invitations(actor: Actor) -> Iterable[Matter]:
    """Invitations to the person's confirmed addresses, whomever they act for. One query."""
    if not actor.is_user:
        return []
    mine = EmailAddress.objects.filter(user_id=actor.person_id, verified=True, email__iexact=OuterRef("email"))
    rows = Invitation.objects.open().filter(Exists(mine)).select_related("association").order_by("expires_at", "pk")
    return [
        Matter(
            row.association.name,
            _("You are invited to act for this association as: %(role)s") % {"role": row.get_role_display()},
            row.get_absolute_url(),
            yours=True,
            due=row.expires_at,
        )
        for row in rows[:20]
    ]


@source
def people(actor: Actor) -> Iterable[Matter]:
    """A handover whose day is to come, and advice where there is one main user only. Two queries."""
    if actor.acting_for is None:
        return []
    found = []
    handover = waiting(actor.acting_for)
    if handover is not None:
        day = formats.day(handover.effective_on)
        found.append(
            Matter(
                _("Handover to a new board"),
                _("The new board begins on %(day)s") % {"day": day},
                handover.get_absolute_url(),
                yours=False,
            )
        )
    if Area.PEOPLE in actor.areas:
        users = Membership.objects.main_users().filter(association_id=actor.acting_for).values("user").distinct()
        if users.count() == 1:
            found.append(
                Matter(
                    _("Only one main user"),
                    _("Two are advised, so that the association isn't shut out when one is away. Invite another."),
                    reverse("associations:people"),
                    yours=True,
                )
            )
    return found
