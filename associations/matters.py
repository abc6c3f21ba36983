"""What a person or an officer owes or awaits on this floor."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from associations.enums import ClaimState
from associations.models import Claim
from associations.policy import has_right
from portal import policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.matters import Matter, source


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
