"""Batches of payments: one gathers, another approves, the file fits its schema, what comes back is paid anew."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from python_calamine import CalamineWorkbook
from sepaxml.validation import try_valid_xml

from associations.models import Association, BankAccount, Support
from associations.services import money
from grants import queries
from grants.enums import BatchState
from grants.exports import batch as read
from grants.models import Award, Batch, BatchLine, Instalment, Payer, Payout
from grants.services import bank_file, batches, paying
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.dates import next_working_day
from portal.exports.models import Export
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SPACE = {"p": bank_file.NAMESPACE}
ANOTHER = "FI4250001510000023"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def approver() -> User:
    return employee(StaffRole.DECISION_MAKER)


def city(user: User) -> Client:
    return client_for(user, city=True)


def accepted(name: str = "Räfsön Ystävät & Co ry", cents: int = 50_000) -> Payout:
    association = AssociationFactory.create(name_fi=name)
    return grants.accepted(amount_cents=cents, association=association)


def content(batch: Batch) -> bytes:
    assert batch.file is not None
    return files.read(batch.file)


def told(batch: Batch, path: str) -> list[str | None]:
    root = ElementTree.fromstring(content(batch))  # noqa: S314
    return [found.text for found in root.iterfind(path, SPACE)]


def states(*payouts: Payout) -> list[str]:
    rows = Instalment.objects.filter(payout__in=payouts).order_by("payout", "number")
    return list(rows.values_list("state", flat=True))


def bank_of(payout: Payout) -> Any:
    """The account to which the award is paid, to change it as its owner or an officer would."""
    return BankAccount.objects.filter(pk=payout.account_id or 0)


def owned(payout: Payout) -> Any:
    """The association's person as the actor."""
    person = payout.answered_by
    assert person is not None
    return acting(acting_for(person, payout.award.association))


def test_from_what_is_due_to_the_bank_by_the_pages(officer: User, approver: User):
    grants.payer()
    first, second, later = accepted(), accepted(cents=33_333), accepted()
    left_out = accepted()
    Instalment.objects.filter(payout=later).update(due_on=clock.today() + timedelta(days=9))
    makes, approves = city(officer), city(approver)
    page = makes.get("/en/kaupunki/maksut/erat/uusi/")
    assert [row.payout for row, _fault in page.context["rows"]] == [first, second, left_out]
    assert page.context["cents"] == 133_333
    chosen = [first.instalments.get().pk, second.instalments.get().pk, later.instalments.get().pk]
    today = f"{clock.today():%d.%m.%Y}"
    made = makes.post("/en/kaupunki/maksut/erat/uusi/", {"day": today, "payment": chosen})
    batch = Batch.objects.get()
    assert made.headers["Location"] == f"/en/kaupunki/maksut/erat/{batch.pk}/"
    # What isn't due by the day isn't taken, whatever is posted.
    assert states(first, second, later, left_out) == ["batched", "batched", "planned", "planned"]
    own = makes.get(made.headers["Location"])
    assert (own.context["may_approve"], own.context["amount"]) == (False, (2, 83_333))
    assert makes.get(f"{made.headers['Location']}hyvaksy/").status_code == 403
    (waiting,) = [one for one in matters.of(as_employee(approver)) if one.note == "Payments await your approval"]
    assert waiting.url.endswith(f"/kaupunki/maksut/erat/{batch.pk}/")
    approval = f"{made.headers['Location']}hyvaksy/"
    assert (approves.get(approval).context["goes"], approves.get(approval).context["cents"]) == (2, 83_333)
    unread = approves.post(approval, {"version": str(batch.version)})
    assert list(unread.context["form"].errors) == ["confirmed"]
    assert approves.post(approval, {"version": str(batch.version), "confirmed": "on"}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.approved_by) == (BatchState.APPROVED, approver)
    early = approves.post(f"{made.headers['Location']}lahetetty/", {"day": today})
    assert "still being made" in early.content.decode()
    runner.run(Job.objects.get(name="grants.batch_file").pk)
    batch.refresh_from_db()
    assert batch.file is not None
    fetched = approves.get(batch.file.get_absolute_url())
    assert fetched.status_code == 200
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert approves.post(f"{made.headers['Location']}lahetetty/", {"day": today}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.sent_on, batch.sent_by) == ("sent", clock.today(), approver)
    assert states(first, second) == ["paid", "paid"]
    runner.run(Job.objects.get(name="grants.tell_of_payments").pk)
    mails = Message.objects.filter(kind="grants.payment_paid")
    assert {mail.recipient for mail in mails} == {first.answered_by, second.answered_by}
    assert all(Payer.objects.get().iban not in str(mail.context) for mail in mails)
    assert not queries.differences()


