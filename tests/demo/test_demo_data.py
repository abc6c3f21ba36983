"""The demo's data: loaded once as the app role, then looked at from every side."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models import Count, F, QuerySet, Sum
from stdnum import iban
from stdnum.fi import associationid, ytunnus

from associations.acting import parties_of
from associations.enums import LegalForm, Role, Status
from associations.models import (
    Association,
    BankAccount,
    Claim,
    ContactWay,
    Document,
    DuplicatePair,
    Invitation,
    Membership,
    Sector,
    Support,
)
from associations.queries import search
from associations.queries.liaisons import liaisons_of
from grants import rules
from grants.enums import (
    ApplicationState,
    BatchState,
    CallKind,
    CallState,
    InstalmentState,
    ListState,
    PayoutState,
    Phase,
    PhraseKind,
    RecoveryState,
    RectificationOutcome,
    ReportState,
    Turn,
)
from grants.models import (
    Absence,
    Allocation,
    Application,
    Award,
    Batch,
    BatchLine,
    Call,
    ChangeRequest,
    CompletionRequest,
    DecisionList,
    Note,
    Payout,
    Phrase,
    Recovery,
    Rectification,
    Review,
    Sample,
    Score,
    Submission,
    UseReport,
)
from grants.queries.paying import Differences, differences
from grants.queries.queue import queue_rows
from grants.services import publishing
from portal import clock, demodata, policy
from portal.accounts.enums import StaffRole
from portal.accounts.middleware import actor_of
from portal.accounts.models import StaffAssignment, User
from portal.decisions.models import Decision
from portal.documents.glyphs import check_glyphs
from portal.feedback.models import Feedback
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.enums import State as MessageState
from portal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _counts() -> dict[str, int]:
    seen: list[type[models.Model]] = [
        *(Association, Membership, BankAccount, Support, User, EmailAddress, StaffAssignment),
        *(Call, Application, Submission, Review, Score, Award, Decision, Event, Message, Job),
    ]
    return {model.__name__: model._default_manager.count() for model in seen}


def _open_call() -> Call:
    return Call.objects.open().get(kind=CallKind.LIGHT)


def _present() -> QuerySet[Call]:
    """The calls that aren't over, in the order in which they open."""
    return Call.objects.filter(state=CallState.PUBLISHED).order_by("opens_at")


def _inserted() -> QuerySet[Call]:
    """The light grants of the autumns before, whose rows were inserted as they would stand."""
    year = clock.today().year
    return Call.objects.filter(title_fi__in=[f"Toimintatonni {year - ago}" for ago in (1, 2)])


def _followed() -> QuerySet[Call]:
    """The calls whose rounds were gone through step by step and are over."""
    return Call.objects.filter(state=CallState.DECIDED).exclude(pk__in=_inserted())


def _employee(local: str) -> User:
    return User.objects.get(email=f"{local}@pori.example")


def test_the_command_says_what_it_made(demo: str):
    assert [line.split()[0] for line in demo.splitlines()] == [
        "14",
        "91",
        "9",
        "80",
        "An",
        "8",
        "The",
        "4",
        "A",
        "6",
        "4",
    ]


def test_loading_twice_changes_nothing():
    before, said = _counts(), StringIO()
    call_command("load_demo", "--force", stdout=said)
    assert "nothing is loaded" in said.getvalue()
    assert _counts() == before


def test_it_is_refused_outside_of_the_demo():
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo")


def test_associations_of_every_sector_and_form():
    assert 80 <= Association.objects.count() <= 100
    by_sector = Sector.objects.annotate(number=Count("associations")).values_list("slug", "number")
    assert all(number >= 2 for _slug, number in by_sector)
    assert {"liikunta", "kulttuuri"} == {slug for slug, number in by_sector if number > 10}
    assert set(Association.objects.values_list("legal_form", flat=True)) == set(LegalForm)
    assert Association.objects.filter(status=Status.DISSOLVED).count() == 2
    assert Association.objects.filter(checked_on=None).exists()


