"""Taking feedback in, answering it, and reminding of it."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from portal import actor as actors
from portal import clock
from portal.accounts.enums import RIGHTS, Right
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting, system
from portal.dated import queries as dated
from portal.feedback.models import Feedback
from portal.journal import services as journal
from portal.outbox import services as outbox
from portal.outbox.models import Message
from portal.translated import active
from portal.workflow import transition

# Anybody may write any address into the form: so often at most one gets a receipt (cases.md 33).
RECEIPT_EVERY = timedelta(days=1)
_SALT = "feedback.receipt"


def receive(*, text: str, page: str = "", email: str = "") -> Feedback:
    """Store feedback in the page's language; with an address a receipt goes out, once a day at most to each.

    Whoever writes stays without a name, also when signed in: it is noted as the portal's own act.
    """
    with acting(system("feedback")), transaction.atomic():
        now = clock.now()
        row = Feedback.objects.create(
            text=text,
            page=page,
            email=email.lower(),
            language=active(),
            received_at=now,
            due_on=clock.today() + timedelta(days=dated.value("feedback.answer_days")),
        )
        journal.record("feedback.feedback_received", row)
        if row.email and not _had_receipt(row.email):
            outbox.owe(
                "feedback.receipt",
                subject=row,
                recipients=[row.email],
                context={"number": row.pk, "due_on": row.due_on},
                language=row.language,
            )
    return row


def _had_receipt(address: str) -> bool:
    since = clock.now() - RECEIPT_EVERY
    return Message.objects.filter(kind="feedback.receipt", address=address, created_at__gte=since).exists()


def token(row: Feedback) -> str:
    """What the receipt page's address carries: the number, signed, so that nobody leafs through others'."""
    return signing.dumps(row.pk, salt=_SALT)


def of_token(value: str) -> Feedback | None:
    """The feedback of a receipt page's address; None for a token that we didn't give."""
    try:
        key = signing.loads(value, salt=_SALT)
    except signing.BadSignature:
        return None
    return Feedback.objects.filter(pk=key).first()


def answer(row: Feedback, *, answer: str, version: int | None = None) -> Feedback:
    """Answer; with an address the answer goes out by mail.

    Raises Http404, PermissionDenied, :class:`~portal.workflow.Stale` or :class:`~portal.workflow.Refused` as
    ``transition`` does.
    """

    def tell(fresh: Feedback) -> None:
        if fresh.email:
            outbox.owe(
                "feedback.answer",
                subject=fresh,
                recipients=[fresh.email],
                context={"number": fresh.pk, "text": fresh.text, "answer": answer},
                language=fresh.language,
            )

    return transition(row, "answer", changes=_closed(answer), version=version, then=tell)


def set_aside(row: Feedback, *, reason: str, version: int | None = None) -> Feedback:
    """Note that this is no feedback on accessibility (an advertisement, a test). Nobody is written to.

    Raises as :func:`answer` does.
    """
    return transition(row, "set_aside", changes=_closed(""), reason=reason, version=version)


def _closed(answer: str) -> dict[str, object]:
    return {"answer": answer, "answered_by_id": actors.current().user_id, "answered_at": clock.now()}


@transaction.atomic
def remind() -> int:
    """Remind those who answer of what is due in some days or overdue, once a day each. Returns how many were told."""
    due = list(Feedback.objects.due_within(dated.value("feedback.reminder_days")).order_by("due_on", "pk")[:20])
    if not due:
        return 0
    people = answering()
    for person in people:
        with override(person.language):
            items = [{"title": str(row), "due_on": row.due_on, "late": row.is_overdue} for row in due]
            path = reverse("feedback:feedback_list")
        outbox.owe(
            "feedback.reminder",
            subject=person,
            recipients=[person],
            context={"items": items},
            path=path,
            discriminator=clock.today().isoformat(),
        )
    return len(people)


def answering() -> list[User]:
    """The employees who hold the right today. One query."""
    roles = [role for role, rights in RIGHTS.items() if Right.FEEDBACK_ANSWER in rights]
    held = StaffAssignment.objects.in_force().filter(role__in=roles).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("pk"))
