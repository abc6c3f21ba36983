"""Staff roles, the rights of city employees, and the table that ties them (complete also for parts to come)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffRole(models.TextChoices):
    """What a city employee does in the portal. A person may hold several, each with dates."""

    LIAISON_COORDINATOR = "liaison_coordinator", _("liaison coordinator")
    LIAISON = "liaison", _("association liaison")
    GRANT_OFFICER = "grant_officer", _("grant officer")
    DECISION_MAKER = "decision_maker", _("decision maker")
    VENUE_MANAGER = "venue_manager", _("venue manager")
    EVENT_COORDINATOR = "event_coordinator", _("event coordinator")
    COMMUNICATIONS = "communications", _("communications officer")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Right(models.TextChoices):
    """What a role lets its holder do. Reading and doing are separate, so that the auditor reads all."""

    ASSOCIATIONS_READ = "associations.read", _("read the whole register of associations")
    ASSOCIATIONS_EDIT = "associations.edit", _("edit and verify associations")
    LEDGER_READ = "ledger.read", _("read the ledger of support")
    GRANTS_READ = "grants.read", _("read grant matters")
    GRANTS_CALLS = "grants.calls", _("build and publish grant calls")
    GRANTS_REVIEW = "grants.review", _("score applications")
    GRANTS_PROPOSE = "grants.propose", _("propose awards")
    GRANTS_DECIDE = "grants.decide", _("decide on grants")
    GRANTS_PAY = "grants.pay", _("approve payments")
    PARTNERSHIPS_READ = "partnerships.read", _("read partnership matters")
    PARTNERSHIPS_PREPARE = "partnerships.prepare", _("prepare partnerships")
    PARTNERSHIPS_DECIDE = "partnerships.decide", _("decide on partnerships")
    VENUES_READ = "venues.read", _("read bookings and slot rounds")
    VENUES_MANAGE = "venues.manage", _("manage venues and bookings")
    VENUES_DECIDE = "venues.decide", _("decide on regular slots")
    EVENTS_READ = "events.read", _("read event matters")
    EVENTS_MANAGE = "events.manage", _("coordinate events")
    CYCLE_PUBLISH = "cycle.publish", _("publish the annual cycle")
    LIAISON_WORK = "liaison.work", _("record contacts and meetings")
    LIAISONS_ASSIGN = "liaisons.assign", _("name liaisons")
    MESSAGES_SEND = "messages.send", _("send newsletters and bulletins")
    JOURNAL_READ = "journal.read", _("read the journal")
    JOBS_READ = "jobs.read", _("follow background work")
    RULES_EDIT = "rules.edit", _("edit dated rules and reference data")
    ROLES_GRANT = "roles.grant", _("give staff roles")
    FEEDBACK_ANSWER = "feedback.answer", _("answer feedback on accessibility")
    PRIVACY_HANDLE = "privacy.handle", _("handle requests of data subjects and the retention plan")


_READ_ALL = frozenset(right for right in Right if right.value.endswith(".read"))
_OFFICE = frozenset({Right.ASSOCIATIONS_READ, Right.LEDGER_READ})

# The table of rights. Who decides doesn't score, and who administers doesn't decide: no role alone can take an
# application from score to payment.
RIGHTS: dict[StaffRole, frozenset[Right]] = {
    StaffRole.LIAISON_COORDINATOR: _OFFICE
    | {
        Right.ASSOCIATIONS_EDIT,
        Right.GRANTS_READ,
        Right.PARTNERSHIPS_READ,
        Right.VENUES_READ,
        Right.EVENTS_READ,
        Right.CYCLE_PUBLISH,
        Right.LIAISON_WORK,
        Right.LIAISONS_ASSIGN,
        Right.MESSAGES_SEND,
        Right.FEEDBACK_ANSWER,
    },
    StaffRole.LIAISON: _OFFICE | {Right.ASSOCIATIONS_EDIT, Right.LIAISON_WORK},
    StaffRole.GRANT_OFFICER: _OFFICE
    | {
        Right.GRANTS_READ,
        Right.GRANTS_CALLS,
        Right.GRANTS_REVIEW,
        Right.GRANTS_PROPOSE,
        Right.PARTNERSHIPS_READ,
        Right.PARTNERSHIPS_PREPARE,
        Right.JOBS_READ,
    },
    StaffRole.DECISION_MAKER: _OFFICE
    | {
        Right.GRANTS_READ,
        Right.GRANTS_DECIDE,
        Right.GRANTS_PAY,
        Right.PARTNERSHIPS_READ,
        Right.PARTNERSHIPS_DECIDE,
        Right.VENUES_READ,
        Right.VENUES_DECIDE,
    },
    StaffRole.VENUE_MANAGER: _OFFICE | {Right.VENUES_READ, Right.VENUES_MANAGE},
    StaffRole.EVENT_COORDINATOR: _OFFICE | {Right.EVENTS_READ, Right.EVENTS_MANAGE, Right.VENUES_READ},
    StaffRole.COMMUNICATIONS: frozenset(
        {Right.ASSOCIATIONS_READ, Right.MESSAGES_SEND, Right.CYCLE_PUBLISH, Right.FEEDBACK_ANSWER}
    ),
    StaffRole.AUDITOR: _READ_ALL,
    StaffRole.ADMINISTRATOR: frozenset(
        {
            Right.ASSOCIATIONS_READ,
            Right.JOURNAL_READ,
            Right.JOBS_READ,
            Right.RULES_EDIT,
            Right.ROLES_GRANT,
            Right.FEEDBACK_ANSWER,
            Right.PRIVACY_HANDLE,
        }
    ),
}


def rights_of(roles: frozenset[str]) -> frozenset[str]:
    """All rights that the roles give together."""
    return frozenset(right.value for role in roles for right in RIGHTS[StaffRole(role)])
