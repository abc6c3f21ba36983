"""The daily digest: one mail for all that was held for a person."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from portal import clock
from portal.accounts.models import User
from portal.outbox import rendering
from portal.outbox.models import DIGEST_KIND, Message
from portal.outbox.services import owe


def owe_digests() -> int:
    """Owe a digest to each person for whom held messages have come due. Returns how many were owed."""
    people = (
        Message.objects.for_digest(clock.now())
        .filter(recipient__isnull=False)
        .order_by("recipient_id")
        .values_list("recipient_id", flat=True)
        .distinct()
    )
    return sum(_owe_digest(pk) for pk in list(people))


@transaction.atomic
def _owe_digest(user_id: int) -> bool:
    # Locked, so that two digests at work never carry the same message.
    held = list(
        Message.objects.for_digest(clock.now())
        .filter(recipient_id=user_id)
        .order_by("created_at", "pk")
        .select_for_update(skip_locked=True, of=("self",))
    )
    if not held:
        return False
    user = User.objects.get(pk=user_id)
    with override(user.language):
        items = [
            {"title": rendering.title(message, user.language), "path": reverse("outbox:message", args=[message.pk])}
            for message in held
        ]
        path = reverse("outbox:inbox")
    [digest] = owe(
        DIGEST_KIND,
        subject=user,
        recipients=[user],
        context={"items": items, "count": len(items)},
        path=path,
        # The last message that it carries: no two digests of a person share it.
        discriminator=str(held[-1].pk),
    )
    Message.objects.filter(pk__in=[message.pk for message in held]).update(carried_by=digest)
    return True
