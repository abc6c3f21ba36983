"""How the record forgets a person: through the owner's functions, which leave what the law keeps."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from associations.models import Association, Invitation
from portal import clock
from portal.accounts.models import User
from portal.actor import ANONYMOUS, acting, system
from portal.journal import services
from portal.journal.models import Event, RowImage
from portal.journal.services import forget, record, redact, redact_about, sentence
from tests.factories.accounts import UserFactory, as_employee
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db

KEPT, OTHER = "associations.support_recorded", "associations.profile_edited"


@pytest.fixture
def people() -> tuple[User, User]:
    """The one to be forgotten, and another."""
    return UserFactory.create(first_name="Aino"), UserFactory.create(first_name="Eero")


def by(user: User, verb: str, association: Association) -> Event:
    with acting(as_employee(user)):
        return record(verb, association, reason="Syy", details={"who": "Aino"})


def test_what_was_done_stays_and_who_did_it_goes(people: tuple[User, User]):
    aino, eero = people
    association = AssociationFactory.create(name_fi="Kuoro ry")
    mine, kept, others = by(aino, OTHER, association), by(aino, KEPT, association), by(eero, OTHER, association)
    assert forget([aino.pk], reason="Säilytysaika.") == 1
    for event in (mine, kept, others):
        event.refresh_from_db()
    assert (mine.actor_id, mine.actor_label, mine.reason, mine.details) == (None, "", "", {})
    assert mine.object_label == "Kuoro ry"
    assert (kept.actor_id, kept.reason, kept.details) == (aino.pk, "Syy", {"who": "Aino"})
    assert (others.actor_id, others.redacted_at) == (eero.pk, None)
    with override("en"):
        assert sentence(mine) == "a person whose data has been erased edited the profile of Kuoro ry"
    done = Event.objects.latest("pk")
    assert (done.verb, done.details, done.reason) == ("journal.redacted", {"count": 1}, "Säilytysaika.")


def test_events_about_the_person_lose_their_label_only(people: tuple[User, User]):
    aino, eero = people
    with acting(as_employee(eero)):
        event = record("privacy.data_downloaded", aino)
    forget([aino.pk], reason="Säilytysaika.")
    event.refresh_from_db()
    assert (event.object_label, event.actor_label) == ("", str(eero))
    with override("en"):
        assert sentence(event) == f"{eero} took a copy of their own data"


def test_images_keep_their_actor_only_where_the_law_asks(people: tuple[User, User]):
    aino, eero = people
    with acting(as_employee(aino)):
        association = AssociationFactory.create()
        association.bank_accounts.create(iban="FI2112345600000785", holder="Kuoro ry")
    with acting(as_employee(eero)), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(registered_office="Ulvila")
    forget([aino.pk], reason="Säilytysaika.")
    actors = {
        (image.table, image.operation): image.actor and image.actor["id"]
        for image in RowImage.objects.filter(table__in=["associations_association", "associations_bankaccount"])
    }
    assert actors == {
        ("associations_association", "INSERT"): None,
        ("associations_association", "UPDATE"): eero.pk,
        ("associations_bankaccount", "INSERT"): aino.pk,
    }


def test_redacting_an_event_leaves_who_else_changed_the_row(people: tuple[User, User]):
    aino, eero = people
    with acting(as_employee(aino)):
        association = AssociationFactory.create()
        event = record(OTHER, association)
    with acting(as_employee(eero)), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(registered_office="Ulvila")
    redact([event.pk], reason="Säilytysaika.")
    images = RowImage.objects.filter(table="associations_association").order_by("pk")
    assert [image.actor and image.actor["id"] for image in images] == [None, eero.pk]


def test_columns_with_a_person_leave_the_images_of_a_row(people: tuple[User, User]):
    def invited(email: str) -> Invitation:
        row = Invitation.objects.create(
            association=AssociationFactory.create(),
            email=email,
            role="chair",
            invited_by=people[1],
            expires_at=clock.now(),
        )
        record("associations.invitation_sent", row)
        return row

    gone, stays = invited("aino@mail.example"), invited("muu@mail.example")
    gone.email = "erased@erased.invalid"
    gone.save()
    redact_about(Invitation, [gone.pk], columns=["email"], reason="Säilytysaika.")
    images = RowImage.objects.filter(table="associations_invitation")
    assert not any("email" in (side or {}) for i in images.filter(row_pk=gone.pk) for side in (i.before, i.after))
    assert images.filter(row_pk=stays.pk, after__email="muu@mail.example").count() == 1
    assert [event.object_label for event in Event.objects.about(gone)] == [""]
    assert "muu@mail.example" in Event.objects.about(stays).get().object_label


def test_nothing_to_forget_leaves_no_trace():
    before = Event.objects.count()
    assert forget([UserFactory.create().pk], reason="Säilytysaika.") == 0
    redact_about(Invitation, [], columns=["email"], reason="Säilytysaika.")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "call",
    [
        "SELECT journal_forget('{1}', '{}', '{}', %s)",
        "SELECT journal_redact_rows('associations_invitation', '{1}', '{email}', %s)",
    ],
)
@pytest.mark.parametrize("nameless", [True, False])
def test_it_needs_an_actor_and_a_reason(call: str, nameless: bool):
    who, reason = (ANONYMOUS, "Syy") if nameless else (system("test"), "")
    with acting(who), pytest.raises(DatabaseError, match="needs an actor and a reason"), transaction.atomic():
        services._number(call, reason)


def test_nobody_but_our_role_may_call_them_and_nobody_what_they_call():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT routine_name, array_agg(grantee::text ORDER BY grantee) FROM information_schema.routine_privileges"
            " WHERE routine_name LIKE 'journal\\_%%' GROUP BY routine_name"
        )
        granted = dict(cursor.fetchall())
    called = ("journal_redact", "journal_forget", "journal_redact_rows", "journal_redact_who")
    assert granted == {name: ["portal_app"] for name in called}
