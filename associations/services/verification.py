"""What an officer lets count: documents, bank accounts, names in doubt."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import Area, DocumentKind
from associations.models import Association, BankAccount, Document
from associations.queries.people import recipients
from associations.services import facets
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui import formats, pagecache
from portal.workflow import Refused, transition

PROFILE_PATH = "/fi/omat/yhdistys/"


def valid_until_of(document: Document) -> str:
    """The day until which the document would count if it were verified today, in words; '' for no end. One query."""
    last = rules.valid_until(document.year, clock.today(), _months(document))
    return "" if last is None else formats.day(last)


def _months(document: Document) -> int:
    return value(f"associations.{document.kind}_months")


def verify_document(*, document: Document, version: int | None = None) -> Document:
    """Let a document count from today until the day that the dated rule of its kind gives.

    Raises :class:`Refused` for one that would be too old already, Stale when the page is old.
    """
    last = rules.valid_until(document.year, clock.today(), _months(document))
    if last is not None and last < clock.today():
        raise Refused(
            _("This would have counted until %(day)s only: it is too old. Reject it and ask for a newer one.")
            % {"day": formats.day(last)}
        )
    return transition(
        document,
        "verify",
        changes={
            "valid_until": last,
            "reason": "",
            "checked_on": clock.today(),
            "checked_by_id": actors.current().person_id,
        },
        version=version,
        then=_tell_of_document,
    )


def reject_document(*, document: Document, reason: str, version: int | None = None) -> Document:
    """Refuse a document, also one that was verified. Raises :class:`Refused` without a reason, Stale."""
    if not reason.strip():
        raise Refused(_("Write why: the association gets it as it stands here."))
    return transition(
        document,
        "reject",
        changes={
            "valid_until": None,
            "reason": reason.strip(),
            "checked_on": clock.today(),
            "checked_by_id": actors.current().person_id,
        },
        reason=reason.strip(),
        version=version,
        then=_tell_of_document,
    )


def _tell_of_document(document: Document) -> None:
    outbox.owe(
        "associations.document_checked",
        subject=document,
        recipients=recipients(document.association, Area.PROFILE),
        context={
            "association": plain.texts(document.association, "name"),
            "document": plain.words(DocumentKind(document.kind).label),
            "year": document.year or "",
            "valid_until": document.valid_until,
            "reason": document.reason,
        },
        path=PROFILE_PATH,
        discriminator=str(document.version),
    )


@transaction.atomic
def verify_account(*, account: BankAccount) -> BankAccount:
    """Let the city pay to the account. Raises :class:`Refused` when it was looked at or ended in between."""
    fresh = _awaiting(account)
    fresh.verified_on, fresh.verified_by_id = clock.today(), actors.current().person_id
    fresh.save(update_fields=["verified_on", "verified_by"])
    journal.record("associations.bank_account_verified", fresh)
    _tell_of_account(fresh, "")
    return fresh


@transaction.atomic
def refuse_account(*, account: BankAccount, reason: str) -> BankAccount:
    """End an account that wasn't verified: it is used from no day on.

    Raises :class:`Refused` without a reason, or when it was looked at or ended in between.
    """
    if not reason.strip():
        raise Refused(_("Write why: the association gets it as it stands here."))
    fresh = _awaiting(account)
    fresh.ended_on = max(fresh.starts_on, clock.today())
    fresh.save(update_fields=["ended_on"])
    journal.record("associations.bank_account_ended", fresh, reason=reason.strip())
    _tell_of_account(fresh, reason.strip())
    return fresh


def _awaiting(account: BankAccount) -> BankAccount:
    rows = BankAccount.objects.select_for_update(of=("self",)).select_related("association")
    fresh = rows.get(pk=account.pk)
    policy.require("associations.verify_account", fresh)
    if fresh.verified_on is not None or fresh.ended_on is not None:
        raise Refused(_("Somebody else has looked at this account in between."))
    return fresh


def _tell_of_account(account: BankAccount, reason: str) -> None:
    outbox.owe(
        "associations.account_checked",
        subject=account,
        recipients=recipients(account.association, Area.PEOPLE),
        context={
            "association": plain.texts(account.association, "name"),
            # A mail is no place for a whole account number.
            "account": f"{account.iban[:2]}… {account.iban[-4:]}",
            "reason": reason,
        },
        path=PROFILE_PATH,
    )


@transaction.atomic
def clear_name(*, association: Association) -> Association:
    """Let an association be shown under its name, which an officer has looked at."""
    fresh = _in_doubt(association)
    doubt, fresh.name_doubt = fresh.name_doubt, ""
    fresh.save(update_fields=["name_doubt"])
    journal.record("associations.name_cleared", fresh, details={"doubt": doubt})
    return _shown(fresh)


@transaction.atomic
def correct_name(*, association: Association, name_fi: str, name_sv: str = "", name_en: str = "") -> Association:
    """Give the association the name as it should be written, and let it be shown."""
    fresh = _in_doubt(association)
    before = rules.laid_bare(fresh.name_fi)
    fresh.name_fi, fresh.name_sv, fresh.name_en, fresh.name_doubt = name_fi, name_sv, name_en, ""
    fresh.version += 1
    fresh.save(update_fields=["name_fi", "name_sv", "name_en", "name_doubt", "version"])
    journal.record("associations.name_corrected", fresh, details={"before": before})
    return _shown(fresh)


def _in_doubt(association: Association) -> Association:
    fresh = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    policy.require("associations.verify_association", fresh)
    if not fresh.name_doubt:
        raise Refused(_("Somebody else has looked at this name in between."))
    return fresh


def _shown(association: Association) -> Association:
    facets.refresh([association.pk])
    pagecache.bump("associations")
    outbox.owe(
        "associations.name_checked",
        subject=association,
        recipients=recipients(association, Area.PEOPLE),
        context={"association": plain.texts(association, "name")},
        path=association.get_absolute_url(),
        discriminator=clock.today().isoformat(),
    )
    return association
