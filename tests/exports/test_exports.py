"""Lists as XLSX: what stands in them, who gets them, and when they go (cases.md 21, 24, 28)."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import python_calamine
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import translation

from associations.enums import Role
from associations.models import ContactWay, Tie
from associations.services import people
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.exports import registry, services, tasks, workbook
from portal.exports.models import Export
from portal.exports.registry import Column, Shape
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account, member
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

KIND = "associations.register"
LIST = "/en/kaupunki/lataukset/"


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def mine() -> User:
    """An employee who reads the register."""
    return employee(StaffRole.LIAISON_COORDINATOR)


def ask(user: User, query: str = "") -> Export:
    with acting(as_employee(user)):
        return services.ask(KIND, query=query)


def make(export: Export) -> Export:
    assert export.job is not None
    runner.run(export.job.pk)
    return Export.objects.select_related("job").get(pk=export.pk)


def cells(export: Export) -> list[list[Any]]:
    content = files.read(StoredFile.objects.of(export).get())
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def test_the_filtered_list_is_made_for_the_person_who_asked(mine: User):
    today = clock.today()
    silent = AssociationFactory.create(name_fi="Hiljaiset ry", registered_on=date(1999, 5, 1), size=1200)
    ContactWay.objects.create(association=silent, kind="email", value="julki@hiljaiset.example", public=True)
    ContactWay.objects.create(association=silent, kind="phone", value="040 1234567", public=False)
    member(silent)
    AssociationFactory.create(name_fi="Vahvistetut ry", checked_on=today)
    export = make(ask(mine, "checked=never"))
    assert (export.state, export.rows, export.expires_on) == ("ready", 1, today + timedelta(days=7))
    head, row = cells(export)
    found = dict(zip(head, row, strict=True))
    assert found["Official name"] == "Hiljaiset ry"
    assert found["Registered on"] == date(1999, 5, 1)
    assert (found["Members"], found["Main users"]) == (1200.0, 0.0)
    assert (found["Public e-mail address"], found["Public telephone number"]) == ("julki@hiljaiset.example", "")
    assert found["Added on"] == today
    file = StoredFile.objects.of(export).get()
    assert (file.kind, file.created_by, file.name) == (
        "export",
        mine,
        f"Register of associations {today:%Y-%m-%d}.xlsx",
    )
    [message] = Message.objects.all()
    assert (message.recipient, message.path) == (mine, LIST)
    assert set(Event.objects.filter(object_type="exports.export").values_list("verb", "actor_id")) == {
        ("exports.asked", mine.pk),
        ("exports.made", mine.pk),
    }


@pytest.mark.parametrize("name", ["=HYPERLINK('x')", "+1+1", "-2+3", "@SUM(A1)", "https://evil.example"])
def test_what_looks_like_a_formula_is_text(name: str, mine: User):
    AssociationFactory.create(name_fi=name)
    export = make(ask(mine))
    assert cells(export)[1][0] == name
    with zipfile.ZipFile(io.BytesIO(files.read(StoredFile.objects.of(export).get()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert ("<f>" in sheet, "<hyperlink" in sheet) == (False, False)
        quoted = 'quotePrefix="1"' in book.read("xl/styles.xml").decode()
        assert quoted is name.startswith(("=", "+", "-", "@"))
        assert 'state="frozen"' in sheet
        assert "externalLinks" not in "".join(book.namelist())


def test_control_characters_do_not_break_the_file(tmp_path: Any):
    path = tmp_path / "a.xlsx"
    columns = [Column("A"), Column("B", Shape.CENTS), Column("C", Shape.DAY)]
    rows = [("\x0bx\ud7ff" + "y" * 40_000, 12345, clock.now()), (None, None, None)]
    assert list(workbook.write(path, "A:/[b]*?", columns, rows)) == [1, 2]
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert (len(str(sheet[1][0])), sheet[1][1:]) == (workbook.MOST_CHARACTERS, [123.45, clock.today()])


def test_memory_stays_flat_however_long_the_list_is(tmp_path: Any):
    # In the mode of constant memory a row is on the disk when the next one is begun.
    def peak(rows: int) -> int:
        tracemalloc.start()
        for _number in workbook.write(
            tmp_path / f"{rows}.xlsx", "A", [Column("A")], ((f"Seura {n}",) for n in range(rows))
        ):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(20_000) < peak(2_000) * 1.5 + 200_000


def test_only_its_owner_opens_it_and_only_with_the_right(mine: User):
    AssociationFactory.create()
    export = make(ask(mine))
    address = StoredFile.objects.of(export).get().get_absolute_url()
    client = client_for(mine, city=True)
    assert client.get(address).status_code == 200
    others = [employee(StaffRole.LIAISON_COORDINATOR), employee(StaffRole.ADMINISTRATOR)]
    assert [client_for(other, city=True).get(address).status_code for other in others] == [404, 404]
    assert Client().get(address).status_code == 404
    # Not while acting for an association either.
    own = AssociationFactory.create()
    people.add_member(association=own, user=mine, role=Role.CHAIR)
    assert client_for(mine, acting_for=own).get(address).status_code == 404
    StaffAssignment.objects.filter(user=mine).update(ends_on=clock.today() - timedelta(days=1))
    assert client.get(address).status_code == 404


def test_a_demoted_officer_gets_nothing_that_was_asked_before(mine: User):
    AssociationFactory.create()
    export = ask(mine)
    StaffAssignment.objects.filter(user=mine).update(ends_on=clock.today() - timedelta(days=1))
    export = make(export)
    assert (export.state, StoredFile.objects.count()) == ("failed", 0)
    assert export.job is not None
    assert export.job.last_error == "You may not read this list any more."
    with pytest.raises(PermissionDenied):
        ask(mine)


def test_a_closed_account_gets_nothing(mine: User):
    export = ask(mine)
    User.objects.filter(pk=mine.pk).update(is_active=False)
    assert (make(export).state, StoredFile.objects.count()) == ("failed", 0)


def test_what_the_person_sees_is_asked_when_the_file_is_made(mine: User):
    for _number in range(2):
        account(AssociationFactory.create())
    barred = AssociationFactory.create(name_fi="Oma Kuoro ry")
    account(barred)
    export = ask(mine, "awaiting=on")
    Tie.objects.create(user=mine, association=barred)
    made = make(export)
    assert (made.rows, "Oma Kuoro ry" in {row[0] for row in cells(made)}) == (2, False)


def test_a_second_run_makes_nothing_new(mine: User):
    AssociationFactory.create()
    export = make(ask(mine))
    assert export.job is not None
    services.make(runner.Run(export.job, uuid4()), export.pk)
    assert (StoredFile.objects.count(), Message.objects.count()) == (1, 1)


def test_the_language_is_that_of_the_page_where_it_was_asked(mine: User):
    AssociationFactory.create()
    client = client_for(mine, city=True)
    client.post("/sv/kaupunki/lataukset/pyyda/", {"kind": KIND, "query": "order=-added"})
    export = Export.objects.get()
    assert (export.language, export.query) == ("sv", "order=-added")


def test_the_page_shows_what_was_asked_and_lets_it_go(mine: User):
    AssociationFactory.create()
    client = client_for(mine, city=True)
    asked = client.post(f"{LIST}pyyda/", {"kind": KIND, "query": "checked=never"})
    assert asked.headers["Location"] == LIST
    waiting = client.get(LIST)
    assert (b"waiting" in waiting.content, b"data-hx-trigger" in waiting.content) == (True, True)
    export = make(Export.objects.get())
    file = StoredFile.objects.of(export).get()
    ready = client.get(LIST)
    assert file.get_absolute_url() in ready.content.decode()
    assert b"data-hx-trigger" not in ready.content
    assert client_for(employee(StaffRole.LIAISON), city=True).post(f"{LIST}{export.pk}/poista/").status_code == 404
    assert client.post(f"{LIST}{export.pk}/poista/").status_code == 302
    assert (Export.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_unknown_list_is_not_there_and_a_long_query_is_refused(mine: User):
    client = client_for(mine, city=True)
    assert client.post(f"{LIST}pyyda/", {"kind": "accounts.users"}).status_code == 404
    assert client.post(f"{LIST}pyyda/", {"kind": KIND, "query": "q=" + "x" * 1000}).status_code == 302
    assert Export.objects.count() == 0


def test_nobody_queues_lists_without_end(mine: User):
    for _number in range(services.MOST_WAITING):
        ask(mine)
    with pytest.raises(Refused):
        ask(mine)


def test_after_its_last_day_it_opens_no_more_and_the_sweep_removes_it(
    mine: User, django_capture_on_commit_callbacks: Any
):
    AssociationFactory.create()
    export = make(ask(mine))
    file = StoredFile.objects.of(export).get()
    client = client_for(mine, city=True)
    Export.objects.filter(pk=export.pk).update(expires_on=clock.today())
    tasks.daily()
    runner.run(Job.objects.latest("pk").pk)
    assert client.get(file.get_absolute_url()).status_code == 200
    Export.objects.filter(pk=export.pk).update(expires_on=clock.today() - timedelta(days=1))
    assert client.get(file.get_absolute_url()).status_code == 404
    tasks.daily()
    with django_capture_on_commit_callbacks(execute=True):
        runner.run(Job.objects.latest("pk").pk)
    assert (Export.objects.count(), StoredFile.objects.count(), default_storage.exists(file.path)) == (0, 0, False)


def test_only_what_is_made_for_a_while_is_discarded(mine: User):
    export = ask(mine)
    receipt = files.store(PDF, name="a.pdf", kind="sealed", parent=export)
    with pytest.raises(ImproperlyConfigured):
        files.discard(receipt)
    assert StoredFile.objects.count() == 1


def test_a_list_that_is_declared_twice_or_not_at_all_is_a_mistake():
    with pytest.raises(ImproperlyConfigured):
        registry.kind(KIND, label="x", right="x", page="home")(lambda actor, query: None)  # type: ignore[arg-type, return-value]
    with pytest.raises(ImproperlyConfigured):
        registry.find("x.y")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_three(rows: int, mine: User, django_assert_num_queries: Any):
    for _number in range(rows):
        make(ask(mine))
    client = client_for(mine, city=True)
    client.get(LIST)
    # 4 of every page; how many there are, the exports, and their files.
    with django_assert_num_queries(7):
        page = client.get(LIST)
    assert page.content.count(b"/tiedostot/") == rows
