"""One small city for the tests of who may see what: two associations, everybody's roles, a matter in each state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie

from allauth.account.models import EmailAddress
from django.test import Client

from associations.enums import ContactKind, Role
from associations.models import (
    ActivityTime,
    Association,
    BankAccount,
    Claim,
    ContactWay,
    Document,
    DuplicatePair,
    Handover,
    Invitation,
    LiaisonAssignment,
    Link,
    MeetingPlace,
    Membership,
    Merge,
    RegisterImport,
    Tie,
)
from associations.services import merging
from grants.enums import AimKind, CallState, PrinciplesState
from grants.models import (
    Absence,
    Aim,
    Allocation,
    Application,
    AwardModel,
    Batch,
    BatchLine,
    Call,
    ChangeRequest,
    CityAid,
    Criterion,
    DecisionList,
    Dossier,
    EligibilityQuestion,
    ListLine,
    Phrase,
    Principles,
    Question,
    Recovery,
    Rectification,
    Sample,
    Section,
    UseReport,
)
from grants.services import deminimis
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.exports import services as exports
from portal.exports.models import Export
from portal.feedback.models import Feedback
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.outbox.models import Message
from portal.privacy.models import DataRequest, RetentionRun
from portal.savedviews import services as savedviews
from portal.savedviews.models import SavedView
from tests.clients import client_for
from tests.factories import grants, privacy
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import (
    AssociationFactory,
    account,
    claim,
    document,
    handover,
    imported,
    invitation,
    logo,
    member,
    pair,
    sheet,
    weekly,
)
from tests.files.made import PDF


@dataclass
class World:
    """What the table of URLs speaks of."""

    call: Call
    new_call: Call
    question: Question
    criterion: Criterion
    eligibility: EligibilityQuestion
    section: Section
    principles: Principles
    in_force: Principles
    aim: Aim
    award_model: AwardModel
    allocation: Allocation
    asked: Application
    mine: Association
    draft: Application
    submitted: Application
    in_review: Application
    proposed: Application
    decided: Application
    gathered_list: DecisionList
    presented_list: DecisionList
    line: ListLine
    rectified: Application
    rectification: Rectification
    changing: Application
    change: ChangeRequest
    recovery: Recovery
    recovered: Recovery
    disputed: Recovery
    recoverable: Application
    aid_draft: Application
    aid: CityAid
    paid: Application
    batch: Batch
    batch_line: BatchLine
    file: StoredFile
    tie: Tie
    job: Job
    message: Message
    feedback: Feedback
    data_request: DataRequest
    run: RetentionRun
    value: DatedValue
    assignment: LiaisonAssignment
    view: SavedView
    export: Export
    claim: Claim
    document: Document
    bank_account: BankAccount
    doubtful: Association
    register_import: RegisterImport
    pair: DuplicatePair
    merge: Merge
    time: ActivityTime
    place: MeetingPlace
    way: ContactWay
    link: Link
    seat: Membership
    invitation: Invitation
    handover: Handover
    report: UseReport
    handed_in: UseReport
    sample: Sample
    absence: Absence
    phrase: Phrase
    ended_phrase: Phrase
    dossier: Dossier
    people: dict[str, User] = field(default_factory=dict)

    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A fresh client signed in as one of ACTORS; signing in itself is done once."""
        client = Client()
        if who != "anonymous":
            if who not in self.cookies:
                self.cookies[who] = client_for(self.people[who]).cookies
            client.cookies = SimpleCookie(self.cookies[who].output(header=""))
        return client


ACTORS = [
    "anonymous",
    "chair",
    "treasurer",
    "member",
    "stranger",
    "former",
    *(role.value for role in StaffRole),
    "tied",
    "tied_decider",
]


class Undo(Exception):
    """What a test did in the world is rolled back."""


