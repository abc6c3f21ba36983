"""Papers of what follows a decision obey the permission of what they belong to (cases.md 20, 21, 22, 24)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from associations.enums import Area, Role
from associations.models import Association, Membership, Tie
from grants.services import recovering, rectifying, reporting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files.models import StoredFile
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF

pytestmark = pytest.mark.django_db


def of_report(association: Association) -> None:
    report = grants.awaited(association=association)
    with acting(acting_for(report.award.application.started_by, association)):
        reporting.attach(report=report, content=ContentFile(PDF, "kuitti.pdf"))
    grants.handed_in(report)


def of_recovery(association: Association) -> None:
    found = grants.recovery(grants.paid(association=association))
    with acting(acting_for(found.award.application.started_by, association)):
        attachments = [ContentFile(PDF, "vastine.pdf")]
        recovering.answer(recovery=found, text="Vastaus.", arrived_at=clock.now(), attachments=attachments)


def of_rectification(association: Association) -> None:
    application = grants.decided(association=association)
    with acting(acting_for(application.started_by, association)):
        rectifying.ask(
            application=application,
            asked="Koko summaa.",
            grounds="Virhe.",
            arrived_at=clock.now(),
            attachments=[ContentFile(PDF, "liite.pdf")],
        )


PAPERS: dict[str, Callable[[Association], None]] = {
    "use report": of_report,
    "answer about a recovery": of_recovery,
    "request for rectification": of_rectification,
}


@pytest.mark.parametrize("attach", PAPERS.values(), ids=PAPERS)
def test_a_paper_opens_for_the_association_and_the_city_alone(attach: Callable[[Association], None]):
    association, other = AssociationFactory.create(), AssociationFactory.create()
    attach(association)
    url = StoredFile.objects.get(kind="document").get_absolute_url()
    former, without = member(association, Role.CHAIR), member(association, Role.MEMBER)
    Membership.objects.filter(user=former).update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )
    tied = [employee(StaffRole.GRANT_OFFICER), employee(StaffRole.DECISION_MAKER)]
    for one in tied:
        Tie.objects.create(user=one, association=association, relative=True)
    with_grants = member(association, Role.MEMBER)
    Membership.objects.filter(user=with_grants).update(areas=[Area.GRANTS])
    stranger = member(other, Role.CHAIR)
    opens = {
        "with grants": client_for(with_grants, association),
        "officer": client_for(employee(StaffRole.GRANT_OFFICER)),
        "auditor": client_for(employee(StaffRole.AUDITOR)),
        "logged out": Client(),
        "without grants": client_for(without, association),
        "stranger": client_for(stranger, other),
        "former": client_for(former),
        "liaison": client_for(employee(StaffRole.LIAISON)),
        **{f"tied {one.pk}": client_for(one) for one in tied},
    }
    got = {who: client.get(url).status_code for who, client in opens.items()}
    assert got == {**dict.fromkeys(opens, 404), **dict.fromkeys(["with grants", "officer", "auditor"], 200)}
