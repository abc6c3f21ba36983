"""Roles in an association, areas of rights, and what the ledger of support counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalForm(models.TextChoices):
    """How the association exists in law."""

    REGISTERED = "registered", _("registered association")
    UNREGISTERED = "unregistered", _("unregistered group")
    FOUNDATION = "foundation", _("foundation")
    RELIGIOUS = "religious", _("religious community")


class Status(models.TextChoices):
    """The association's state in the register."""

    ACTIVE = "active", _("active")
    DISSOLVED = "dissolved", _("dissolved")


class Role(models.TextChoices):
    """A person's role in an association."""

    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    TREASURER = "treasurer", _("treasurer")
    SIGNATORY = "signatory", _("signatory")
    CONTACT = "contact", _("contact person")
    MEMBER = "member", _("member")


class Area(models.TextChoices):
    """What a person may do for the association, area by area."""

    PROFILE = "profile", _("profile")
    GRANTS = "grants", _("grants")
    VENUES = "venues", _("venues")
    EVENTS = "events", _("events")
    MESSAGES = "messages", _("messages")


# What a role starts with; the association may change it per person. A plain member reads and does nothing.
DEFAULT_AREAS: dict[Role, frozenset[Area]] = {
    Role.CHAIR: frozenset(Area),
    Role.SECRETARY: frozenset(Area),
    Role.TREASURER: frozenset({Area.GRANTS, Area.MESSAGES}),
    Role.SIGNATORY: frozenset({Area.GRANTS, Area.VENUES, Area.EVENTS}),
    Role.CONTACT: frozenset({Area.PROFILE, Area.VENUES, Area.EVENTS, Area.MESSAGES}),
    Role.MEMBER: frozenset(),
}


class SupportKind(models.TextChoices):
    """The kinds of support that the city gives (domain.md: also in kind)."""

    MONEY = "money", _("money")
    PREMISES = "premises", _("premises")
    STAFF = "staff", _("staff hours")
    GOODS = "goods", _("goods")
