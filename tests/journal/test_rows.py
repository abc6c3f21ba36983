"""The row triggers: no nameless write of our own program, and a hand at psql is recorded with its role."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from associations.models import Association, Sector
from portal.actor import ANONYMOUS, Actor, acting
from portal.journal.models import RowImage
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def association() -> Association:
    """A stored association."""
    with transaction.atomic():
        made: Association = AssociationFactory.create(name_fi="Kuoro ry")
    return made


@pytest.fixture
def by_hand() -> Iterator[psycopg.Connection]:
    """Somebody who signs in to the database with the app's own role and another program."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, application_name="psql") as hand:
        yield hand


def images(association: Association) -> list[RowImage]:
    return list(RowImage.objects.filter(table="associations_association", row_pk=str(association.pk)).order_by("pk"))


def test_a_write_without_an_actor_is_refused_by_the_database(association: Association):
    for act in (
        lambda: Association.objects.filter(pk=association.pk).update(name_fi="Nimetön ry"),
        lambda: Association.objects.filter(pk=association.pk).delete(),
        lambda: AssociationFactory.create(),
    ):
        with acting(ANONYMOUS), pytest.raises(DatabaseError, match="without an actor"), transaction.atomic():
            act()
    assert list(Association.objects.values_list("name_fi", flat=True)) == ["Kuoro ry"]
    assert len(images(association)) == 1


def test_a_write_outside_of_a_transaction_names_nobody_and_is_refused(association: Association):
    with pytest.raises(DatabaseError, match="without an actor"), connection.cursor() as cursor:
        cursor.execute("UPDATE associations_association SET name_fi = 'Nimetön ry'")
    association.refresh_from_db()
    assert association.name_fi == "Kuoro ry"


def test_a_write_after_somebody_elses_transaction_is_refused_all_the_same(association: Association):
    """The setting is '' then and no longer missing: both are nobody."""
    with acting(Actor("user", user_id=7, label="Aino")), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(name_fi="Aino ry")
    with acting(ANONYMOUS), pytest.raises(DatabaseError, match="without an actor"), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(name_fi="Nimetön ry")
    association.refresh_from_db()
    assert association.name_fi == "Aino ry"


def test_a_table_that_is_not_recorded_takes_a_write_without_an_actor():
    with acting(ANONYMOUS):
        Sector.objects.filter(slug="kulttuuri").update(order=7)
    assert Sector.objects.get(slug="kulttuuri").order == 7


def test_images_hold_the_declared_columns_before_and_after(association: Association):
    with acting(Actor("user", user_id=7, label="Aino")), transaction.atomic():
        Association.objects.filter(pk=association.pk).update(name_fi="Uusi ry", size=12)
        Association.objects.filter(pk=association.pk).delete()
    made, changed, gone = images(association)
    assert [made.operation, changed.operation, gone.operation] == ["INSERT", "UPDATE", "DELETE"]
    declared = {
        **{"name_fi": "Kuoro ry", "legal_form": "registered", "status": "active", "register_number": ""},
        **{"business_id": "", "registered_office": "Pori", "registered_on": None, "signing": "alone"},
        **{"sector_id": association.sector_id, "name_doubt": "", "merged_into_id": None, "checked_on": None},
    }
    assert (made.before, made.after) == (None, declared)
    assert (changed.before, changed.after) == (declared, {**declared, "name_fi": "Uusi ry"})
    assert (gone.before, gone.after) == ({**declared, "name_fi": "Uusi ry"}, None)
    assert changed.actor is not None
    assert (changed.actor["id"], changed.transaction) == (7, gone.transaction)


def test_a_change_of_other_columns_leaves_no_image(association: Association):
    with transaction.atomic():
        Association.objects.filter(pk=association.pk).update(size=12, description_fi="Teksti")
    assert len(images(association)) == 1


def test_a_rolled_back_change_leaves_no_image(association: Association):
    with transaction.atomic():
        Association.objects.filter(pk=association.pk).update(name_fi="Uusi ry")
        transaction.set_rollback(True)
    assert len(images(association)) == 1


def test_a_hand_at_psql_is_recorded_with_its_role(association: Association, by_hand: psycopg.Connection):
    by_hand.execute("UPDATE associations_association SET name_fi = 'Käsin ry' WHERE id = %s", [association.pk])
    image = images(association)[-1]
    assert image.after is not None
    assert (image.after["name_fi"], image.actor, image.db_role) == ("Käsin ry", None, "portal_app")


def test_the_owners_hand_is_recorded_too(association: Association, owner_cursor: psycopg.Cursor):
    owner_cursor.execute("UPDATE associations_association SET name_fi = 'Omistaja ry' WHERE id = %s", [association.pk])
    image = images(association)[-1]
    assert (image.actor, image.db_role) == (None, "portal_owner")


def test_the_programs_name_alone_makes_nobody_an_actor(association: Association):
    """Who calls the own program `portal` is refused like it."""
    with (
        psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, application_name="portal") as same,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="without an actor"),
    ):
        same.execute("UPDATE associations_association SET name_fi = 'Nimetön ry'")


@pytest.mark.parametrize(
    "statement",
    [
        *["INSERT INTO journal_rowimage (at, transaction, table_name, row_pk, operation, db_role) "
          "VALUES (now(), 1, 'x', '1', 'INSERT', 'x')"],
        *["UPDATE journal_rowimage SET actor = NULL", "DELETE FROM journal_rowimage", "TRUNCATE journal_rowimage"],
        *["UPDATE journal_event SET actor_label = ''", "DELETE FROM journal_event", "TRUNCATE journal_event"],
        *["DROP TABLE journal_event", "ALTER TABLE journal_event DISABLE TRIGGER ALL"],
        *["ALTER TABLE associations_association DISABLE TRIGGER journal_rows", "SELECT journal_row()"],
        *["DROP TRIGGER journal_rows ON associations_association", "SET session_replication_role = replica"],
        *["CREATE OR REPLACE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$"],
        *["TRUNCATE associations_association", "SET ROLE portal_owner"],
    ],
)  # fmt: skip
def test_the_app_role_can_neither_write_images_nor_stop_the_record(
    statement: str, association: Association, by_hand: psycopg.Connection
):
    before = len(images(association))
    with pytest.raises(psycopg.errors.Error) as refusal:
        by_hand.execute(statement)
    assert refusal.value.sqlstate in {"42501", "0A000"}
    by_hand.execute("UPDATE associations_association SET name_fi = 'Käsin ry' WHERE id = %s", [association.pk])
    assert len(images(association)) == before + 1
