"""How long this floor keeps what names people, and what the law keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from associations.enums import Status
from associations.models import Claim, ContactWay, Handover, HandoverSeat, Invitation
from associations.personal import ENDED, empty_claims, empty_handovers, empty_invitations
from portal import clock, retention
from portal.accounts.personal import NOWHERE
from portal.files.models import StoredFile
from portal.journal.models import RowImage


def ended_invitations(before: datetime) -> QuerySet[Invitation]:
    """Invitations that were accepted, revoked or too old before the instant, and still show an address."""
    ended = Q(accepted_at__lt=before) | Q(revoked_at__lt=before) | Q(accepted_at__isnull=True, expires_at__lt=before)
    return Invitation.objects.filter(ended).exclude(email__endswith=f"@{NOWHERE}")


retention.kind(
    "associations.invitations",
    label=_("Invitations that have ended"),
    what=_("The address is erased. Who invited to which role, and when, stays."),
    basis=_("Shows how a role came about (GDPR, article 5(1)(e))"),
    months=12,
    find=ended_invitations,
    erase=empty_invitations,
)


def ended_claims(before: datetime) -> QuerySet[Claim]:
    """Claims that ended before the instant; a verified one as long as the role that it gave is in force."""
    rows = Claim.objects.annotate(ended_at=Coalesce("handled_at", "submitted_at"))
    rows = rows.filter(state__in=ENDED, ended_at__lt=before)
    day = clock.local(before).date()
    rows = rows.filter(Q(membership__isnull=True) | Q(membership__ends_on__lt=day))
    key = Cast(OuterRef("pk"), CharField())
    attached = Exists(StoredFile.objects.filter(parent_type=Claim._meta.label_lower, parent_id=key))
    return rows.filter(~Q(message="") | ~Q(second_email="") | ~Q(reason__in=["", "–"]) | attached)


retention.kind(
    "associations.claims",
    label=_("Requests to act for an association that have ended"),
    what=_("Texts, addresses and attached minutes are erased. Who asked for which role stays."),
    basis=_("Proves why somebody was let in (GDPR, article 5(1)(e))"),
    months=24,
    find=ended_claims,
    erase=empty_claims,
    joined=("user", "association"),
)


def old_handovers(before: datetime) -> QuerySet[Handover]:
    """Handovers that took effect before the instant and still hold addresses or minutes."""
    key = Cast(OuterRef("pk"), CharField())
    attached = Exists(StoredFile.objects.filter(parent_type=Handover._meta.label_lower, parent_id=key))
    seats = HandoverSeat.objects.filter(handover=OuterRef("pk")).exclude(email__endswith=f"@{NOWHERE}")
    return Handover.objects.filter(Exists(seats) | attached, effective_on__lt=clock.local(before).date())


retention.kind(
    "associations.handovers",
    label=_("Handovers to a new board"),
    what=_("Addresses and attached minutes are erased. Which roles changed hands, and when, stays."),
    basis=_("Proves why the rights changed hands (GDPR, article 5(1)(e))"),
    months=24,
    find=old_handovers,
    erase=empty_handovers,
    joined=("association",),
)


def private_ways_of_the_dissolved(before: datetime) -> QuerySet[ContactWay]:
    """Private contact ways of associations that dissolved before the instant; the record says when that was."""
    since = RowImage.objects.filter(
        table="associations_association",
        row_pk=Cast(OuterRef("association_id"), CharField()),
        at__gte=before,
        after__status=Status.DISSOLVED,
    ).exclude(before__status=Status.DISSOLVED)
    return ContactWay.objects.filter(~Exists(since), public=False, association__status=Status.DISSOLVED)


def remove_ways(ways: Sequence[ContactWay]) -> None:
    """Remove them."""
    ContactWay.objects.filter(pk__in=[way.pk for way in ways]).delete()


retention.kind(
    "associations.contact_ways",
    label=_("Private contact ways of dissolved associations"),
    what=_("Removed."),
    basis=_("Needed to reach the association (GDPR, article 5(1)(e))"),
    months=6,
    find=private_ways_of_the_dissolved,
    erase=remove_ways,
)

retention.statutory(
    "associations",
    label=_("The ledger of support, and the accounts to which the city paid"),
    basis=_("Bookkeeping and the record of de minimis aid (Accounting Act 1336/1997; EU 2023/2831, article 6)"),
    verbs=("associations.support_", "associations.bank_account_"),
    tables=("associations_support", "associations_bankaccount"),
)
