"""Drafts that wait for the last minute: what ``bench_deadline`` makes before it, and what it counts afterwards."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from associations.acting import as_party, parties_of
from associations.enums import Area, Role
from associations.models import Association, BankAccount, Membership, Sector
from bench.cast import cast
from bench.visits import signed_in
from grants.enums import QuestionKind
from grants.models import Application, Call, Question, Submission
from grants.services import drafting
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting, system
from portal.files.models import StoredFile

MIB = 1024 * 1024
IBAN = "FI2112345600000785"


def prepare(number: int) -> dict[str, Any]:
    """So many associations, each with a complete draft and its treasurer's session, to a call that is open."""
    with acting(system("bench")), transaction.atomic():
        call = cast().open[0]
        Question.objects.create(
            call=call, key="attached", kind=QuestionKind.FILE, label_fi="Liite", order=50, most_files=3
        )
    return {"call": call.pk, "drafts": [_draft(call, at) for at in range(number)]}


def _draft(call: Call, at: int) -> dict[str, Any]:
    with acting(system("bench")), transaction.atomic():
        association = Association.objects.create(
            name_fi=f"Viime hetken yhdistys {at} ry", slug=f"viime-hetki-{at}", sector=Sector.objects.earliest("pk")
        )
        user = User.objects.create_user(f"viime{at}@example.invalid", first_name="Viime", last_name=f"Hetki {at}")
        areas = [Area.GRANTS, Area.SIGNING]
        Membership.objects.create(association=association, user=user, role=Role.TREASURER, areas=areas)
        account = BankAccount.objects.create(association=association, iban=IBAN, holder=association.name_fi)
    actor = actor_of(user)
    party = next(one for one in parties_of(actor) if one.key == association.pk)
    with acting(as_party(actor, party)), transaction.atomic():
        application = drafting.start(call=call, association=association)
        answers = {"purpose": "Kuoron nuotit", "plan": "Harjoittelemme viikoittain. " * 20, "amount": "50000"}
        drafting.save_answers(application=application, values={**answers, "account": str(account.pk)}, versions={})
        question = call.questions.get(key="attached")
        drafting.attach(application=application, question=question, content=ContentFile(_paper(at), "liite.pdf"))
    cookie = signed_in(user, str(association.pk))["Cookie"].partition("=")[2]
    return {"pk": application.pk, "session": cookie}


def _paper(at: int) -> bytes:
    """A PDF of one MiB that no other draft has."""
    head, tail = b"%PDF-1.7\n%", b"\n%%EOF\n"
    return head + hashlib.sha256(str(at).encode()).hexdigest().encode() * (MIB // 64) + tail


def close_in(call: int, seconds: float) -> dict[str, Any]:
    """Let the call close so many seconds from now; the closing moment as seconds since 1970."""
    closes_at: datetime = clock.now() + timedelta(seconds=seconds)
    with acting(system("bench")), transaction.atomic():
        Call.objects.filter(pk=call).update(closes_at=closes_at)
    return {"closes_at": closes_at.timestamp()}


def count(call: int) -> dict[str, Any]:
    """How many submissions are stored whole: their text has its hash, and the file's hash stands in it."""
    whole = {}
    files = dict(
        StoredFile.objects.filter(parent_type=Application._meta.label_lower, kind="document").values_list(
            "parent_id", "sha256"
        )
    )
    for row in Submission.objects.filter(application__call=call):
        right = hashlib.sha256(row.content.encode()).hexdigest() == row.sha256
        if right and files[str(row.application_id)] in row.content:
            whole[row.application_id] = row.sha256
    return {"whole": sorted(whole)}