def test_the_file_fits_the_schema_and_says_what_was_approved(officer: User):
    payouts = [accepted(), accepted("Шахматный клуб ry"), accepted("A" * 150 + " ry", 1)]
    batch = grants.approved(grants.batch(*payouts, by=officer))
    made = content(batch)
    try_valid_xml(made, "pain.001.001.09")
    root = "p:CstmrCdtTrfInitn"
    payment = f"{root}/p:PmtInf"
    line = f"{payment}/p:CdtTrfTxInf"
    assert told(batch, f"{root}/p:GrpHdr/p:MsgId") == [f"AVUSTUSERA-{batch.pk}"]
    assert told(batch, f"{root}/p:GrpHdr/p:NbOfTxs") == ["3"]
    assert told(batch, f"{root}/p:GrpHdr/p:CtrlSum") == ["1000.01"]
    assert told(batch, f"{payment}/p:CtrlSum") == ["1000.01"]
    assert told(batch, f"{payment}/p:DbtrAcct/p:Id/p:IBAN") == ["FI3398765432100015"]
    assert told(batch, f"{payment}/p:DbtrAgt/p:FinInstnId/p:BICFI") == ["TESTFIHH"]
    assert told(batch, f"{payment}/p:ReqdExctnDt/p:Dt") == [next_working_day(clock.today()).isoformat()]
    assert told(batch, f"{line}/p:Amt/p:InstdAmt") == ["500.00", "500.00", "0.01"]
    assert told(batch, f"{line}/p:Cdtr/p:Nm") == ["Räfsön Ystävät + Co ry", "......... .... ry", "A" * 70]
    lines = list(batch.lines.order_by("pk"))
    assert told(batch, f"{line}/p:PmtId/p:EndToEndId") == [one.end_to_end_id for one in lines]
    assert told(batch, f"{line}/p:CdtrAcct/p:Id/p:IBAN") == [one.iban for one in lines]
    case = payouts[0].award.application.case_number
    assert (told(batch, f"{line}/p:RmtInf/p:Ustrd")[0] or "").startswith(f"{case} / 1 ")


def test_a_payer_without_bank_is_written_as_known_by_its_account(officer: User):
    grants.payer(bic="")
    batch = grants.approved(grants.batch(accepted(), by=officer))
    try_valid_xml(content(batch), "pain.001.001.09")
    bank = "p:CstmrCdtTrfInitn/p:PmtInf/p:DbtrAgt/p:FinInstnId"
    assert told(batch, f"{bank}/p:Othr/p:Id") == ["NOTPROVIDED"]
    assert told(batch, f"{bank}/p:BICFI") == []


def test_the_job_makes_one_file_however_often_it_runs(officer: User):
    batch = grants.approved(grants.batch(accepted(), by=officer))
    before = content(batch)
    bank_file.make_file(batch.pk)
    assert StoredFile.objects.of(batch).count() == 1
    again = Batch.objects.select_related("payer").get(pk=batch.pk)
    assert bank_file.content_of(again, list(batches.lines_of(again))) == before
    assert batch.file is not None
    assert len(batch.file.sha256) == 64


