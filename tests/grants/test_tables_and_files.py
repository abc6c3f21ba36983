"""Tables that add up, files that are attached, and what the profile holds already (cases.md 20, 30)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from associations.enums import DocumentState
from associations.models import Document
from grants import rules
from grants.forms.tables import TableField
from grants.models import Application, Question
from grants.services import applying, drafting, limits
from grants.services.answers import answered, readable, tabular
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.services import FileRefused
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, acting_for, document, member
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

cents = st.one_of(st.none(), st.integers(0, 10**11))


@given(st.lists(st.tuples(cents, cents), max_size=8), st.lists(st.tuples(cents, cents), max_size=4))
def test_columns_add_up_whatever_is_empty(rows: list[tuple[Any, Any]], own: list[tuple[Any, Any]]):
    value = {
        "rows": {str(at): list(row) for at, row in enumerate(rows)},
        "own": [{"name": "x", "cells": list(row)} for row in own],
    }
    every = [*rows, *own]
    assert rules.column_sums(value, 2) == [sum(row[at] or 0 for row in every) for at in (0, 1)]
    assert rules.column_sums(None, 2) == [0, 0]


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_no_share_hides_behind_rounding(requested: int, costs: int):
    share = rules.share_of_costs(requested, costs)
    assert share is not None
    assert share * costs >= 100 * requested
    assert rules.share_of_costs(requested, 0) is None


def of(application: Application) -> Client:
    return client_for(application.started_by, application.association)


def question(application: Application, key: str) -> Question:
    return application.call.questions.get(key=key)


def value(application: Application, key: str) -> Any:
    found = application.answers.filter(question__key=key).first()
    return found.value if found else None


def edit(application: Application, client: Client | None = None, **data: Any) -> Any:
    return (client or of(application)).post(reverse("grants:application_edit", args=[application.pk]), data)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1 234,50", 123_450), ("1.234,50", 123_450), ("1234.5", 123_450), ("0", 0), ("€ 12", 1_200)],
)
def test_a_cell_takes_a_sum_as_people_write_it(typed: str, stored: int):
    application = grants.full_draft()
    field = TableField(question=question(application, "costs"))
    assert field.clean({"row-tilat-1": typed}) == {"rows": {"tilat": [None, stored]}, "own": []}


@pytest.mark.parametrize("typed", ["paljon", "-5", "1e400", "\x00", "1,234,5", "999 999 999 999", "1\u202e2"])
def test_a_cell_that_is_no_sum_is_told_with_its_row_and_kept(typed: str):
    application = grants.full_draft()
    data: dict[str, Any] = {
        "costs-row-tilat-1": typed,
        "costs-row-palkat-1": "70",
        "costs-version": "1.x",
        "purpose": "Uusi",
    }
    page = edit(application, **data)
    assert page.status_code == 200
    assert "Tilat" in page.context["form"].errors["costs"][0]
    # The page shows what was typed, and nothing of the table was stored.
    assert page.context["form"]["costs"].value()["row-tilat-1"] == typed
    assert value(application, "costs") == grants.COSTS
    assert b'aria-invalid="true"' in page.content


def test_an_own_row_needs_a_name_and_there_are_only_so_many():
    application = grants.full_draft()
    field = TableField(question=question(application, "costs"))
    data = {"own-0-1": "5", "own-1-name": "Matkat", "own-1-1": "6", "own-2-name": "Kolmas", "own-2-1": "7"}
    with pytest.raises(Exception, match="Give the row a name"):
        field.clean(data)
    kept = field.clean({**data, "own-0-name": "Ruoka"})
    assert [row["name"] for row in kept["own"]] == ["Ruoka", "Matkat"]
    assert field.clean({}) == ""


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("x" * 81, "80 characters"), ("Pizza \U0001f355", "can't stand in"), ("Kaksi\x00riviä", "control character")],
)
def test_the_name_of_an_own_row_is_short_and_can_be_printed(name: str, sentence: str):
    field = TableField(question=question(grants.full_draft(), "costs"))
    with pytest.raises(ValidationError, match=sentence):
        field.clean({"own-0-name": name, "own-0-1": "5"})


def test_a_table_is_saved_read_back_and_shown_with_its_sums():
    application = grants.full_draft()
    page = of(application).get(reverse("grants:application_edit", args=[application.pk]))
    shown = page.content.decode()
    assert 'value="1 000,00"' in shown or 'value="1000,00"' in shown or 'value="1 000"' in shown
    text = readable(application, question(application, "costs"), grants.COSTS, "fi")
    assert text.splitlines()[-1].endswith("Talousarvio 1\u00a0600,50\u00a0€")
    drawn = tabular(question(application, "costs"), grants.COSTS, "fi")
    assert [row[0] for row in drawn["rows"]] == ["Tilat", "Palkat", "Matkat"]
    # Sent again untouched it is no change: nobody else's is written over.
    form = page.context["form"]
    same: dict[str, Any] = {f"costs-{rest}": text for rest, text in form["costs"].value().items()}
    assert edit(application, **same, **{"costs-version": form["costs-version"].value()}).status_code == 302
    assert application.answers.get(question__key="costs").version == 1


def test_two_who_change_the_table_lose_nothing():
    application = grants.full_draft()
    other = client_for(member(application.association), application.association)
    page = of(application).get(reverse("grants:application_edit", args=[application.pk]))
    mark = page.context["form"]["costs-version"].value()
    save = reverse("grants:answer_save", args=[application.pk])
    assert other.post(save, {"costs-row-tilat-1": "5", "costs-version": mark}).status_code == 200
    late = of(application).post(save, {"costs-row-tilat-1": "9", "costs-version": mark})
    assert late.status_code == 409
    assert "5,00" in late.json()["errors"][0] or "5.00" in late.json()["errors"][0]
    assert value(application, "costs")["rows"] == {"tilat": [None, 500]}


def upload(content: bytes = PDF, name: str = "säännöt.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_come_and_go_with_the_form_and_each_fault_is_told_at_its_field():
    application = grants.full_draft()
    page = edit(application, rules=upload(), extra=[upload(name="a.pdf"), upload(b"MZ\x00\x01", "b.exe")])
    assert page.status_code == 200
    assert [one["name"] for one in value(application, "rules")] == ["säännöt.pdf"]
    assert [one["name"] for one in value(application, "extra")] == ["a.pdf"]
    assert list(page.context["form"].errors) == ["extra"]
    assert page.context["form"].errors["extra"][0].startswith("b.exe: ")
    key = value(application, "extra")[0]["key"]
    stored = StoredFile.objects.get(key=key)
    assert edit(application, **{"extra-remove": key}).status_code == 302
    assert value(application, "extra") == ""
    assert not StoredFile.objects.filter(key=key).exists()
    assert stored.parent_id == str(application.pk)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("sivu.html", b"<!doctype html><script>alert(1)</script>"),
        ("tyhja.pdf", b""),
        ("kirje.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("ohjelma.exe", b"MZ" + b"\x00" * 200),
    ],
)
def test_what_isnt_a_document_is_refused_with_a_sentence_and_leaves_nothing(name: str, content: bytes):
    application = grants.full_draft()
    client = of(application)
    answer = client.post(reverse("grants:answer_save", args=[application.pk]), {"extra": upload(content, name)})
    assert answer.status_code == 422
    assert answer.json()["errors"][0].startswith(f"{name}: ")
    assert value(application, "extra") in (None, "")
    assert not StoredFile.objects.of(application).exists()


def test_a_name_with_a_path_loses_it_and_the_page_shows_it_inert():
    application = grants.full_draft()
    saved = of(application).post(
        reverse("grants:answer_save", args=[application.pk]), {"extra": upload(name="../../<b>x</b>.pdf")}
    )
    assert saved.status_code == 200
    kept = value(application, "extra")[0]["name"]
    assert "/" not in kept
    assert "<" not in kept
    assert kept in saved.json()["shown"]


def test_the_same_file_sent_twice_is_attached_once():
    application = grants.full_draft()
    with acting(acting_for(application.started_by, application.association)):
        rules_asked = question(application, "rules")
        for _time in range(2):
            drafting.attach(application=application, question=rules_asked, content=ContentFile(PDF, "a.pdf"))
    assert [one["name"] for one in value(application, "rules")] == ["a.pdf"]
    assert StoredFile.objects.of(application).of_kind("document").count() == 1


def test_no_more_files_than_the_question_takes_and_no_file_to_what_was_handed_in():
    application = grants.full_draft()
    with acting(acting_for(application.started_by, application.association)):
        rules_asked = question(application, "rules")
        drafting.attach(application=application, question=rules_asked, content=ContentFile(PDF, "a.pdf"))
        with pytest.raises(Refused, match="Take the former one away"):
            drafting.attach(application=application, question=rules_asked, content=ContentFile(PDF, "b.pdf"))
        with pytest.raises(FileRefused):
            drafting.attach(
                application=application, question=question(application, "extra"), content=ContentFile(b"x", "c.pdf")
            )
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
        with pytest.raises(Refused, match="submitted already"):
            drafting.attach(
                application=application, question=question(application, "extra"), content=ContentFile(PDF, "d.pdf")
            )
        with pytest.raises(Refused, match="submitted already"):
            drafting.detach(application=application, question=rules_asked, key=value(application, "rules")[0]["key"])
    assert StoredFile.objects.of(application).of_kind("document").count() == 1


def test_a_file_of_a_draft_is_for_its_association_alone_and_of_a_submission_for_the_city_too():
    application = grants.full_draft()
    edit(application, rules=upload())
    address = reverse("files:download", args=[value(application, "rules")[0]["key"]])
    officer = client_for(employee(StaffRole.GRANT_OFFICER))
    stranger = client_for(member(AssociationFactory.create()))
    assert [client.get(address).status_code for client in (of(application), officer, stranger, Client())] == [
        *(200, 404, 404, 404)
    ]
    with acting(acting_for(application.started_by, application.association)):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    assert [client.get(address).status_code for client in (of(application), officer, stranger, Client())] == [
        *(200, 200, 404, 404)
    ]


def verified(application: Application, **fields: Any) -> Document:
    held = document(application.association, application.started_by)
    files.store(PDF, name="säännöt 2024.pdf", kind="document", parent=held)
    Document.objects.filter(pk=held.pk).update(
        **{"state": DocumentState.VERIFIED, "checked_on": clock.today(), "checked_by": application.started_by, **fields}
    )
    return held


def test_what_the_profile_holds_verified_isnt_asked_again_and_stands_in_the_record():
    application = grants.full_draft()
    client = of(application)
    with acting(acting_for(application.started_by, application.association)):
        with pytest.raises(applying.Incomplete, match="Kysymys rules"):
            applying.submit(application=application, arrived_at=clock.now(), language="fi")
        held = verified(application)
        page = client.get(f"/en/hakemukset/{application.pk}/muokkaa/")
        assert b"Your profile has this verified" in page.content
        done = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    row = next(one for one in done.submissions.get().answers() if one["key"] == "rules")
    assert row["value"][0]["document"] == held.pk
    assert row["value"][0]["sha256"] == StoredFile.objects.of(held).get().sha256


def test_ones_own_file_comes_before_that_of_the_profile():
    application = grants.full_draft()
    verified(application)
    assert "document" in answered(application)[1]["rules"][0]
    edit(application, rules=upload(name="omat.pdf"))
    assert [one["name"] for one in answered(application)[1]["rules"]] == ["omat.pdf"]


@pytest.mark.parametrize("fields", [{"valid_until": "yesterday"}, {"state": DocumentState.AWAITING}])
def test_an_expired_or_unverified_document_is_asked_for(fields: dict[str, Any]):
    application = grants.full_draft()
    day = clock.today() - timedelta(days=1)
    verified(application, **{name: day if value == "yesterday" else value for name, value in fields.items()})
    with (
        acting(acting_for(application.started_by, application.association)),
        pytest.raises(applying.Incomplete, match="Kysymys rules"),
    ):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")


def test_a_file_that_is_gone_is_no_attachment():
    application = grants.full_draft()
    edit(application, rules=upload())
    StoredFile.objects.of(application).delete()
    with (
        acting(acting_for(application.started_by, application.association)),
        pytest.raises(applying.Incomplete, match="Attach it again"),
    ):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")


def test_the_snapshot_has_the_hash_of_every_attachment_and_the_storage_the_same_bytes():
    application = grants.full_draft()
    edit(application, rules=upload(), extra=[upload(name="a.pdf")])
    with acting(acting_for(application.started_by, application.association)):
        done = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    submission = done.submissions.get()
    assert rules.digest(submission.content) == submission.sha256
    named = {one["key"]: one for row in submission.answers() if row["kind"] == "file" for one in row["value"]}
    assert len(named) == 2
    for stored in StoredFile.objects.of(application).of_kind("document"):
        with default_storage.open(stored.path) as content:
            assert content.read() == PDF
        assert named[str(stored.key)]["sha256"] == stored.sha256
    page = of(application).get(f"/en/hakemukset/{application.pk}/")
    assert all(reverse("files:download", args=[key]).encode() in page.content for key in named)


def test_more_than_the_share_of_the_costs_is_told_at_the_sum_and_not_taken():
    call = grants.full_call(share_percent=37)
    application = grants.full_draft(call)
    edit(application, rules=upload())
    page = of(application).get(f"/en/hakemukset/{application.pk}/tarkista/")
    budget = page.context["budget"]
    # 600 € of 1 600,50 € is 37.49 %: over the limit, though by little.
    assert (budget.costs, str(budget.share), budget.over) == (160_050, "37.5", True)
    answer = of(application).post(f"/en/hakemukset/{application.pk}/tarkista/")
    assert answer.status_code == 422
    assert b"at most 37" in answer.content
    saved = of(application).post(
        reverse("grants:answer_save", args=[application.pk]), {"sum": "592,18", "sum-version": "1.x"}
    )
    assert saved.json()["note"].startswith("Saved")
    assert "at most" not in saved.json()["note"]
    assert of(application).post(f"/en/hakemukset/{application.pk}/tarkista/").status_code == 302


def test_the_budget_is_of_the_last_column():
    application = grants.full_draft(income={"rows": {"tilat": [900, 100_000]}, "own": []})
    answers = {answer.question.key: answer.value for answer in application.answers.select_related("question")}
    found = limits.budget(application.call, list(application.call.questions.all()), answers)
    assert (found.costs, found.income, found.difference) == (160_050, 100_000, 60_050)
