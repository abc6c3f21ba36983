"""What an officer must see beside a request to act for an association."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, Q, When

from associations.enums import Area
from associations.models import Association, Claim, Membership
from portal.outbox.queries import bouncing

MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class MainUser:
    """One who gives rights in the association today, and whether mail reaches them."""

    membership: Membership
    bounces: bool


def main_users(association: Association | None) -> list[MainUser]:
    """The main users in force, the longest first. Two queries."""
    if association is None:
        return []
    rows = Membership.objects.in_force().with_area(Area.PEOPLE).filter(association=association)
    found = list(rows.select_related("user").order_by("starts_on", "pk"))
    lost = bouncing(row.user.email for row in found)
    return [MainUser(row, row.user.email.lower() in lost) for row in found]


def others(claim: Claim) -> list[Claim]:
    """Other open requests about the same association, oldest first; for a new one those of the same name."""
    rows = Claim.objects.open().exclude(pk=claim.pk).select_related("user", "association")
    if claim.association_id is not None:
        rows = rows.filter(association_id=claim.association_id)
    else:
        rows = rows.filter(association__isnull=True, new_name__iexact=claim.new_name)
    return list(rows.order_by("submitted_at", "pk")[:20])


def alike(claim: Claim) -> list[Association]:
    """Associations in the register that a new one may already be, the likest first: by number or by name. One query."""
    if claim.association_id is not None:
        return []
    name = claim.new_name.lower()
    same = Q(register_number=claim.new_register_number) if claim.new_register_number else Q(pk__in=[])
    rows = Association.objects.filter(same | Q(listing__names__trigram_word_similar=name), merged_into__isnull=True)
    ranked = rows.alias(
        likeness=TrigramWordSimilarity(name, "listing__names"), numbered=Case(When(same, then=0), default=1)
    )
    return list(ranked.order_by("numbered", F("likeness").desc(), "pk")[:MOST_ALIKE])
