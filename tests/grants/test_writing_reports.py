"""The parts of a use report as they are written: by two at once, with hostile input, with papers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from associations.enums import Role
from grants.services import report_review, reporting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files.models import StoredFile
from portal.outbox import rendering
from portal.outbox.models import Message as Mail
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, member
from tests.files.made import PDF, SVG
from tests.grants.reports import TYPED, actor, city, of, page, parts, seen, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_two_who_write_the_same_part_lose_nothing_and_other_parts_never_collide():
    report = grants.awaited()
    mine, theirs = of(report), of(report, member(report.award.association, Role.CHAIR))
    known = seen(mine, report)
    assert theirs.post(page(report), {**known, "done": "Puheenjohtajan", "save": ""}).status_code == 302
    clash = mine.post(page(report), {**known, "done": "Omani", "effect": "Toinen", "save": ""})
    assert clash.status_code == 200
    assert "Puheenjohtajan" in clash.context["form"].errors["done"][0]
    assert clash.context["form"]["done"].value() == "Omani"
    assert parts(report) == {"done": "Puheenjohtajan", "effect": "Toinen"}
    again = {name: clash.context["form"][name].value() for name in known}
    assert mine.post(page(report), {**again, "done": "Omani", "effect": "Toinen", "save": ""}).status_code == 302
    assert parts(report)["done"] == "Omani"
    # Who left a part alone doesn't undo what somebody else made of it.
    known = seen(mine, report)
    theirs.post(page(report), {**known, "done": "Uusin", "effect": "Toinen", "save": ""})
    kept = mine.post(page(report), {**known, "done": "Omani", "effect": "Kolmas", "save": ""})
    assert (kept.status_code, parts(report)) == (302, {"done": "Uusin", "effect": "Kolmas"})


def test_two_who_write_the_same_table_see_both():
    report = grants.awaited()
    mine, theirs = of(report), of(report, member(report.award.association, Role.CHAIR))
    known = seen(mine, report)
    cell = "table-costs-row-row-tilat-0"
    theirs.post(page(report), {**known, cell: "700", "save": ""})
    clash = mine.post(page(report), {**known, cell: "800", "save": ""})
    assert "Tilat €700.00" in clash.context["form"].errors["table-costs"][0].replace("\xa0", "")
    assert parts(report)["table-costs"]["rows"] == {"row-tilat": [70_000]}


def test_new_rows_are_added_and_sums_add_up():
    report = grants.awaited()
    client = of(report)
    sent = {**seen(client, report), **TYPED, "table-costs-own-0-name": "Tarjoilu", "table-costs-own-0-0": "20,05"}
    assert client.post(page(report), {**sent, "save": ""}).status_code == 302
    assert parts(report)["table-costs"]["own"] == [{"name": "Tarjoilu", "cells": [2_005]}]
    figures = dict(client.get(page(report, "laheta/")).context["figures"])
    total, differs = figures["Kysymys costs"].total
    assert (total.budget_cents, total.actual_cents, differs) == (160_050, 162_055, False)
    assert [row.name for row, off in figures["Kysymys costs"].rows if off] == ["Tarjoilu"]


@pytest.mark.parametrize(
    "sent",
    [
        {"used": "500,01"},
        {"used": "-5"},
        {"used": "1e400"},
        {"reached": "6000001"},
        {"reached": "-1"},
        {"table-costs-row-row-tilat-0": "sata"},
        {"table-costs-own-0-0": "5"},
        {"done": "x" * 4001},
        {"effect": "\u202eteksti"},
    ],
)
def test_what_cant_be_is_told_at_its_field_and_the_rest_is_saved(sent: dict[str, str]):
    report = grants.awaited()
    client = of(report)
    answer = client.post(page(report), {**seen(client, report), "explained": "Säästyy", **sent, "save": ""})
    assert answer.status_code == 200
    assert len(answer.context["form"].errors) == 1
    assert parts(report) == {"explained": "Säästyy"}


def test_foreign_names_in_a_request_change_nothing():
    report = grants.awaited()
    client = of(report)
    sent = {"state": "accepted", "award": "1", "public_summary": "x", "table-income-row-row-palkat-0": "5"}
    sent |= {"table-muu-row-row-tilat-0": "5", "table-costs-own-x-0": "7", "table-costs-own-99999-name": "Rivi"}
    assert client.post(page(report), {**seen(client, report), **sent, "save": ""}).status_code == 302
    assert (stored(report).state, parts(report)) == ("draft", {})
    with actor(report):
        reporting.save(report=report, values={"table-muu": {"rows": {}}, "files": [], "state": "x"}, versions={})
    assert parts(report) == {}


def test_what_was_typed_is_back_after_the_session_ended():
    report = grants.awaited()
    client = of(report)
    known = seen(client, report)
    client.cookies.clear()
    lost = client.post(page(report), {**known, **TYPED, "save": ""})
    assert lost.status_code == 302
    client.force_login(report.award.application.started_by)
    back = client.get(page(report))
    form = back.context["form"]
    assert form["done"].value() == TYPED["done"]
    assert 'value="1 000"' in back.content.decode()


def test_papers_are_private_and_what_was_handed_in_stays():
    report = grants.awaited()
    with actor(report):
        reporting.attach(report=report, content=ContentFile(PDF, "kuitti.pdf"))
        reporting.attach(report=report, content=ContentFile(PDF, "toinen.pdf"))
        second = report.answers.get(key="files").value[1]["key"]
        reporting.detach(report=report, key=second)
    (paper,) = StoredFile.objects.of(report)
    officer = client_for(employee(StaffRole.GRANT_OFFICER))
    stranger = member(AssociationFactory.create())
    others = [officer, client_for(stranger, stranger.memberships.get().association), Client()]
    # A draft is the association's own.
    assert [one.get(paper.get_absolute_url()).status_code for one in others] == [404, 404, 404]
    assert of(report).get(paper.get_absolute_url()).status_code == 200
    report = grants.handed_in(report)
    assert [one.get(paper.get_absolute_url()).status_code for one in others] == [200, 404, 404]
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        report_review.send_back(report=report, items=["Lisää."], due_on=clock.today() + timedelta(days=9))
    with actor(report):
        reporting.detach(report=stored(report), key=str(paper.key))
    assert parts(report)["files"] == []
    assert StoredFile.objects.of(report).get() == paper


def test_there_is_room_for_so_many_papers(monkeypatch: pytest.MonkeyPatch):
    report = grants.awaited()
    monkeypatch.setattr(reporting, "MOST_FILES", 1)
    with actor(report):
        reporting.attach(report=report, content=ContentFile(PDF, "kuitti.pdf"))
        with pytest.raises(Refused, match="files can be attached"):
            reporting.attach(report=report, content=ContentFile(PDF, "toinen.pdf"))
    assert StoredFile.objects.of(report).count() == 1


@pytest.mark.parametrize(("name", "content"), [("kuva.svg", SVG), ("tyhja.pdf", b""), ("../../kuitti.exe", b"MZ\x90")])
def test_a_hostile_paper_is_refused_with_a_sentence_and_the_texts_are_saved(name: str, content: bytes):
    report = grants.awaited()
    client = of(report)
    sent = {**seen(client, report), "done": "Teksti", "files": SimpleUploadedFile(name, content), "save": ""}
    answer = client.post(page(report), sent)
    assert answer.context["form"].errors["files"]
    assert (parts(report), StoredFile.objects.of(report).count()) == ({"done": "Teksti"}, 0)


def test_script_in_what_an_association_writes_is_inert_in_the_city():
    evil = "<script>alert(1)</script>"
    report = grants.handed_in(
        done=evil, explained=evil, **{"table-costs": {**grants.CAME_TO, "own": [{"name": evil, "cells": [1]}]}}
    )
    desk = client_for(employee(StaffRole.GRANT_OFFICER))
    for path in (city(report), city(report, "hyvaksy/")):
        said = desk.get(path).content.decode()
        assert "&lt;script&gt;alert(1)" in said
        assert evil not in said
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        report_review.accept(report=report, summary="{kind.__init__} <b>x</b>")
    mail = rendering.letter(Mail.objects.get(kind="grants.report_accepted"))
    assert "{kind.__init__} <b>x</b>" in mail.text
    assert "<b>x</b>" not in mail.html
