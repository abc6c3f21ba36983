"""Who acts, put into every transaction and into none too many."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from portal.accounts.enums import StaffRole
from portal.actor import ANONYMOUS, Actor, acting, current, system
from portal.journal.models import Event, RowImage
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

AINO = Actor("user", user_id=7, label="Aino Ässä", acting_for=3, acting_for_label="Kuoro ry", request_id="r1")
VAINO = Actor("user", user_id=8, label="Väinö")


@pytest.fixture
def nobody() -> Iterator[None]:
    """Nobody acts, not even the test."""
    with acting(ANONYMOUS):
        yield


def named() -> str | None:
    """What the database knows of the actor, '' or None for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('portal.actor', true)")
        return str(found) if (found := cursor.fetchone()[0]) else None


def label() -> str | None:
    """The actor's name as the database knows it."""
    return str(json.loads(setting)["label"]) if (setting := named()) else None


def test_who_acts_is_known_inside_and_forgotten_outside(nobody: None):
    assert current() == ANONYMOUS
    with acting(AINO) as one:
        assert current() == one == AINO
        with acting(VAINO):
            assert current() == VAINO
        assert current() == AINO
    assert current() == ANONYMOUS


def test_who_acts_is_forgotten_after_a_failure(nobody: None):
    with pytest.raises(ZeroDivisionError), acting(AINO):
        raise ZeroDivisionError
    assert current() == ANONYMOUS


def test_a_thread_begins_with_nobody():
    seen: list[Actor] = []
    with acting(AINO):
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [ANONYMOUS]


def test_what_the_triggers_read_holds_the_person_and_for_whom():
    assert json.loads(AINO.as_setting()) == {
        **{"kind": "user", "id": 7, "label": "Aino Ässä", "for": 3, "for_label": "Kuoro ry", "request": "r1"}
    }
    assert (ANONYMOUS.as_setting(), json.loads(system("jobs.sweep").as_setting())["label"]) == ("", "jobs.sweep")


def test_an_act_that_needs_a_person_says_so_when_there_is_none():
    assert AINO.person_id == 7
    for actor in (ANONYMOUS, system("jobs.sweep")):
        with pytest.raises(LookupError, match="needs a person"):
            _ = actor.person_id


@pytest.mark.parametrize(
    ("actor", "staff"),
    [
        (Actor("user", staff_roles=frozenset({"auditor"})), True),
        (Actor("user", staff_roles=frozenset({"auditor"}), acting_for=3), False),
        (Actor("user"), False),
        (ANONYMOUS, False),
        (system("jobs.sweep"), False),
    ],
)
def test_an_employee_is_one_only_while_acting_for_the_city(actor: Actor, staff: bool):
    assert actor.is_staff is staff


