"""Making, sealing, serving and publishing decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.decisions import dates, diary, document, instruction, rules
from portal.decisions.enums import KNOWN_LATER, Remedy, Way
from portal.decisions.models import AppealRule, Decision
from portal.decisions.rules import Incomplete
from portal.documents import glyphs
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.workflow import Refused

__all__ = ["Incomplete", "make", "publish", "seal", "seal_all", "served", "take_down_due"]


@transaction.atomic
def make(
    *,
    subject: Model,
    title: str,
    authority: str,
    case_number: str,
    decided_by: User,
    parties: Sequence[Mapping[str, str]],
    outcome: str,
    reasons: str,
    basis: str,
    contact: Mapping[str, str],
    way: str,
    language: str,
    section_series: str = "",
    decider_title: str = "",
    disqualified: Sequence[Mapping[str, str]] = (),
    previous: Decision | None = None,
    corrects: str = "",
    decided_at: datetime | None = None,
    sent_on: date | None = None,
    remedy: str = Remedy.RECTIFICATION,
    rectification: Mapping[str, str] | None = None,
    published_title: str = "",
    published_text: str = "",
    ask_to_seal: bool = True,
) -> Decision:
    """Make the first decision about the subject, or with ``previous`` and the reason ``corrects`` its next version.

    Runs in the caller's transaction, usually in ``then=`` of a workflow's transition, which has asked the policy;
    an actor whom a bar shuts out of the subject is refused here as well. ``parties`` hold name, role and identifier;
    ``contact`` name, email, phone and address; ``disqualified`` name and reason for the minutes; ``remedy``
    what may be asked for against the decision, and ``rectification`` of whom: authority, address and email where they
    differ from the deciding authority's and the contact's (with an appeal those of the court). Sections are
    numbered by ``section_series`` and year; name one where the authority's name differs by language. Texts are plain;
    an empty line separates paragraphs. ``sent_on`` is the Helsinki day of sending (that of the decision); with
    verifiable service and online publication it stays open until :func:`served` or :func:`publish` tells it.

    The day of notification and the last day are computed by the rule that holds on the day of sending, the
    instruction is frozen in the decision's language, and the job "decisions.seal" makes the PDF. Without
    ``ask_to_seal`` the caller's own work does it, with :func:`seal`: so do those that make hundreds.

    Raises :class:`Incomplete` with a sentence for each thing that Hallintolaki 434/2003 §§44–46 asks and that lacks,
    and for characters that the document's font doesn't have; PermissionDenied for a barred actor; Refused when the
    previous version has been corrected already.
    """
    if policy.barred(actors.current(), subject):
        raise PermissionDenied
    at = decided_at or clock.now()
    day = clock.local(at).date()
    if sent_on is None and way not in KNOWN_LATER:
        sent_on = day
    rule = _rule(way, sent_on or day, remedy)
    notified = dates.notified_on(sent_on, way, rule) if sent_on is not None else None
    last_day = dates.last_day(notified, rule) if notified is not None else None
    contact = {key: str(contact.get(key, "")).strip() for key in ("name", "email", "phone", "address")}
    to = dict(rectification or {})
    if previous is not None:
        _check_previous(previous, subject, corrects)
    decision = Decision(
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        version=previous.version + 1 if previous is not None else 1,
        previous=previous,
        corrects=corrects.strip(),
        title=title.strip(),
        authority=authority.strip(),
        case_number=case_number.strip(),
        section_series=section_series or authority.strip(),
        section_year=day.year,
        decided_at=at,
        decided_by=decided_by,
        decider_label=str(decided_by)[:200],
        decider_title=decider_title.strip(),
        parties=[{key: str(party.get(key, "")).strip() for key in ("name", "role", "identifier")} for party in parties],
        outcome=outcome.strip(),
        reasons=reasons.strip(),
        basis=basis.strip(),
        contact=contact,
        disqualified=[{key: str(one.get(key, "")).strip() for key in ("name", "reason")} for one in disqualified],
        language=language,
        way=way,
        sent_on=sent_on,
        notified_on=notified,
        last_day=last_day,
        remedy=remedy,
        rectification=instruction.WRITERS[Remedy(remedy)](
            to=to.get("authority") or authority,
            address=to.get("address") or contact["address"],
            email=to.get("email") or contact["email"],
            rule=rule,
            members=_rule(Way.ONLINE, sent_on or day, remedy),
            last_day=last_day,
            language=language,
        ),
        published_title=published_title.strip(),
        published_text=published_text.strip(),
    )
    _check(decision)
    # Last, since whoever else decides in the authority's name waits for this number until the transaction ends.
    decision.section = diary.section(decision.section_series, day)
    decision.save(force_insert=True)
    verb = "decisions.made" if previous is None else "decisions.corrected"
    journal.record(verb, decision, reason=decision.corrects)
    if ask_to_seal:
        jobs.defer("decisions.seal", decision.pk, key=f"decisions.seal:{decision.pk}")
    return decision


def _rule(way: str, day: date, remedy: str) -> AppealRule:
    try:
        return AppealRule.objects.for_day(way, day, remedy)
    except AppealRule.DoesNotExist:
        raise Incomplete([_("No rule on appeal periods holds for this way of notification.")]) from None


def _check_previous(previous: Decision, subject: Model, corrects: str) -> None:
    if not corrects.strip():
        raise Incomplete([_("A correction says why the earlier decision is corrected.")])
    # Locked, so that two corrections of the same version come one after the other.
    locked = Decision.objects.select_for_update(of=("self",)).about(subject).filter(pk=previous.pk).first()
    if locked is None:
        raise Refused(_("The earlier decision is about another matter."))
    if Decision.objects.filter(previous=locked).exists():
        raise Refused(_("The earlier decision has been corrected already."))


def _check(decision: Decision) -> None:
    sentences = rules.missing(decision)
    if unknown := glyphs.check_glyphs("\n".join(document.texts(decision))):
        sentences.append(
            _("The document's font doesn't have these characters: %(characters)s. Write them in another way.")
            % {"characters": " ".join(unknown)}
        )
    if sentences:
        raise Incomplete(sentences)


def seal(pk: int) -> Decision:
    """Make the decision's PDF, store it and note its SHA-256. A sealed decision is returned as it is.

    Run by the job; the row's lock makes two runs at once one file. Raises Decision.DoesNotExist.
    """
    sealed = seal_all([pk])
    if not sealed:
        raise Decision.DoesNotExist
    return sealed[0]


@transaction.atomic
def seal_all(pks: Collection[int]) -> list[Decision]:
    """Seal several as :func:`seal` does, all or none of them, with as many statements as for one; by their keys.

    Raises Unprintable when one of them can't be made.
    """
    found = list(Decision.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    unsealed = [decision for decision in found if decision.sealed_id is None]
    if not unsealed:
        return found
    made = [
        files.Offered(document.pdf(decision), f"{decision.case_number.replace('/', '-')}.pdf", decision)
        for decision in unsealed
    ]
    stored = files.store_all(made, kind="sealed")
    for decision, file in zip(unsealed, stored, strict=True):
        decision.sealed, decision.sha256 = file, file.sha256
    # Read from the files' rows, since a statement that names each decision's values takes longer to write than to run.
    own = StoredFile.objects.filter(pk__in=[file.pk for file in stored], parent_id=Cast(OuterRef("pk"), CharField()))
    Decision.objects.filter(pk__in=[decision.pk for decision in unsealed]).update(
        sealed=Subquery(own.values("pk")), sha256=Subquery(own.values("sha256"))
    )
    journal.record_each("decisions.sealed", [(decision, {"sha256": decision.sha256}) for decision in unsealed])
    return found


@transaction.atomic
def served(decision: Decision, *, on: date) -> Decision:
    """Note the Helsinki day on which the party was served, and compute the last day. Noted once.

    Raises Refused when the day is known already, lies before the decision, or in the future.
    """
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.sent_on is not None:
        raise Refused(_("The day of notification has been noted already."))
    if not clock.local(fresh.decided_at).date() <= on <= clock.today():
        raise Refused(_("The day of service lies between the decision and today."))
    _note_notified(fresh, on)
    journal.record("decisions.served", fresh, details={"day": f"{on:%d.%m.%Y}"})
    return fresh


def _note_notified(decision: Decision, sent_on: date) -> None:
    rule = _rule(decision.way, sent_on, decision.remedy)
    decision.sent_on = sent_on
    decision.notified_on = dates.notified_on(sent_on, decision.way, rule)
    decision.last_day = dates.last_day(decision.notified_on, rule)
    decision.save(update_fields=["sent_on", "notified_on", "last_day"])


@transaction.atomic
def publish(
    decision: Decision, *, take_down_on: date | None = None, published_title: str = "", published_text: str = ""
) -> Decision:
    """Publish the version without personal data, from now until the day ``take_down_on`` (Kuntalaki 410/2015 §140).

    Whether the actor may publish is the caller's matter. Texts that aren't given here are those given when the decision
    was made. Without a day it is the first one after the appeal period of the parties and of the municipality's
    members, whose period begins with the publication. With notification by online publication the period begins here.

    Raises :class:`Incomplete` without a published title or text, Refused when the decision is published already or the
    day lies within the appeal period.
    """
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.published_at is not None:
        raise Refused(_("The decision is published already."))
    today = clock.today()
    fresh.published_title = published_title.strip() or fresh.published_title
    fresh.published_text = published_text.strip() or fresh.published_text
    if not (fresh.published_title and fresh.published_text):
        raise Incomplete([_("The published version has no title or no text.")])
    if fresh.way == Way.ONLINE and fresh.sent_on is None:
        _note_notified(fresh, today)
    rule = _rule(Way.ONLINE, today, fresh.remedy)
    members_last_day = dates.last_day(dates.notified_on(today, Way.ONLINE, rule), rule)
    period_ends = max(members_last_day, fresh.last_day or members_last_day)
    fresh.take_down_on = take_down_on or period_ends + timedelta(days=1)
    if fresh.take_down_on <= period_ends:
        raise Refused(_("The published version must stand until the appeal period has ended."))
    fresh.published_at = clock.now()
    fresh.save(update_fields=["published_title", "published_text", "published_at", "take_down_on"])
    journal.record("decisions.published", fresh, details={"day": f"{fresh.take_down_on:%d.%m.%Y}"})
    return fresh


def take_down_due(today: date) -> int:
    """Take down the published versions whose day has come, texts included; how many there were (Kuntalaki §140).

    A transaction a decision; safe to run again.
    """
    done = 0
    for pk in list(Decision.objects.due_to_take_down(today).values_list("pk", flat=True)):
        with transaction.atomic():
            found = Decision.objects.select_for_update(of=("self",)).due_to_take_down(today).filter(pk=pk).first()
            if found is None:
                continue
            found.published_title = found.published_text = ""
            found.taken_down_at = clock.now()
            found.save(update_fields=["published_title", "published_text", "taken_down_at"])
            journal.record("decisions.taken_down", found)
            done += 1
    return done
