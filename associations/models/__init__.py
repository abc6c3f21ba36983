"""Tables of this floor, one module a theme."""

from associations.models.duplicates import DuplicatePair, Merge
from associations.models.imports import ImportRow, RegisterImport
from associations.models.liaison import LiaisonAssignment, LiaisonQuerySet
from associations.models.money import BankAccount, BankAccountQuerySet, Support, SupportQuerySet
from associations.models.people import (
    Claim,
    ClaimQuerySet,
    Handover,
    HandoverSeat,
    Invitation,
    InvitationQuerySet,
    Membership,
    MembershipQuerySet,
)
from associations.models.profile import (
    ActivityTime,
    ActivityTimeQuerySet,
    ContactWay,
    Document,
    DocumentQuerySet,
    Link,
    MeetingPlace,
)
from associations.models.register import Association, AssociationQuerySet, District, Sector, TargetGroup
from associations.models.search import Listing, ListingQuerySet, SearchWord
from associations.models.ties import Tie, TieQuerySet

__all__ = [
    "ActivityTime",
    "ActivityTimeQuerySet",
    "Association",
    "AssociationQuerySet",
    "BankAccount",
    "BankAccountQuerySet",
    "Claim",
    "ClaimQuerySet",
    "ContactWay",
    "District",
    "Document",
    "DocumentQuerySet",
    "DuplicatePair",
    "Handover",
    "HandoverSeat",
    "ImportRow",
    "Invitation",
    "InvitationQuerySet",
    "LiaisonAssignment",
    "LiaisonQuerySet",
    "Link",
    "Listing",
    "ListingQuerySet",
    "MeetingPlace",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "RegisterImport",
    "SearchWord",
    "Sector",
    "Support",
    "SupportQuerySet",
    "TargetGroup",
    "Tie",
    "TieQuerySet",
]