@pytest.mark.django_db(transaction=True)
class TestConnections:
    """One real connection, as a pool gives it from request to request."""

    def test_each_transaction_names_its_own_actor(self, nobody: None):
        labels = []
        for actor in (AINO, AINO, VAINO, ANONYMOUS, VAINO, AINO):
            with acting(actor), transaction.atomic():
                labels.append(label())
        assert labels == ["Aino Ässä", "Aino Ässä", "Väinö", None, "Väinö", "Aino Ässä"]

    def test_the_actor_does_not_leak_to_the_next_transaction(self, nobody: None):
        with acting(AINO), transaction.atomic():
            assert label() == "Aino Ässä"
        assert named() is None
        with transaction.atomic():
            assert named() is None

    def test_a_transaction_that_failed_leaves_nobody(self, nobody: None):
        with pytest.raises(ZeroDivisionError), acting(AINO), transaction.atomic():
            raise ZeroDivisionError
        with transaction.atomic():
            assert named() is None

    def test_outside_of_a_transaction_nobody_is_named(self):
        with acting(AINO):
            assert named() is None

    def test_the_actor_may_change_inside_a_transaction(self, nobody: None):
        with acting(AINO), transaction.atomic():
            with acting(VAINO):
                assert label() == "Väinö"
            assert label() == "Aino Ässä"
            with acting(ANONYMOUS):
                assert named() is None
            assert label() == "Aino Ässä"

    def test_a_transaction_that_began_with_nobody_learns_who_acts(self, nobody: None):
        with transaction.atomic():
            assert named() is None
            with acting(AINO):
                assert label() == "Aino Ässä"
            assert named() is None

    def test_savepoints_inside_each_other_keep_the_actor(self, nobody: None):
        with acting(AINO), transaction.atomic(), transaction.atomic():
            assert label() == "Aino Ässä"
            with acting(VAINO), transaction.atomic(), transaction.atomic():
                assert label() == "Väinö"
            assert label() == "Aino Ässä"

    def test_a_rollback_to_a_savepoint_does_not_bring_the_former_actor_back(self, nobody: None):
        with acting(AINO), transaction.atomic():
            with acting(VAINO):
                with pytest.raises(ZeroDivisionError), transaction.atomic():
                    raise ZeroDivisionError
                assert label() == "Väinö"
            assert label() == "Aino Ässä"

    def test_an_actor_named_inside_a_savepoint_ends_with_it(self, nobody: None):
        with acting(AINO), transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic(), acting(VAINO):
                raise ZeroDivisionError
            assert label() == "Aino Ässä"

    def test_a_rollback_that_undoes_the_naming_is_followed_by_another(self, nobody: None):
        with transaction.atomic():
            before = transaction.savepoint()
            with acting(AINO):
                transaction.savepoint_rollback(before)
                assert label() == "Aino Ässä"

    def test_after_an_error_of_the_database_the_actor_is_named_again(self, nobody: None):
        with acting(AINO), transaction.atomic():
            with (
                pytest.raises(DatabaseError, match="division by zero"),
                transaction.atomic(),
                acting(VAINO),
                connection.cursor() as cursor,
            ):
                cursor.execute("SELECT 1/0")
            assert label() == "Aino Ässä"

    def test_a_database_that_has_gone_away_is_told_in_djangos_words(self):
        """The setting is the first word of a transaction, so it is what meets a dead connection."""
        connection.ensure_connection()
        with psycopg.connect(os.environ["DATABASE_SUPERUSER_URL"], autocommit=True) as superuser:
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        with pytest.raises(OperationalError), acting(AINO), transaction.atomic():
            pass
        connection.close()
        with acting(AINO), transaction.atomic():
            assert label() == "Aino Ässä"

    def test_a_new_connection_names_the_actor_again(self):
        for _ in range(2):
            with acting(AINO), transaction.atomic():
                assert label() == "Aino Ässä"
            connection.close()

    def test_row_images_hold_the_actor_of_their_own_write(self, nobody: None):
        with acting(system("test")), transaction.atomic():
            association = AssociationFactory.create()
            person, officer = member(association), employee(StaffRole.LIAISON)
        before = RowImage.objects.latest("pk").pk
        with acting(acting_for(person, association)), transaction.atomic():
            association.name_fi = "Ensin"
            association.save()
            with acting(as_employee(officer)):
                association.name_fi = "Sitten"
                association.save()
            association.name_fi = "Viimein"
            association.save()
        images = RowImage.objects.filter(pk__gt=before, table="associations_association").order_by("pk")
        assert [(image.after or {})["name_fi"] for image in images] == ["Ensin", "Sitten", "Viimein"]
        who = [(image.actor["id"], image.actor["for"]) for image in images if image.actor]
        assert who == [(person.pk, association.pk), (officer.pk, None), (person.pk, association.pk)]
        assert {image.db_role for image in images} == {"portal_app"}


@pytest.mark.django_db
def test_a_request_names_the_person_and_itself():
    association = AssociationFactory.create()
    officer = employee(StaffRole.LIAISON)
    client_for(officer).post(
        "/en/kaupunki/sidonnaisuudet/", {"association": association.name_fi, "organ": "board", "starts_on": "1.1.2026"}
    )
    image = RowImage.objects.get(table="associations_tie")
    event = Event.objects.latest("pk")
    assert image.actor is not None
    assert (image.actor["kind"], image.actor["id"], image.actor["label"]) == ("user", officer.pk, str(officer))
    assert image.actor["request"] == event.request_id != ""
    assert (event.verb, event.actor_id) == ("associations.tie_recorded", officer.pk)
