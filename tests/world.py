"""One small city for the tests of who may see what: two associations, everybody's roles, a matter in each state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie

from allauth.account.models import EmailAddress
from django.test import Client

from associations.enums import Role
from associations.models import Association, Handover, Invitation, Membership, Tie
from grants.models import Application, Call
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.outbox.models import Message
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory, account, handover, invitation, member
from tests.files.made import PDF


@dataclass
class World:
    """What the table of URLs speaks of."""

    call: Call
    mine: Association
    draft: Application
    submitted: Application
    in_review: Application
    proposed: Application
    decided: Application
    file: StoredFile
    tie: Tie
    job: Job
    message: Message
    seat: Membership
    invitation: Invitation
    handover: Handover
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
]


def make() -> World:
    """Everything; each application to a call of its own, since an association has one per call."""
    mine, other = AssociationFactory.create(slug="oma"), AssociationFactory.create(slug="muu")
    account(mine)
    people: dict[str, User] = {
        "chair": member(mine, Role.CHAIR),
        "treasurer": member(mine, Role.TREASURER),
        "member": member(mine, Role.MEMBER),
        "stranger": member(other, Role.TREASURER),
        "former": UserFactory.create(),
        **{role.value: employee(role) for role in StaffRole},
        "tied": employee(StaffRole.GRANT_OFFICER),
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
    tie = Tie.objects.create(user=people[StaffRole.GRANT_OFFICER], association=other)
    submitted = grants.submitted(association=mine)
    call = grants.call()
    return World(
        call=call,
        mine=mine,
        draft=grants.draft(association=mine, user=people["treasurer"]),
        submitted=submitted,
        in_review=_reviewed(mine),
        proposed=grants.proposed(association=mine),
        decided=grants.decided(association=mine),
        file=files.store(PDF, name="receipt.pdf", kind="sealed", parent=submitted),
        tie=tie,
        job=Job.objects.earliest("pk"),
        message=Message.objects.filter(recipient=people["treasurer"]).earliest("pk"),
        seat=Membership.objects.get(user=people["member"]),
        invitation=invitation(mine, by=people["chair"], email=people["former"].email),
        handover=handover(mine, by=people["chair"]),
        people=people,
    )


def _reviewed(association: Association) -> Application:
    """In review with all its scores: it waits for a proposal, and takes more scores."""
    application = grants.in_review(association=association)
    grants.score(application, employee(StaffRole.GRANT_OFFICER))
    grants.score(application, employee(StaffRole.GRANT_OFFICER))
    return application