def test_every_association_is_told_in_three_languages():
    shown = Association.objects.filter(name_doubt="")
    for language in ("fi", "sv", "en"):
        assert not shown.filter(**{f"summary_{language}": ""}).exists()
    assert not shown.filter(description_fi="").exists()
    assert Association.objects.exclude(description_sv="").count() > 50


def test_numbers_have_their_check_digits():
    numbers = list(Association.objects.exclude(business_id="").values_list("business_id", flat=True))
    assert len(numbers) > 50
    assert len(set(numbers)) == len(numbers)
    assert all(ytunnus.is_valid(number) for number in numbers)
    assert all(associationid.is_valid(row.register_number) for row in Association.objects.exclude(register_number=""))
    assert all(iban.is_valid(row.iban) for row in BankAccount.objects.all())


def test_addresses_are_those_kept_for_examples():
    addresses = [
        *User.objects.values_list("email", flat=True),
        *ContactWay.objects.filter(kind="email").values_list("value", flat=True),
    ]
    assert all(address.endswith(".example") for address in addresses)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("koripallo", ["Jokisuun Koripalloseura ry"]),
        ("shakki", ["Shakkikerho Musta Ratsu ry"]),
        ("shakin", ["Shakkikerho Musta Ratsu ry"]),
        (
            "kuoro",
            ["Kamarikuoro Kuurankukka ry", "Lapsikuoro Leppäkerttu ry", "Mieskuoro Selkämeren Sointu ry"],
        ),
        (
            "kuorot",
            ["Kamarikuoro Kuurankukka ry", "Lapsikuoro Leppäkerttu ry", "Mieskuoro Selkämeren Sointu ry"],
        ),
        ("jalkapalo", ["Jalkapalloseura Käppärän Kaari ry", "Selkämeren Jalkapallojuniorit ry"]),
    ],
)
def test_the_search_finds(words: str, first: list[str]):
    found = search.search(Association.objects.listed(), words)
    assert sorted(row.name_fi for row in found) == first


def test_the_search_for_children_finds_several():
    found = {row.name_fi for row in search.search(Association.objects.listed(), "lasten")}
    assert {"Lapsikuoro Leppäkerttu ry", "Lasten tiedekerho Sähäkkä ry"} <= found


def test_every_staff_role_is_held_and_one_has_ended():
    held = StaffAssignment.objects.in_force().values_list("role").annotate(Count("pk"))
    assert set(StaffRole) == {role for role, _number in held}
    assert dict(held)[StaffRole.GRANT_OFFICER] == 3
    assert actor_of(_employee("raimo.tuomikoski")).staff_roles == frozenset()


def test_an_officer_is_barred_by_a_seat_and_one_by_a_tie():
    call = _open_call()
    of_the_runners = call.applications.get(association__name_fi="Kirjurinluodon Juoksijat ry")
    of_the_club = call.applications.get(association__name_fi="Väinölän Nuorisokerho Vintti ry")
    barred = {
        local: [policy.barred(actor_of(_employee(local)), matter) for matter in (of_the_runners, of_the_club)]
        for local in ("outi.rantakari", "jarkko.suvelainen", "tiina.vuorisalo")
    }
    assert barred == {
        "outi.rantakari": [False, False],
        "jarkko.suvelainen": [True, False],
        "tiina.vuorisalo": [False, True],
    }


def test_nobody_who_is_tied_has_ever_scored():
    seats = Membership.objects.filter(user=F("association__applications__reviews__reviewer"))
    assert not seats.exists()


def test_people_act_for_associations_by_dated_roles():
    treasurer = User.objects.get(first_name="Tuula", last_name="Niinikangas")
    assert len(parties_of(actor_of(treasurer))) == 3
    former = User.objects.get(last_name="Mattelmäki")
    assert parties_of(actor_of(former)) == ()
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)


def test_everybody_can_sign_in():
    people = list(User.objects.all())
    assert all(person.check_password(demodata.PASSWORD) for person in people[:3])
    assert len({person.password for person in people}) == 1
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(people)


