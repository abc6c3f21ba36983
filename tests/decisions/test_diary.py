"""Case numbers and sections: their form, and no gap under concurrent transactions and rollbacks."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from portal.decisions import diary
from portal.decisions.models import CaseSeries, Counter

DAY = date(2026, 3, 2)


@pytest.mark.django_db
class TestCaseNumber:
    def test_form(self):
        assert diary.case_number("grants", DAY) == "PORI/1/02.05.01.04/2026"
        assert diary.case_number("grants", DAY) == "PORI/2/02.05.01.04/2026"

    def test_each_year_begins_anew(self):
        diary.case_number("grants", date(2026, 12, 31))
        assert diary.case_number("grants", date(2027, 1, 1)) == "PORI/1/02.05.01.04/2027"

    def test_numbers_run_over_task_classes(self):
        CaseSeries.objects.create(slug="venues", label="Tilat", prefix="PORI", task_class="10.03.02")
        CaseSeries.objects.create(slug="other", label="Muu", prefix="ULVILA", task_class="10.03.02")
        assert diary.case_number("grants", DAY) == "PORI/1/02.05.01.04/2026"
        assert diary.case_number("venues", DAY) == "PORI/2/10.03.02/2026"
        assert diary.case_number("other", DAY) == "ULVILA/1/10.03.02/2026"

    def test_an_unknown_series(self):
        with pytest.raises(CaseSeries.DoesNotExist):
            diary.case_number("nobody", DAY)

    def test_sections_are_their_own(self):
        diary.case_number("grants", DAY)
        assert [diary.section("board", DAY), diary.section("board", DAY), diary.section("director", DAY)] == [1, 2, 1]

    @pytest.mark.parametrize(
        ("prefix", "task_class"), [("pori", "02.05"), ("PO/RI", "02.05"), ("PORI", "2.5"), ("", "02")]
    )
    def test_what_a_series_may_be_called(self, prefix, task_class):
        with pytest.raises(ValidationError):
            CaseSeries(slug="x", label="x", prefix=prefix, task_class=task_class).full_clean()


@pytest.mark.django_db(transaction=True)
class TestConcurrently:
    def test_only_in_a_transaction(self):
        with pytest.raises(TransactionManagementError):
            diary.section("board", DAY)

    def test_no_gap_and_no_number_twice(self):
        given, errors, start = [], [], threading.Barrier(8)

        def work(worker: int) -> None:
            try:
                start.wait(10)
                for turn in range(6):
                    with transaction.atomic():
                        number = diary.case_number("grants", DAY)
                        # Every third transaction is rolled back and gives its number to the next one.
                        if (worker + turn) % 3 == 0:
                            transaction.set_rollback(True)
                        else:
                            given.append(number)
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        workers = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
        assert errors == []
        assert len(given) == 32
        assert sorted(int(number.split("/")[1]) for number in given) == list(range(1, 33))
        assert Counter.objects.get().last == 32