def test_account_holder_and_sum_are_frozen_when_the_batch_is_approved(officer: User):
    payout = accepted()
    batch = grants.approved(grants.batch(payout, by=officer))
    bank = payout.account
    assert bank is not None
    second = money.add_bank_account(association=payout.award.association, iban=ANOTHER, verified_on=clock.today())
    with owned(payout):
        paying.choose_account(payout=payout, account=second)
    BankAccount.objects.filter(pk=bank.pk).update(holder="Joku muu")
    line = batch.lines.get()
    assert (line.iban, line.holder, line.amount_cents) == (bank.iban, payout.award.association.name_fi, 50_000)
    assert told(batch, ".//p:CdtrAcct/p:Id/p:IBAN") == [bank.iban]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"verified_on": None}, "unverified"),
        ({"ended_on": "today"}, "not_in_use"),
        ({"starts_on": "later"}, "not_in_use"),
    ],
)
def test_a_payment_whose_account_cannot_be_paid_to_is_left_out_with_the_reason(
    change: dict[str, Any], reason: str, officer: User
):
    days = {"today": clock.today(), "later": clock.today() + timedelta(days=30)}
    good, bad = accepted(), accepted()
    made = grants.batch(good, bad, by=officer)
    bank_of(bad).update(**{k: days.get(v, v) for k, v in change.items()})
    batch = grants.approved(made)
    line = batch.lines.get(instalment__payout=bad)
    assert (line.out_reason, line.iban) == (reason, "")
    assert states(good, bad) == ["batched", "planned"]
    assert told(batch, "p:CstmrCdtTrfInitn/p:GrpHdr/p:CtrlSum") == ["500.00"]
    page = city(officer).get(batch.get_absolute_url())
    assert escape(line.get_out_reason_display()) in page.content.decode()


def test_a_batch_of_which_nothing_can_be_paid_is_not_approved(officer: User, approver: User):
    grants.payer()
    payout = accepted()
    batch = grants.batch(payout, by=officer)
    bank_of(payout).update(verified_on=None)
    with acting(as_employee(approver)), pytest.raises(Refused, match="No payment of this batch"):
        batches.approve(batch=batch)
    assert states(payout) == ["batched"]


def test_without_an_account_of_the_city_nothing_is_approved(officer: User, approver: User):
    batch = grants.batch(accepted(), by=officer)
    Payer.objects.create(name="Pori", iban="FI3398765432100015", valid_from=clock.today() + timedelta(days=30))
    with acting(as_employee(approver)), pytest.raises(Refused, match="from which account"):
        batches.approve(batch=batch)


def test_who_made_a_batch_never_approves_it_whatever_their_roles():
    both = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
    grants.payer()
    batch = grants.batch(accepted(), by=both)
    page = f"/en/kaupunki/maksut/erat/{batch.pk}/hyvaksy/"
    assert city(both).post(page, {"confirmed": "on"}).status_code == 403
    with acting(as_employee(both)), pytest.raises(PermissionDenied):
        batches.approve(batch=batch)
    # Nor by SQL.
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(approved_by=both)
    assert [one for one in matters.of(as_employee(both)) if one.url == batch.get_absolute_url()] == []


def test_an_officer_without_the_right_to_pay_does_not_approve(officer: User):
    batch = grants.batch(accepted(), by=officer)
    other = employee(StaffRole.GRANT_OFFICER)
    assert city(other).get(f"/en/kaupunki/maksut/erat/{batch.pk}/hyvaksy/").status_code == 403
    for role in (StaffRole.AUDITOR, StaffRole.DECISION_MAKER, StaffRole.LIAISON_COORDINATOR):
        with acting(as_employee(employee(role))), pytest.raises(PermissionDenied):
            batches.make(up_to=clock.today(), chosen=[])


