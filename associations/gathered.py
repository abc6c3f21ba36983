"""What this floor tells of an association on the city's page about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from associations.enums import Area
from associations.models import Association, BankAccount, Claim, ContactWay, Document, Handover, Invitation, Membership
from associations.policy import has_right
from associations.queries import cards, liaison_rows, register_events, support
from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.files.models import StoredFile
from portal.gathered import section
from portal.translated import active

MODEL = "associations.Association"
# More of one kind than an association ever has at once; older ones are in the journal.
MOST = 50
NEWEST_EVENTS = 20


@section(MODEL, "facts", title=_("Facts"), template="associations/city/_facts.html", order=10)
def facts(actor: Actor, association: Association) -> dict[str, Any] | None:
    """The register data. No query: district and sector names are kept."""
    districts = cards.district_names(active())
    return {
        "districts": [districts.get(facet[2:], "") for facet in association.facets if facet.startswith("d:")],
        "may_edit": policy.allows("associations.verify_association", association, actor),
    }


@section(MODEL, "people", title=_("People and rights"), template="associations/city/_people.html", order=20)
def people(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Roles in force and to come, and those that ended last."""
    today = clock.today()
    rows = policy.visible(Membership, actor).filter(association=association).select_related("user")
    found = list(rows.order_by("-starts_on", "-pk")[:MOST])
    areas = dict(Area.choices)
    return {
        "current": [
            (row, ", ".join(str(areas.get(area, area)) for area in row.areas))
            for row in found
            if row.ends_on is None or row.ends_on >= today
        ],
        "ended": [row for row in found if row.ends_on is not None and row.ends_on < today],
        "today": today,
    }


@section(MODEL, "waiting", title=_("Requests and handovers"), template="associations/city/_waiting.html", order=30)
def waiting(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Requests to act for it, open invitations, handovers; what a tie bars isn't here."""
    claims = policy.visible(Claim, actor).filter(association=association).select_related("user")
    invitations = policy.visible(Invitation.objects.open(), actor).filter(association=association)
    handovers = policy.visible(Handover, actor).filter(association=association).select_related("made_by")
    return {
        "claims": list(claims.order_by("-submitted_at", "-pk")[:MOST]),
        "invitations": list(invitations.order_by("-invited_at", "-pk")[:MOST]),
        "handovers": list(handovers.order_by("-made_at", "-pk")[:MOST]),
    }


@section(MODEL, "contact", title=_("Contact ways"), template="associations/city/_contact.html", order=40)
def contact(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Public and private ways, and links."""
    ways = policy.visible(ContactWay, actor).filter(association=association)
    return {"ways": list(ways), "links": list(association.links.all())}


@section(MODEL, "accounts", title=_("Bank accounts"), template="associations/city/_accounts.html", order=50)
def accounts(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Accounts with what has become of them."""
    rows = policy.visible(BankAccount, actor).filter(association=association).select_related("verified_by")
    return {"accounts": list(rows.order_by("-pk")[:MOST]), "today": clock.today()}


@section(MODEL, "documents", title=_("Documents"), template="associations/city/_documents.html", order=60)
def documents(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Documents with their files; what a tie bars isn't here."""
    rows = policy.visible(Document.objects.kept(), actor).filter(association=association)
    found = list(rows.order_by("kind", "-year", "-pk")[:MOST])
    return {"documents": [(row, files) for row, files in _with_files(found)], "today": clock.today()}


def _with_files(rows: Iterable[Document]) -> list[tuple[Document, list[StoredFile]]]:
    found = list(rows)
    by_parent: dict[str, list[StoredFile]] = {}
    keys = [str(row.pk) for row in found]
    for file in StoredFile.objects.filter(parent_type=Document._meta.label_lower, parent_id__in=keys).order_by("pk"):
        by_parent.setdefault(file.parent_id, []).append(file)
    return [(row, by_parent.get(str(row.pk), [])) for row in found]


@section(MODEL, "liaisons", title=_("Liaisons"), template="associations/city/_liaisons.html", order=70)
def liaisons(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Its own, those of its sector, and those of all: the nearest first."""
    rows = liaison_rows.of_association(association)
    return {"rows": rows, "may_assign": policy.allows("associations.assign_liaison", None, actor)}


@section(MODEL, "support", title=_("Support from the city"), template="associations/city/_support.html", order=90)
def support_by_year(actor: Actor, association: Association) -> dict[str, Any] | None:
    """The ledger by year, for those who read it."""
    if not has_right(actor, Right.LEDGER_READ):
        return None
    return {"years": support.support_by_year(association), "rows": support.support_rows(association)}


@section(MODEL, "absorbed", title=_("Merged into this one"), template="associations/city/_absorbed.html", order=100)
def absorbed(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Associations that were the same; left out where there are none."""
    merges = list(association.merges.select_related("absorbed", "made_by").order_by("-made_at", "-pk")[:MOST])
    return {"merges": merges} if merges else None


@section(MODEL, "history", title=_("History"), template="associations/city/_history.html", order=110)
def history(actor: Actor, association: Association) -> dict[str, Any] | None:
    """The newest acts on the association as sentences, with what they changed."""
    return {"entries": register_events.newest(association, NEWEST_EVENTS)}
