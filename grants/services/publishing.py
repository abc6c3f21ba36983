"""A call becomes public, and stays open longer when it must."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area
from associations.queries.people import recipients
from grants.enums import CallState, QuestionKind
from grants.models import Application, Call, Extension
from grants.services.asking import faults_of_questions
from grants.services.building import locked
from grants.services.lasting import follow_appropriation
from grants.services.versions import keep_version
from portal import actor as actors
from portal import clock
from portal.jobs import services as jobs
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES
from portal.ui import pagecache
from portal.workflow import Refused, edit, transition


def publish(*, call: Call, version: int | None = None) -> Call:
    """Show the call to everyone; from its opening moment people can apply.

    Raises :class:`Refused` with what is missing, and as :func:`~portal.workflow.transition` does.
    """

    def rule(fresh: Call) -> None:
        if found := missing(fresh):
            raise Refused(
                ngettext("One thing is missing: %(what)s", "%(number)d things are missing: %(what)s", len(found))
                % {"number": len(found), "what": " ".join(found)}
            )

    changes = {"published_at": clock.now()}
    done = transition(call, "publish", version=version, rule=rule, changes=changes, then=keep_version)
    pagecache.bump("calls")
    return done


def extend_call(
    *, call: Call, closes_at: datetime, reasons: Mapping[str, str], version: int | None = None
) -> Extension:
    """Let everyone apply longer, most often after an outage (13/2003 §10; cases.md 16), also when the call has closed.

    ``reasons`` has ``reason_fi`` and may have the other languages; it stands on the call's page and in the record.
    Those who have a draft get word of it. Raises :class:`Refused` for a call that isn't published, a moment that isn't
    later, or no reason; and as :func:`~grants.services.building.edit_call`.
    """
    with transaction.atomic():
        fresh = locked(call)
        if fresh.state != CallState.PUBLISHED:
            raise Refused(_("Only a published call can be extended."))
        if closes_at <= max(fresh.closes_at, clock.now()):
            raise Refused(_("The new moment must be later than the former one, and to come."))
        if not reasons.get("reason_fi", "").strip():
            raise Refused(_("Say why the call is extended: everyone sees the reason."))
        extension = Extension.objects.create(
            call=fresh,
            former_closes_at=fresh.closes_at,
            closes_at=closes_at,
            made_by_id=actors.current().person_id,
            made_at=clock.now(),
            **reasons,
        )
        fresh = edit(
            fresh,
            permission="grants.manage_call",
            verb="grants.call_extended",
            changes={"closes_at": closes_at},
            version=version,
            reason=extension.reason_fi,
            details={"from": fresh.closes_at.isoformat(), "to": closes_at.isoformat()},
        )
        follow_appropriation(fresh)
        pagecache.bump("calls")
        jobs.defer("grants.tell_of_extension", extension.pk, key=f"extension-{extension.pk}")
        return extension


def tell_of_extension(extension: Extension, application: Application) -> None:
    """Owe the word to those who can hand the draft in; asking again changes nothing. In a transaction."""
    outbox.owe(
        "grants.call_extended",
        subject=application,
        recipients=recipients(application.association, Area.GRANTS),
        context={
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(extension.call, "title"),
            "closes_at": extension.closes_at,
            "reason": plain.texts(extension, "reason"),
        },
        path=application.get_absolute_url(),
        discriminator=str(extension.pk),
    )


def missing(call: Call) -> list[str]:
    """What a call still needs before it can be published, in sentences. Two queries."""
    questions, criteria = list(call.questions.select_related("asked_if")), list(call.criteria.all())
    found = []
    if not call.summary_fi:
        found.append(_("Say in one sentence what the grant is for."))
    if not call.terms_fi:
        found.append(_("Say who may apply and for what."))
    if not call.authority or not call.basis_fi:
        found.append(_("Name the deciding authority and the provisions."))
    if not all(getattr(call, f"rectifier_{tongue}") for tongue in LANGUAGES):
        found.append(_("Say in three languages of which authority rectification is asked."))
    if call.appropriation_cents <= 0:
        found.append(_("Set the appropriation."))
    if call.closes_at <= clock.now():
        found.append(_("The closing moment has gone by."))
    if not criteria:
        found.append(_("Add at least one criterion."))
    closes_on = clock.local(call.closes_at).date()
    if any(part["on"] and date.fromisoformat(part["on"]) <= closes_on for part in call.pay_parts):
        found.append(_("An instalment would be paid before the call closes."))
    kinds = [question.kind for question in questions]
    sums = kinds.count(QuestionKind.AMOUNT_CHOICE) + sum(question.is_requested_sum for question in questions)
    if sums != 1:
        found.append(_("Ask once for the sum: one of the call's sums, or a sum that the applicant names."))
    if QuestionKind.AMOUNT_CHOICE in kinds and not call.amounts_cents:
        found.append(_("Set the sums that can be applied for."))
    if kinds.count(QuestionKind.BANK_ACCOUNT) != 1:
        found.append(_("Ask once for the bank account."))
    for question in questions:
        found += faults_of_questions(questions, question)
    return found