def test_something_waits_on_every_desk_of_the_register():
    states = {claim.state for claim in Claim.objects.all()}
    assert states == {"submitted", "more_asked", "verified", "rejected"}
    papers = {(document.state, StoredFile.objects.of(document).count()) for document in Document.objects.all()}
    assert papers == {("awaiting", 1), ("verified", 1), ("rejected", 1)}
    assert Invitation.objects.open().count() == 1
    assert Association.objects.exclude(name_doubt="").count() == DuplicatePair.objects.count() == 1
    assert sorted(Feedback.objects.values_list("state", flat=True)) == ["answered", "open", "set_aside"]


def test_every_association_has_a_liaison_and_one_is_away():
    for association in Association.objects.all():
        assert liaisons_of(association)[0][0] == ""
    culture = Association.objects.filter(sector__slug="kulttuuri", liaison_assignments=None)[0]
    assert [one.stands_in_for for _part, one in liaisons_of(culture)][:1] == ["Annika Söderfelt"]


def test_the_list_of_users_names_people_who_are_there():
    said = StringIO()
    call_command("demo_users", stdout=said)
    lines = said.getvalue().splitlines()
    addresses = [line.split()[-1] for line in lines if line.endswith(".example")]
    assert len(addresses) == 33
    assert User.objects.filter(email__in=addresses, is_active=True).count() == 33
    assert demodata.PASSWORD in lines[-1]


def test_each_category_has_a_call_that_is_open_or_coming():
    found = [(call.kind, call.phase()) for call in _present()]
    assert found == [
        ("event", Phase.OPEN),
        ("light", Phase.OPEN),
        ("operating", Phase.OPEN),
        ("project", Phase.OPEN),
        ("start_up", Phase.COMING),
        ("partnership", Phase.COMING),
    ]
    assert {call.kind for call in Call.objects.all()} == set(CallKind)
    call = _open_call()
    left = clock.local(call.closes_at).date() - clock.today()
    assert (left.days, f"{clock.local(call.closes_at):%H:%M}") == (30, "15:00")
    assert call.appropriation_cents == 6_000_000
    assert list(call.questions.values_list("key", flat=True)) == ["purpose", "plan", "amount", "account"]
    assert call.criteria.count() == 4


def test_the_open_call_has_an_application_in_every_state():
    states = set(_open_call().applications.values_list("state", flat=True))
    # Awaiting a second signature is shown with another call.
    assert states == set(ApplicationState) - {ApplicationState.SIGNED}
    waiting = _open_call().applications.filter(state=ApplicationState.IN_REVIEW).annotate(given=Count("reviews"))
    assert set(waiting.values_list("given", flat=True)) == {0, 1, 2}


def test_of_the_operating_call_somebody_waits_for_each():
    call = _present().get(kind=CallKind.OPERATING)
    assert set(call.applications.values_list("state", flat=True)) == {
        *(ApplicationState.DRAFT, ApplicationState.SIGNED, ApplicationState.IN_REVIEW)
    }
    asked = CompletionRequest.objects.get(application__call=call)
    assert (asked.state, asked.items.count(), asked.application.messages.count()) == ("open", 2, 2)
    for published in Call.objects.filter(state=CallState.PUBLISHED):
        assert publishing.missing(published) == []
        assert published.form_versions.count() == 1
        assert published.aims.exists()


def test_whoever_walks_the_path_first_has_not_applied_yet():
    association = Association.objects.get(name_fi="Jokisuun Koripalloseura ry")
    assert not _open_call().applications.filter(association=association).exists()
    assert association.bank_accounts.count() == 1
    assert association.awards.count() == 2


