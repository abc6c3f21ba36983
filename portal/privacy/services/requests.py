"""Asking to be erased, and answering it."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal import actor as actors
from portal import clock, personal, policy
from portal.accounts.models import User
from portal.dated import queries as dated
from portal.journal import services as journal
from portal.outbox import cleaning
from portal.outbox import services as outbox
from portal.outbox.enums import State
from portal.outbox.models import Message
from portal.privacy import queries
from portal.privacy.models import DataRequest
from portal.workflow import Refused, transition


@transaction.atomic
def ask(*, reason: str) -> DataRequest:
    """The acting person asks to be erased; a receipt with the day by which it is answered goes out (GDPR 12(3)).

    Raises LookupError when nobody in person acts, :class:`~portal.workflow.Refused` when an earlier one is open.
    """
    who = User.objects.get(pk=actors.current().person_id)
    due_on = clock.today() + relativedelta(months=dated.value("privacy.answer_months"))
    try:
        with transaction.atomic():
            row = DataRequest.objects.create(user=who, reason=reason, due_on=due_on, asked_at=clock.now())
    except IntegrityError:
        raise Refused(_("You have asked for this already. The city is looking at it.")) from None
    journal.record("privacy.request_made", row)
    outbox.owe(
        "privacy.received",
        subject=row,
        recipients=[who],
        context={"number": row.pk, "due_on": row.due_on},
        path=reverse("privacy:my_data"),
    )
    return row


def withdraw(row: DataRequest) -> DataRequest:
    """The person takes an open request back.

    Raises Http404, PermissionDenied or :class:`~portal.workflow.Refused` as ``transition`` does.
    """
    return transition(row, "withdraw", changes={"reason": ""})


def carry_out(row: DataRequest, *, version: int | None = None) -> DataRequest:
    """Erase the person, and answer what was erased and what stays. What the law keeps stays as it is.

    Raises :class:`~portal.workflow.Refused` while something stands in the way (a role in force), and otherwise as
    ``transition`` does.
    """

    def rule(fresh: DataRequest) -> None:
        # Locked, so that nobody gives the person a role in between.
        User.objects.select_for_update(of=("self",)).get(pk=fresh.user_id)
        if sentences := personal.hindering(fresh.user):
            raise Refused(" ".join(sentences))

    return transition(
        row,
        "carry_out",
        changes={"handled_by_id": actors.current().user_id, "handled_at": clock.now(), "reason": ""},
        version=version,
        rule=rule,
        then=_erase,
    )


def _erase(row: DataRequest) -> None:
    person = User.objects.get(pk=row.user_id)
    address, language = person.email, person.language
    with override(language):
        done = queries.preview(person)
        context = {
            "number": row.pk,
            "erased": [line.label for line in done.erased if line.count],
            "kept": [{"label": line.label, "why": line.why} for line in done.kept],
        }
    personal.forget([person])
    # To the bare address, since the account has none any more; see forget_answers.
    outbox.owe("privacy.erased", subject=row, recipients=[address], context=context, language=language)


def refuse(row: DataRequest, *, answer: str, version: int | None = None) -> DataRequest:
    """Say no, with the reasons and where one may complain (GDPR 12(4)). Raises as ``transition`` does."""

    def tell(fresh: DataRequest) -> None:
        outbox.owe(
            "privacy.refused",
            subject=fresh,
            recipients=[fresh.user],
            context={"number": fresh.pk, "answer": answer},
            path=reverse("privacy:my_data"),
        )

    return transition(
        row,
        "refuse",
        changes={"handled_by_id": actors.current().user_id, "handled_at": clock.now(), "answer": answer},
        version=version,
        then=tell,
    )


@transaction.atomic
def forget_answers() -> int:
    """Empty the answers to erased people that have gone out: they hold the last of their addresses.

    Returns how many. Safe to run at any time.
    """
    policy.require("privacy.run_retention")
    gone = Message.objects.filter(kind="privacy.erased", state__in=[State.SENT, State.FAILED])
    return cleaning.empty(gone)
