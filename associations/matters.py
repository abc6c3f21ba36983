"""What a person or an association owes or awaits on this floor."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.models import Invitation, Membership
from associations.queries.handovers import waiting
from portal.actor import Actor
from portal.matters import Matter, source
from portal.ui import formats


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