def test_the_autumns_before_are_decided_with_awards_and_ledger():
    assert _inserted().count() == 2
    for call in _inserted():
        states = dict(call.applications.values_list("state").annotate(Count("pk")))
        assert sum(states.values()) == 40
        assert set(states) == {ApplicationState.GRANTED, ApplicationState.REJECTED}
        assert call.awards.count() == states[ApplicationState.GRANTED]
        assert set(call.applications.annotate(given=Count("reviews")).values_list("given", flat=True)) == {2}


def test_award_instalments_batches_and_ledger_agree_to_the_cent():
    assert differences() == Differences([], [], [], [], [])
    given = Award.objects.in_force().aggregate(sum=Sum("amount_cents"))["sum"]
    back = Recovery.objects.aggregate(sum=Sum("recovered_cents"))["sum"]
    assert Support.objects.aggregate(sum=Sum("value_cents"))["sum"] == given - back > 0
    # The sum must be able to differ: what was declined and what is recovered stand in it as rows of their own.
    assert Support.objects.filter(value_cents__lt=0).count() == 2


def test_each_category_has_gone_from_the_call_to_the_closed_report():
    assert {call.kind for call in _followed()} == set(CallKind)
    for call in _followed().exclude(title_fi__startswith="Pienten hankkeiden"):
        awards = call.awards.filter(payout__state=PayoutState.ACCEPTED)
        assert awards.count() >= 2
        assert Allocation.objects.filter(call=call).count() == 1
        assert {found.state for found in call.decision_lists.all()} == {ListState.DECIDED}
        for award in awards:
            assert set(award.payout.instalments.values_list("state", flat=True)) == {InstalmentState.PAID}
            assert award.application.reviews.filter(round=1).count() == call.scores_needed
            reports = award.reports.all()
            assert {report.state for report in reports} == ({ReportState.ACCEPTED} if call.asks_report else set())
            assert all(report.public_summary for report in reports)
    assert not Call.objects.get(kind=CallKind.START_UP, state=CallState.DECIDED).asks_report


def test_what_happened_on_the_way_has_happened_once():
    assert Application.objects.filter(round=2).get().reviews.count() == 4
    assert DecisionList.objects.exclude(meeting_on=None).get().state == ListState.DECIDED
    assert Payout.objects.get(state=PayoutState.DECLINED).award.cents_in_force > 0
    returned = BatchLine.objects.exclude(returned_on=None).get()
    again = returned.instalment.lines.exclude(pk=returned.pk).get()
    assert again.iban != returned.iban
    assert again.batch.state == BatchState.SENT
    rectified = Rectification.objects.get()
    assert (rectified.outcome, rectified.in_time) == (RectificationOutcome.CHANGED, True)
    assert rectified.application.award.decision == rectified.result
    assert sorted(ChangeRequest.objects.values_list("state", "kind")) == [
        ("approved", "time"),
        ("asked", "time"),
        ("refused", "purpose"),
    ]
    back = Recovery.objects.get(state=RecoveryState.DECIDED)
    assert (back.instalments.count(), back.payments.count()) == (5, 2)
    assert back.left_cents > 0
    assert Recovery.objects.late().count() == 0
    sample = Sample.objects.get()
    assert sample.members.exclude(place=None).count() == sample.size < sample.members.count()


def test_nobody_made_and_approved_or_proposed_and_decided_the_same():
    assert not Batch.objects.filter(made_by=F("approved_by")).exists()
    decided = Decision.objects.filter(subject_type=Application._meta.label_lower)
    by_application = dict(Application.objects.values_list("pk", "proposed_by"))
    assert not [row for row in decided if by_application[int(row.subject_id)] == row.decided_by_id]