def test_the_same_payment_is_never_in_two_batches(officer: User):
    payout = accepted()
    grants.batch(payout, by=officer)
    with pytest.raises(Refused, match="None of these payments is due"):
        grants.batch(payout, by=employee(StaffRole.GRANT_OFFICER))
    sent = {"day": f"{clock.today():%d.%m.%Y}", "payment": [payout.instalments.get().pk, "abc", "²"]}
    assert city(officer).post("/en/kaupunki/maksut/erat/uusi/", sent).status_code == 200
    assert Batch.objects.count() == 1


def test_a_stopped_payout_is_not_gathered_and_leaves_a_batch_that_is_not_approved(officer: User):
    payout, other = accepted(), accepted()
    batch = grants.batch(payout, other, by=officer)
    with acting(as_employee(officer)):
        paying.stop(payout=payout, reason="Selvitys puuttuu.")
    assert batch.lines.get(instalment__payout=payout).out_reason == "stopped"
    assert states(payout, other) == ["planned", "batched"]
    with pytest.raises(Refused, match="None of these payments is due"):
        grants.batch(payout, by=officer)
    approved = grants.approved(batch)
    assert told(approved, "p:CstmrCdtTrfInitn/p:GrpHdr/p:NbOfTxs") == ["1"]


def test_stopping_leaves_an_approved_batch_as_it_is(officer: User):
    payout = accepted()
    batch = grants.approved(grants.batch(payout, by=officer))
    with acting(as_employee(officer)):
        paying.stop(payout=payout, reason="Selvitys puuttuu.")
    assert (batch.lines.get().out_reason, states(payout)) == ("", ["batched"])


def test_a_cancelled_batch_gives_its_payments_back_and_its_file_to_nobody(officer: User, approver: User):
    payout = accepted()
    batch = grants.approved(grants.batch(payout, by=officer))
    assert batch.file is not None
    link = batch.file.get_absolute_url()
    assert city(officer).get(link).status_code == 200
    page = f"/en/kaupunki/maksut/erat/{batch.pk}/peru/"
    assert list(city(approver).post(page, {"reason": ""}).context["form"].errors) == ["reason"]
    assert city(approver).post(page, {"reason": "Väärä päivä."}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, states(payout)) == ("cancelled", ["planned"])
    assert city(officer).get(link).status_code == 404
    again = grants.batch(payout, by=officer)
    references = [batch.lines.get().end_to_end_id, again.lines.get().end_to_end_id]
    assert len(set(references)) == 2
    for act in (lambda: batches.send(batch=batch, day=clock.today()), lambda: batches.cancel(batch=batch, reason="S")):
        # The file's door speaks no language of its own, and left the city's behind.
        with override("en"), acting(as_employee(approver)), pytest.raises(Refused, match="can't be done any more"):
            act()


def test_a_cancelled_batch_gets_no_file(officer: User, approver: User):
    grants.payer()
    batch = grants.batch(accepted(), by=officer)
    with acting(as_employee(approver)):
        batches.approve(batch=batch)
        batches.cancel(batch=batch, reason="Väärä päivä.")
    bank_file.make_file(batch.pk)
    assert StoredFile.objects.of(batch).count() == 0


def test_files_are_opened_by_who_handles_payments_and_auditors_only(officer: User):
    payout = accepted()
    batch = grants.approved(grants.batch(payout, by=officer))
    assert batch.file is not None
    link = batch.file.get_absolute_url()
    got = {role: city(employee(role)).get(link).status_code for role in StaffRole}
    opened = {StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER, StaffRole.AUDITOR}
    assert got == {role: 200 if role in opened else 404 for role in StaffRole}
    assert payout.answered_by is not None
    assert client_for(payout.answered_by, payout.award.association).get(link).status_code == 404
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("days", [-1, 1])
def test_a_file_was_sent_on_a_day_after_its_approval_and_not_to_come(days: int, officer: User, approver: User):
    batch = grants.approved(grants.batch(accepted(), by=officer))
    sent = {"day": f"{clock.today() + timedelta(days=days):%d.%m.%Y}"}
    answer = city(approver).post(f"/en/kaupunki/maksut/erat/{batch.pk}/lahetetty/", sent)
    assert list(answer.context["form"].errors) == ["day"]
    batch.refresh_from_db()
    assert batch.state == "approved"


