"""What the database keeps: a decision as it was made, the dated rules, and the record of both."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from portal import clock
from portal.decisions import services
from portal.decisions.enums import Way
from portal.decisions.models import AppealRule, Decision
from portal.journal import registry as journal
from portal.journal.models import RowImage
from tests.factories.decisions import decision, decision_and_subject, person, sealed

pytestmark = pytest.mark.django_db

CHANGES = {
    "title": "Toinen",
    "authority": "Toinen",
    "case_number": "X/1",
    "section": 99,
    "section_year": 2020,
    "section_series": "x",
    "decided_at": date(2020, 1, 1),
    "decider_label": "Toinen",
    "decider_title": "toinen",
    "parties": "[]",
    "outcome": "Hylätään.",
    "reasons": "Muuten vain.",
    "basis": "-",
    "contact": "{}",
    "disqualified": '[{"name": "x"}]',
    "language": "sv",
    "way": "letter",
    "remedy": "appeal",
    "rectification": "Ei saa.",
    "corrects": "x",
    "subject_id": "0",
    "subject_type": "x.y",
    "version": 2,
}


def update(pk: int, **values: object) -> None:
    """By plain SQL, as somebody with a grudge would."""
    parameters: list[Any] = list(values.values())
    columns = ", ".join(f"{name} = %s" for name in values)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE decisions_decision SET {columns} WHERE id = %s", [*parameters, pk])  # noqa: S608


class TestFrozen:
    @pytest.mark.parametrize("column", CHANGES)
    def test_what_it_says_does_not_change(self, column):
        made = decision()
        with pytest.raises(IntegrityError, match="does not change"):
            update(made.pk, **{column: CHANGES[column]})

    def test_the_test_above_names_every_column_that_is_frozen(self):
        later = {"sent_on", "notified_on", "last_day", "sealed_id", "sha256", "published_title", "published_text"}
        later |= {"published_at", "take_down_on", "taken_down_at"}
        known = {field.column for field in Decision._meta.concrete_fields}
        assert known - later - {"id", "previous_id", "decided_by_id"} == set(CHANGES)

    def test_the_decider_stays(self):
        made = decision()
        with pytest.raises(IntegrityError, match="does not change"):
            update(made.pk, decided_by_id=person().pk)

    @pytest.mark.parametrize("column", ["sent_on", "notified_on", "last_day"])
    @pytest.mark.parametrize("value", [None, date(2099, 1, 1)])
    def test_days_are_noted_once(self, column, value):
        made = decision()
        with pytest.raises(IntegrityError, match="noted once"):
            update(made.pk, **{column: value})

    @pytest.mark.parametrize("values", [{"sha256": "0" * 64}, {"sealed_id": None, "sha256": ""}])
    def test_the_seal_is_set_once(self, values):
        made = services.seal(decision().pk)
        with pytest.raises(IntegrityError, match="noted once"):
            update(made.pk, **values)

    def test_a_publication_comes_and_goes(self):
        made = decision()
        update(made.pk, published_at=clock.now(), take_down_on=date(2099, 1, 1), published_title="x")
        update(made.pk, taken_down_at=clock.now(), published_title="")
        made.refresh_from_db()
        assert (made.take_down_on, made.published_title) == (date(2099, 1, 1), "")
        assert made.taken_down_at is not None

    def test_the_app_role_removes_none(self):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            decision().delete()

    @pytest.mark.django_db(transaction=True)
    def test_the_owner_changes_none_either(self, owner_cursor: psycopg.Cursor):
        made = decision()
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="does not change"):
            owner_cursor.execute("UPDATE decisions_decision SET outcome = 'x' WHERE id = %s", (made.pk,))


class TestConstraints:
    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({"notified_on": date(2026, 1, 1)}, "notified"),
            ({"sent_on": date(2026, 1, 1)}, "notified"),
            ({"sent_on": date(2026, 1, 9), "notified_on": date(2026, 1, 1), "last_day": date(2026, 2, 1)}, "notified"),
            ({"sent_on": date(2026, 1, 1), "notified_on": date(2026, 1, 1), "last_day": date(2026, 1, 1)}, "notified"),
            ({"sha256": "0" * 64}, "sealed"),
            ({"published_at": date(2026, 1, 1)}, "published"),
            ({"take_down_on": date(2026, 1, 1)}, "published"),
        ],
    )
    def test_refused(self, values, name):
        made = decision(way=Way.SERVICE)
        with pytest.raises(IntegrityError, match=f"decisions_decision_{name}"):
            update(made.pk, **values)

    def test_one_version_of_a_number(self):
        made = decision()
        with pytest.raises(IntegrityError, match="version_once"), transaction.atomic():
            decision(subject=made.subject)


class TestAppealRule:
    @pytest.mark.parametrize(("way", "deemed"), [(Way.LETTER, 7), (Way.E_NOTICE, 3), (Way.SERVICE, 0), (Way.ONLINE, 7)])
    def test_the_law_as_it_stands(self, way, deemed):
        rule = AppealRule.objects.for_day(way, date(2026, 3, 2))
        assert (rule.deemed_days, rule.period_days) == (deemed, 14)
        assert all((rule.basis_fi, rule.basis_sv, rule.basis_en))

    def test_dated(self):
        AppealRule.objects.create(
            way=Way.LETTER, deemed_days=10, period_days=30, valid_from=date(2027, 1, 1), basis_fi="x"
        )
        assert AppealRule.objects.for_day(Way.LETTER, date(2026, 12, 31)).deemed_days == 7
        assert AppealRule.objects.for_day(Way.LETTER, date(2027, 1, 1)).deemed_days == 10
        with pytest.raises(AppealRule.DoesNotExist):
            AppealRule.objects.for_day(Way.LETTER, date(2010, 1, 1))

    @pytest.mark.parametrize(("deemed", "period"), [(61, 14), (7, 0), (7, 366)])
    def test_days_within_reason(self, deemed, period):
        with pytest.raises(IntegrityError, match="appealrule_days"), transaction.atomic():
            AppealRule.objects.create(
                way=Way.LETTER, deemed_days=deemed, period_days=period, valid_from=date(2027, 1, 1), basis_fi="x"
            )


class TestQueries:
    def test_about_and_current(self):
        first, subject = decision_and_subject()
        second = decision(subject=subject, previous=first, corrects="Kirjoitusvirhe.")
        other = decision()
        assert list(Decision.objects.about(subject)) == [second, first]
        assert set(Decision.objects.current()) == {second, other}
        assert first.next_version == second

    def test_published_ends_by_the_day_also_without_the_job(self):
        with time_machine.travel("2026-03-02 12:00+02:00", tick=False):
            made = services.publish(decision(published_title="Avustus", published_text="Myönnetty."))
            assert made.is_published
        assert made.take_down_on == date(2026, 3, 24)
        assert list(Decision.objects.published(date(2026, 3, 23))) == [made]
        assert list(Decision.objects.published(date(2026, 3, 24))) == []
        with time_machine.travel("2026-03-24 00:30+02:00", tick=False):
            assert not made.is_published

    def test_a_subject_that_is_gone(self):
        made = decision()
        made.subject_id = "0"
        assert made.subject is None


def test_the_record_holds_the_core_and_no_personal_data():
    made = decision()
    image = RowImage.objects.get(table="decisions_decision", row_pk=str(made.pk))
    assert image.after is not None
    assert set(image.after) == set(journal.tables()["decisions_decision"])
    assert image.after["case_number"] == made.case_number
    assert not {"parties", "outcome", "reasons", "contact", "disqualified"} & set(image.after)


def test_sealing_is_in_the_record():
    made = services.seal(decision().pk)
    image = RowImage.objects.filter(table="decisions_decision", row_pk=str(made.pk)).latest("pk")
    assert image.before is not None
    assert image.after is not None
    assert (image.operation, image.before["sha256"], image.after["sha256"]) == ("UPDATE", "", made.sha256)


def test_a_sealed_file_is_not_lost_with_its_row():
    _made, stored = sealed()
    with pytest.raises(ProtectedError):
        stored.delete()


def test_str():
    made = decision(case_number="PORI/7/02.05.01.04/2026", section_series=str(uuid.uuid4()))
    assert str(made) == "PORI/7/02.05.01.04/2026 § 1 Kevytavustus: Porin Shakkikerho ry"
    assert made.party_names == ["Porin Shakkikerho ry"]