def make() -> World:
    """Everything; each application to a call of its own, since an association has one per call."""
    mine, other = AssociationFactory.create(slug="oma"), AssociationFactory.create(slug="muu")
    bank_account = account(mine)
    logo(mine)
    people: dict[str, User] = {
        "chair": member(mine, Role.CHAIR),
        "treasurer": member(mine, Role.TREASURER),
        "member": member(mine, Role.MEMBER),
        "stranger": member(other, Role.TREASURER),
        "former": UserFactory.create(),
        **{role.value: employee(role) for role in StaffRole},
        "tied": employee(StaffRole.GRANT_OFFICER),
        "tied_decider": employee(StaffRole.DECISION_MAKER),
    }
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.create(
        association=mine,
        user=people["former"],
        role=Role.CHAIR,
        areas=["grants"],
        starts_on=yesterday,
        ends_on=yesterday,
    )
    EmailAddress.objects.create(user=people["former"], email=people["former"].email, primary=True, verified=True)
    Tie.objects.create(user=people["tied"], association=mine, relative=True)
    Tie.objects.create(user=people["tied_decider"], association=mine)
    tie = Tie.objects.create(user=people[StaffRole.GRANT_OFFICER], association=other)
    submitted = grants.submitted(association=mine)
    call = grants.call()
    assignment = LiaisonAssignment.objects.create(user=people[StaffRole.LIAISON], association=mine)
    with acting(as_employee(people[StaffRole.GRANT_OFFICER])):
        view = savedviews.save_view(page="associations:association_list", query="checked=never", name="Ei vahvistettu")
        export = exports.ask("associations.register", query="checked=never")
    return World(
        call=call,
        new_call=(new_call := grants.call(state=CallState.DRAFT, title_fi="Uusi haku")),
        question=new_call.questions.all()[1],
        criterion=new_call.criteria.all()[0],
        eligibility=EligibilityQuestion.objects.create(
            call=new_call, label_fi="Onko yhdistyksenne rekisteröity?", refusal_fi="Avustus on rekisteröidyille."
        ),
        mine=mine,
        draft=grants.full_draft(association=mine, user=people["treasurer"]),
        award_model=grants.award_model(),
        allocation=grants.shared(grants.scored(grants.call(), association=mine).call),
        in_force=Principles.objects.create(
            **{"title_fi": "Avustusperiaatteet", "text_fi": "Avustuksella tuetaan.", "valid_from": yesterday},
            **{"state": PrinciplesState.PUBLISHED, "published_at": clock.now()},
        ),
        principles=(rules := Principles.objects.create(title_fi="Uudet periaatteet", valid_from=clock.today())),
        aim=Aim.objects.create(principles=rules, key="luonto", kind=AimKind.EMPHASIS, label_fi="Luonto"),
        section=Section.objects.create(call=new_call, label_fi="Raha"),
        asked=grants.asked(mine).application,
        submitted=submitted,
        in_review=_reviewed(mine),
        proposed=grants.proposed(association=mine),
        decided=grants.decided(association=mine),
        gathered_list=(gathered := _list(mine)),
        presented_list=_list(mine, presented=True),
        line=gathered.lines.get(application__association=mine),
        rectified=(rectified := grants.decided(association=mine)),
        rectification=grants.rectification(rectified),
        changing=(changing := grants.decided(association=mine)),
        change=grants.change_request(changing),
        recovery=grants.answered(grants.recovery(grants.paid(association=mine))),
        recovered=grants.paid_back(grants.recovered(grants.answered(grants.recovery(grants.paid(association=mine))))),
        disputed=grants.disputed(grants.recovered(grants.answered(grants.recovery(grants.paid(association=mine))))),
        recoverable=grants.paid(association=mine).award.application,
        aid_draft=grants.aid_draft(association=mine),
        aid=_reported(grants.city_aid(mine), people[StaffRole.GRANT_OFFICER]),
        paid=(payout := grants.accepted(association=mine)).award.application,
        batch=(batch := grants.batch(payout)),
        batch_line=batch.lines.get(),
        file=files.store(PDF, name="receipt.pdf", kind="sealed", parent=submitted),
        tie=tie,
        job=Job.objects.earliest("pk"),
        claim=claim(people["former"], mine),
        document=document(mine, people["treasurer"]),
        bank_account=bank_account,
        doubtful=AssociationFactory.create(slug="epailty", name_doubt="U+200B"),
        message=Message.objects.filter(recipient=people["treasurer"]).earliest("pk"),
        feedback=privacy.feedback(),
        data_request=privacy.data_request(people["former"]),
        run=privacy.dry_run(people[StaffRole.ADMINISTRATOR]),
        value=DatedValue.objects.create(
            name="feedback.answer_days", value=10, valid_from=clock.today() + timedelta(days=30), reason="Päätös"
        ),
        assignment=assignment,
        view=view,
        export=export,
        register_import=_import(people[StaffRole.LIAISON]),
        pair=pair(*AssociationFactory.create_batch(2)),
        merge=_merge(people[StaffRole.LIAISON]),
        time=weekly(mine),
        place=MeetingPlace.objects.create(association=mine, name="Kirjasto"),
        way=ContactWay.objects.create(association=mine, kind=ContactKind.EMAIL, value="info@oma.example"),
        link=Link.objects.create(association=mine, url="https://oma.example/"),
        seat=Membership.objects.get(user=people["member"]),
        invitation=invitation(mine, by=people["chair"], email=people["former"].email),
        handover=handover(mine, by=people["chair"]),
        report=(report := grants.awaited(grants.reported_call(interim_months=3), mine)),
        handed_in=grants.handed_in(grants.awaited(association=mine)),
        sample=grants.sample(report.award.call),
        absence=grants.absence(people[StaffRole.GRANT_OFFICER], people["tied"]),
        phrase=grants.phrase(),
        ended_phrase=grants.ended_phrase(),
        dossier=grants.dossier(submitted, people[StaffRole.GRANT_OFFICER]),
        people=people,
    )


def _reported(aid: CityAid, user: User) -> CityAid:
    with acting(as_employee(user)):
        deminimis.report(keys=[aid.pk], on=clock.today())
    return aid


def _import(user: User) -> RegisterImport:
    """Ready to be looked at: a new association, and a broken row."""
    return imported(sheet("Kylän Kuoro ry;123.456;", "Rannan Kuoro ry;12a;"), user)


def _merge(user: User) -> Merge:
    kept, absorbed = AssociationFactory.create_batch(2)
    with acting(as_employee(user)):
        return merging.merge(kept=kept, absorbed=absorbed)


def _reviewed(association: Association) -> Application:
    """In review with all its scores: it waits for a proposal, and takes more scores."""
    application = grants.in_review(association=association)
    grants.score(application, employee(StaffRole.GRANT_OFFICER))
    grants.score(application, employee(StaffRole.GRANT_OFFICER))
    return application


def _list(association: Association, *, presented: bool = False) -> DecisionList:
    """Two proposals, one of them the association's: a tie to it leaves the other one to be seen."""
    call = grants.call()
    return grants.decision_list(
        grants.proposed(call, association=association), grants.proposed(call), presented=presented
    )