def test_a_payment_that_comes_back_is_paid_to_another_account_with_a_new_reference(officer: User):
    payout = accepted()
    batch = grants.sent(grants.batch(payout, by=officer))
    line = batch.lines.get()
    page = f"/en/kaupunki/maksut/{line.pk}/palautus/"
    client = city(officer)
    assert list(client.post(page, {"day": "1.1.2020"}).context["form"].errors) == ["reason"]
    early = client.post(page, {"day": "1.1.2020", "reason": "Tili suljettu"})
    assert "not before the batch was approved" in str(early.context["form"].non_field_errors())
    sent = {"day": f"{clock.today():%d.%m.%Y}", "reason": "Tili suljettu"}
    assert client.post(page, sent).status_code == 302
    assert "is on its way or paid can come back" in client.post(page, sent).content.decode()
    assert (states(payout), payout.instalments.get().paid_on) == (["returned"], None)
    mails = Message.objects.filter(kind="grants.payment_returned")
    assert {mail.recipient for mail in mails} == {payout.answered_by, payout.award.application.handled_by}
    assert payout.answered_by is not None
    actor = acting_for(payout.answered_by, payout.award.association)
    (matter,) = [one for one in matters.of(actor) if one.url.endswith("/tili/")]
    assert (matter.yours, matter.note) == (True, "A payment came back: choose another account")
    own = client_for(payout.answered_by, payout.award.association)
    assert "Tili suljettu" in own.get(f"/en/hakemukset/{payout.award.application_id}/").content.decode()
    with pytest.raises(Refused, match="None of these payments is due"):
        grants.batch(payout, by=officer)
    with acting(actor), pytest.raises(Refused, match="to this account already"):
        paying.choose_account(payout=payout, account=payout.account)  # type: ignore[arg-type]
    second = money.add_bank_account(association=payout.award.association, iban=ANOTHER, verified_on=clock.today())
    with acting(actor):
        paying.choose_account(payout=payout, account=second)
    assert states(payout) == ["planned"]
    again = grants.sent(grants.batch(payout, by=officer))
    assert told(again, ".//p:CdtrAcct/p:Id/p:IBAN") == [ANOTHER]
    assert [one.end_to_end_id for one in payout.instalments.get().lines.order_by("pk")] == [
        f"AVUSTUS-{line.instalment_id}-1",
        f"AVUSTUS-{line.instalment_id}-2",
    ]
    # The first file still adds up to what its batch says.
    assert told(batch, "p:CstmrCdtTrfInitn/p:GrpHdr/p:CtrlSum") == ["500.00"]
    assert not queries.differences()


def test_what_came_back_before_the_batch_was_marked_as_sent_is_not_paid(officer: User, approver: User):
    back, good = accepted(), accepted()
    batch = grants.approved(grants.batch(back, good, by=officer))
    with acting(as_employee(officer)):
        batches.record_return(line=batch.lines.get(instalment__payout=back), day=clock.today(), reason="Väärä tili")
    with acting(as_employee(approver)):
        batches.send(batch=batch, day=clock.today())
    assert states(back, good) == ["returned", "paid"]
    runner.run(Job.objects.get(name="grants.tell_of_payments").pk)
    assert [mail.recipient for mail in Message.objects.filter(kind="grants.payment_paid")] == [good.answered_by]


def test_whoever_is_paid_is_told_once(officer: User):
    payout = accepted()
    batch = grants.sent(grants.batch(payout, by=officer))
    job = Job.objects.get(name="grants.tell_of_payments")
    runner.run(job.pk)
    Job.objects.filter(pk=job.pk).update(state="queued", checkpoint={}, finished_at=None)
    runner.run(job.pk)
    assert Message.objects.filter(kind="grants.payment_paid", subject_id=str(batch.lines.get().pk)).count() == 1