def test_something_waits_for_each_who_has_to_do_with_grants_this_year():
    today = clock.today()
    helena = actor_of(_employee("helena.aarniluoma"))
    assert DecisionList.objects.get(state=ListState.PRESENTED).lines.count() == 3
    batch = Batch.objects.get(state=BatchState.MADE)
    assert batch.lines.count() == 2
    assert policy.allows("grants.approve_batch", batch, helena)
    assert not policy.allows("grants.approve_batch", batch, actor_of(batch.made_by))
    assert UseReport.objects.filter(state=ReportState.HANDED_IN).count() == 1
    assert [report.state for report in UseReport.objects.late()] == [ReportState.DRAFT, ReportState.DRAFT]
    assert UseReport.objects.filter(state=ReportState.RETURNED, awaited_on__gt=today).count() == 1
    assert Recovery.objects.get(state=RecoveryState.HEARING).hear_by > today
    offered = Payout.objects.waiting().get(award__call__kind=CallKind.EVENT)
    assert offered.accept_by > today
    rows = queue_rows(Application.objects.handed_in())
    assert {row.turn for row in rows} == {str(turn.label) for turn in Turn}
    assert Absence.objects.count() == 1


def test_each_decision_was_made_after_the_proposal_and_has_its_last_day():
    decided = Application.objects.filter(decided_at__isnull=False)
    again = Rectification.objects.exclude(result=None).count()
    back = Recovery.objects.exclude(decision=None).count()
    refused = ChangeRequest.objects.exclude(result=None).count()
    assert Decision.objects.count() == decided.count() + again + back + refused
    assert not Decision.objects.filter(last_day=None).exists()
    assert Decision.objects.published().count() == Decision.objects.filter(taken_down_at=None).count()


def test_what_was_submitted_keeps_its_fingerprint_and_words():
    submissions = list(Submission.objects.select_related("application"))
    assert len(submissions) == Application.objects.handed_in().count()
    assert all(rules.digest(row.content) == row.sha256 for row in submissions)
    purposes = {row["text"]["fi"] for one in submissions for row in one.answers() if row["key"] == "purpose"}
    assert len(purposes) == len(submissions)
    assert {row.content_json["language"] for row in submissions} == {"fi", "sv", "en"}


def test_all_texts_can_be_printed():
    texts = [*Submission.objects.values_list("content", flat=True), *Decision.objects.values_list("reasons", flat=True)]
    names = [*Association.objects.values_list("name_fi", flat=True), *User.objects.values_list("last_name", flat=True)]
    assert check_glyphs("".join([*texts, *names])) == []


def test_the_record_of_each_application_is_in_the_order_of_its_steps():
    steps = ["started", "submitted", "review_started", "review_given", "review_given", "proposed", "granted"]
    for application in Application.objects.filter(
        state=ApplicationState.GRANTED, call__in=[*_inserted(), _open_call()]
    ):
        verbs = [event.verb.split(".")[1].removeprefix("application_") for event in Event.objects.about(application)]
        assert verbs == steps
    assert not Event.objects.filter(at__gt=clock.now()).exists()


def test_only_what_happens_today_sends_mail_and_every_document_is_ordered():
    assert Job.objects.filter(name="grants.receipt_pdf").count() == Submission.objects.count()
    # The letters of a list were sealed by its own work.
    unsealed = Decision.objects.filter(sealed=None)
    ordered = Job.objects.filter(name="decisions.seal").values_list("args__0", flat=True)
    assert sorted(ordered) == sorted(unsealed.values_list("pk", flat=True))
    assert unsealed.count() < Decision.objects.count()
    today = Application.objects.filter(submitted_at__gt=clock.now() - timedelta(minutes=10))
    receipts = Message.objects.filter(kind="grants.receipt", state=MessageState.OWED)
    assert set(receipts.values_list("subject_id", flat=True)) == {str(pk) for pk in today.values_list("pk", flat=True)}
    sent = Message.objects.filter(state=MessageState.SENT)
    assert sent.count() > 200
    assert not sent.exclude(sent_at=F("created_at")).exists()
    assert not Job.objects.unfinished().filter(not_before__lt=clock.now() - timedelta(minutes=10)).exists()


def test_officers_find_texts_of_every_kind_and_an_absence_to_come():
    assert {phrase.kind for phrase in Phrase.objects.offered()} == set(PhraseKind)
    assert Absence.objects.not_over().filter(starts_on__gt=clock.today()).count() == 1
    assert Note.objects.count() == 1
