"""A matter with everything in it, and the same when all has been done."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import time_machine
from django.core.files.base import ContentFile

from associations.models import Association
from grants import tasks
from grants.models import Application, Rectification, Signature, UseReport
from grants.services import (
    applying,
    changing,
    completing,
    deciding,
    drafting,
    messaging,
    paying,
    recovering,
    rectifying,
    report_review,
    reporting,
    reviewing,
    sampling,
)
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.jobs import runner
from portal.jobs.models import Job
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for, member
from tests.files.made import PDF

SCRIPT = "<script>alert(1)</script>"


def whole_matter(association: Association | None = None, user: User | None = None) -> Application:
    """A matter with everything: handed in with files, completed, scored, decided, paid, changed, reported on."""
    call = grants.reported_call(**grants.terms())
    application = grants.full_draft(call, association, user)
    acting_treasurer = acting_for(application.started_by, application.association)
    with acting(acting_treasurer):
        for name in ("../../etc/passwd.pdf", "Säännöt & <i>lisät.pdf", "CON.pdf"):
            question = call.questions.get(key="extra")
            drafting.attach(application=application, question=question, content=ContentFile(PDF, name))
    with acting(acting_treasurer):
        application = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    officer, director = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.DECISION_MAKER)
    with acting(as_employee(officer)):
        application = reviewing.take_into_review(application=application)
        request = completing.ask(
            application=application, items=["Liitä säännöt."], due_on=clock.today() + timedelta(days=14)
        )
        messaging.send(application=application, text=f"Hei {SCRIPT}")
    with acting(acting_treasurer):
        item = completing.attach(item=request.items.get(), content=ContentFile(PDF, "säännöt.pdf"))
        completing.save_items(request=request, texts={item.pk: "Tässä ne ovat."}, versions={})
        completing.answer(request=request, arrived_at=clock.now(), language="fi")
        messaging.send(application=application, text="Kiitos viestistä.")
    grants.note(application, officer, "Soitin rahastonhoitajalle.")
    grants.score(application, officer, 5)
    with acting(as_employee(officer)):
        application = reviewing.propose(
            application=Application.objects.get(pk=application.pk),
            amount_cents=50_000,
            reasons="Vastaa perusteita.",
            public_purpose="Kuoron vuosi",
        )
    with acting(as_employee(director)):
        deciding.decide(application=application, reasons="Vastaa perusteita.")
    application = Application.objects.get(pk=application.pk)
    grants.rectification(application)
    payout = application.award.payout
    with acting(acting_treasurer):
        payout = paying.accept(payout=payout, account=grants.verified_account(application.association))
    grants.sent(grants.batch(payout))
    change = grants.change_request(application)
    with acting(as_employee(director)):
        changing.refuse(change=change, reasons="Matkat kuuluvat avustukseen.")
    report = UseReport.objects.with_matter().get(award__application=application)
    grants.written(report)
    with acting(acting_treasurer):
        reporting.attach(report=report, content=ContentFile(PDF, "kuitti.pdf"))
    report = grants.handed_in(report)
    with acting(as_employee(officer)):
        report_review.send_back(report=report, items=["Kuitti puuttuu."], due_on=clock.today() + timedelta(days=14))
    for decision in Decision.objects.about(application):
        decisions.seal(decision.pk)
    for number, submission in enumerate(application.submissions.order_by("number"), 1):
        tasks.receipt_pdf(runner.Run(Job(pk=0), uuid4()), submission.pk, "fi")
        assert submission.number == number
    return Application.objects.get(pk=application.pk)


def ended_matter(association: Association | None = None, user: User | None = None) -> Application:
    """A whole matter in which all has been done: nothing waits, but the appeal periods run from today."""
    application = whole_matter(association, user)
    Signature.objects.create(
        application=application, person=member(application.association), signed_at=clock.now(), sha256="0" * 64
    )
    treasurer = acting_for(application.started_by, application.association)
    officer = employee(StaffRole.GRANT_OFFICER)
    with acting(treasurer):
        rectifying.withdraw(rectification=Rectification.objects.get(application=application))
    report = grants.handed_in(UseReport.objects.with_matter().get(award__application=application))
    with acting(as_employee(officer)):
        report_review.accept(report=report, summary="Konsertti pidettiin.")
    sample = grants.sample(application.call)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False), acting(as_employee(officer)):
        sampling.draw(sample=sample)
    asked = grants.recovery(application.award.payout)
    with acting(treasurer):
        answer = ContentFile(PDF, "vastaus.pdf")
        recovering.answer(recovery=asked, text="Emme ole samaa mieltä.", arrived_at=clock.now(), attachments=[answer])
    found = grants.recovered(asked, instalments=2)
    grants.paid_back(found, 30_000)
    for decision in Decision.objects.filter(sealed__isnull=True):
        decisions.seal(decision.pk)
    return Application.objects.get(pk=application.pk)