def test_a_batch_is_paid_on_a_working_day_on_which_the_account_is_in_use(officer: User):
    # 5.12.2026 is a Saturday, the 6th Independence Day.
    with time_machine.travel("2026-12-04T09:00:00+02:00"):
        payout = accepted()
        made = grants.batch(payout, by=officer, up_to=clock.today() + timedelta(days=1))
        bank_of(payout).update(ended_on="2026-12-07")
        good = accepted()
        other = grants.batch(good, by=officer)
        assert batches.pay_day(made).isoformat() == "2026-12-07"
        assert batches.pay_day(other).isoformat() == "2026-12-04"
        with pytest.raises(Refused, match="No payment of this batch"):
            grants.approved(made)


def test_sums_of_awards_instalments_files_and_ledger_are_the_same_to_the_cent(officer: User):
    call = grants.call(appropriation_cents=10_000_000, **grants.terms("33", "33", "34 report"))
    paid = [grants.accepted(call, cents) for cents in (49_999, 33_331, 7)]
    sent = grants.sent(grants.batch(*paid, by=officer))
    declined = grants.decided(call)
    with acting(acting_for(declined.started_by, declined.association)):
        paying.decline(payout=declined.award.payout, reason="Emme ehdi.")
    grants.decided(call)
    assert not queries.differences()
    for award in Award.objects.in_force():
        assert sum(one.amount_cents for one in award.payout.instalments.counted()) == award.amount_cents
    in_file = told(sent, "p:CstmrCdtTrfInitn/p:GrpHdr/p:CtrlSum")[0]
    gone = Instalment.objects.filter(lines__batch=sent, state="paid")
    assert in_file == f"{sum(one.amount_cents for one in gone) / 100:.2f}"
    with acting(as_employee(officer)):
        assert queries.batch_amounts([sent])[sent.pk].cents == sum(one.amount_cents for one in gone)
    ledger = sum(row.value_cents for row in Support.objects.all())
    assert ledger == Award.objects.cents() == 49_999 + 33_331 + 7 + 50_000
    # Each difference is found.
    Instalment.objects.filter(payout=paid[0], number=3).update(amount_cents=1)
    Instalment.objects.filter(payout=paid[1], number=1).update(amount_cents=1)
    Support.objects.filter(source_type="grants.award", source_id=str(paid[2].award_id)).update(value_cents=8)
    found = queries.differences()
    assert found.awards == [paid[0].award_id, paid[1].award_id]
    assert found.batches == [sent.pk]
    assert found.ledger == [paid[2].award_id]


def test_a_name_that_begins_as_a_formula_is_inert_in_the_list_for_the_books(officer: User):
    payout = accepted("=HYPERLINK(1) ry")
    batch = grants.approved(grants.batch(payout, by=officer))
    found = told(batch, ".//p:Cdtr/p:Nm")
    assert found == [".HYPERLINK(1) ry"]
    client = city(officer)
    asked = reverse("exports:export_ask")
    assert client.post(asked, {"kind": "grants.batch", "query": f"batch={batch.pk}"}).status_code == 302
    export = Export.objects.get()
    runner.run(export.job_id)  # type: ignore[arg-type]
    (stored,) = StoredFile.objects.of(export)
    rows = CalamineWorkbook.from_filelike(BytesIO(files.read(stored))).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][2], rows[1][8]) == (2, "=HYPERLINK(1) ry", 500)
    assert b"<f>" not in zipfile.ZipFile(BytesIO(files.read(stored))).read("xl/worksheets/sheet1.xml")
    assert list(read(as_employee(officer), "batch=abc").rows) == []


def test_merged_and_dissolved_do_not_change_a_frozen_line(officer: User):
    payout = accepted()
    batch = grants.approved(grants.batch(payout, by=officer))
    Association.objects.filter(pk=payout.award.association_id).update(name_fi="Uusi nimi ry")
    assert BatchLine.objects.get(batch=batch).holder == "Räfsön Ystävät & Co ry"
