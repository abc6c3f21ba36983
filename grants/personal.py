"""What grants hold of a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import (
    Absence,
    AidDeclaration,
    AidNote,
    Answer,
    Application,
    Batch,
    ChangeRequest,
    CompletionItem,
    Dossier,
    Message,
    Note,
    Payout,
    Recovery,
    RecoveryPayment,
    Rectification,
    ReportAnswer,
    ReportReturn,
    ReportSubmission,
    Review,
    Sample,
    Signature,
    UseReport,
)
from portal import personal
from portal.accounts.models import User
from portal.personal import MOST, Section
from portal.ui import formats


@personal.source(
    "grants",
    label=gettext_lazy("Grants"),
    what=gettext_lazy("Applications that you started, signed or submitted, answers, messages and scores of yours"),
    order=40,
)
def applications(user: User) -> Iterable[Section]:
    """All that the person wrote, signed, scored, handed in, asked and paid. Eighteen queries.

    Of scores and notes that there are, not what they say: who goes over to an association takes nothing along.
    """
    mine = Application.objects.with_parties().filter(Q(started_by=user) | Q(submitted_by=user))
    yield Section(
        _("Applications that you started or submitted"),
        [
            (
                formats.moment(row.submitted_at or row.started_at),
                f"{row} · {row.association} · {row.get_state_display()}",
            )
            for row in mine.order_by("-started_at", "-pk")[: MOST + 1]
        ],
    )
    answers = Answer.objects.filter(saved_by=user).select_related("question").order_by("-saved_at", "-pk")
    yield Section(_("Answers that you wrote"), [(row.question.label, str(row.value)) for row in answers[: MOST + 1]])
    said = Message.objects.filter(author=user).select_related("application").order_by("-sent_at", "-pk")
    yield Section(
        _("Messages that you wrote"),
        [(f"{formats.moment(row.sent_at)} · {row.application}", row.text) for row in said[: MOST + 1]],
    )
    told = CompletionItem.objects.filter(saved_by=user).order_by("-saved_at", "-pk")
    yield Section(
        _("Answers that you wrote to completion requests"), [(row.text, row.answer) for row in told[: MOST + 1]]
    )
    signed = Signature.objects.filter(person=user).select_related("application").order_by("-signed_at", "-pk")
    yield Section(
        _("Applications that you signed first"),
        [(formats.moment(row.signed_at), str(row.application)) for row in signed[: MOST + 1]],
    )
    given = Review.objects.filter(reviewer=user).select_related("application").order_by("-given_at", "-pk")
    yield Section(
        _("Applications that you scored"),
        [(formats.moment(row.given_at), str(row.application)) for row in given[: MOST + 1]],
    )
    parts = ReportAnswer.objects.filter(saved_by=user).select_related("report__award__application")
    yield Section(
        _("Parts of use reports that you wrote"),
        [(str(row.report), str(row.value)) for row in parts.order_by("-saved_at", "-pk")[: MOST + 1]],
    )
    sent = ReportSubmission.objects.filter(submitted_by=user).select_related("report__award__application")
    yield Section(
        _("Use reports that you handed in"),
        [
            (formats.moment(row.received_at), str(row.report))
            for row in sent.order_by("-received_at", "-pk")[: MOST + 1]
        ],
    )
    asked = Rectification.objects.filter(made_by=user).select_related("application").order_by("-received_at", "-pk")
    yield Section(
        _("Requests for rectification that you sent or recorded"),
        [(f"{formats.moment(row.received_at)} · {row.application}", row.asked) for row in asked[: MOST + 1]],
    )
    changes = ChangeRequest.objects.with_matter().filter(made_by=user).order_by("-received_at", "-pk")
    yield Section(
        _("Change requests that you sent"),
        [(f"{formats.moment(row.received_at)} · {row}", row.asked) for row in changes[: MOST + 1]],
    )
    answered = Payout.objects.filter(answered_by=user).select_related("award__application").order_by("-answered_at")
    yield Section(
        _("Awards that you accepted or declined"),
        [
            (formats.moment(row.answered_at), f"{row} · {row.get_state_display()} {row.decline_reason}".rstrip())
            for row in answered[: MOST + 1]
        ],
    )
    batches = Batch.objects.filter(Q(made_by=user) | Q(approved_by=user) | Q(sent_by=user)).order_by("-pk")
    yield Section(
        _("Payments that you gathered, approved or sent to the bank"),
        [(formats.moment(row.made_at), str(row)) for row in batches[: MOST + 1]],
    )
    acted = Q(opened_by=user) | Q(answered_by=user) | Q(decided_by=user) | Q(written_off_by=user)
    acted |= Q(pk__in=RecoveryPayment.objects.filter(recorded_by=user).values("recovery"))
    recoveries = Recovery.objects.filter(acted).select_related("award__application").order_by("-pk")
    yield Section(
        _("Recoveries of grants that you prepared, answered, decided or collected"),
        [
            (formats.moment(row.opened_at), f"{row} {row.answer if row.answered_by_id == user.pk else ''}".rstrip())
            for row in recoveries[: MOST + 1]
        ],
    )
    noted = Note.objects.filter(author=user).select_related("application").order_by("-written_at", "-pk")
    yield Section(
        _("Applications on which you wrote an internal note"),
        [(formats.moment(row.written_at), str(row.application)) for row in noted[: MOST + 1]],
    )
    away = Absence.objects.filter(Q(user=user) | Q(substitute=user)).order_by("-starts_on", "-pk")
    yield Section(
        _("Absences, yours and those in which you stood in"),
        [
            (
                formats.period(row.starts_on, row.ends_on),
                _("You were away") if row.user_id == user.pk else _("You stood in"),
            )
            for row in away[: MOST + 1]
        ],
    )
    declared = AidDeclaration.objects.filter(given_by=user).select_related("application").order_by("-given_at", "-pk")
    yield Section(
        _("Declarations of de minimis aid that you gave"),
        [
            (formats.moment(row.given_at), f"{row.application} {row.undertakings}".rstrip())
            for row in declared[: MOST + 1]
        ],
    )
    reported = AidNote.objects.filter(reported_by=user).select_related("support").order_by("-reported_on", "-pk")
    yield Section(
        _("Rows of de minimis aid that you marked as reported"),
        [(formats.day(row.reported_on), str(row)) for row in reported[: MOST + 1]],
    )
    dossiers = Dossier.objects.filter(user=user).select_related("application").order_by("-asked_at", "-pk")
    yield Section(
        _("Dossiers that you took out of the portal, for as long as they are kept"),
        [(formats.moment(row.asked_at), str(row)) for row in dossiers[: MOST + 1]],
    )


@personal.kept(
    "grants",
    label=gettext_lazy("Applications that were submitted, with who submitted them, and what became of them"),
    why=gettext_lazy("Matters of public money are kept as the archives act 831/1994 and the city's filing plan say."),
)
def submitted(user: User) -> int:
    """How many submitted applications name the person, as applicant or as employee."""
    named = Q(started_by=user) | Q(submitted_by=user) | Q(proposed_by=user) | Q(reviews__reviewer=user)
    named |= Q(handled_by=user) | Q(messages__author=user) | Q(completion_requests__asked_by=user)
    named |= Q(notes__author=user)
    named |= Q(completion_requests__items__saved_by=user) | Q(first_signature__person=user)
    named |= Q(rectifications__made_by=user) | Q(rectifications__decided_by=user)
    named |= Q(list_lines__taken_off_by=user) | Q(list_lines__decision_list__gathered_by=user)
    named |= Q(list_lines__decision_list__presented_by=user) | Q(list_lines__decision_list__confirmed_by=user)
    named |= Q(award__change_requests__made_by=user) | Q(award__change_requests__decided_by=user)
    lines = "award__payout__instalments__lines"
    named |= Q(award__payout__answered_by=user) | Q(**{f"{lines}__recorded_by": user})
    named |= Q(**{f"{lines}__batch__made_by": user}) | Q(**{f"{lines}__batch__approved_by": user})
    named |= Q(**{f"{lines}__batch__sent_by": user})
    found = "award__recoveries"
    named |= Q(**{f"{found}__opened_by": user}) | Q(**{f"{found}__answered_by": user})
    named |= Q(**{f"{found}__decided_by": user}) | Q(**{f"{found}__written_off_by": user})
    named |= Q(**{f"{found}__payments__recorded_by": user})
    named |= Q(aid_declaration__given_by=user)
    return Application.objects.handed_in().filter(named).distinct().count()


@personal.kept(
    "grants.reports",
    label=gettext_lazy("Use reports and audit samples, with who wrote, handed in, handled and drew them"),
    why=gettext_lazy("Matters of public money are kept as the archives act 831/1994 and the city's filing plan say."),
)
def reported(user: User) -> int:
    """How many use reports and audit samples name the person. Two queries."""
    accepted = Q(accepted_by=user) | Q(handed_in_by=user) | Q(answers__saved_by=user)
    sent = Q(pk__in=ReportSubmission.objects.filter(submitted_by=user).values("report"))
    returned = Q(pk__in=ReportReturn.objects.filter(returned_by=user).values("report"))
    drawn = Sample.objects.filter(Q(published_by=user) | Q(drawn_by=user))
    return UseReport.objects.filter(accepted | sent | returned).distinct().count() + drawn.count()
