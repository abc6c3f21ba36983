"""A chair hands over to a new board in the browser, with and without JavaScript, and the new secretary accepts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from associations.enums import Role
from associations.models import Handover, Invitation, Membership
from portal import clock
from portal.ui import formats
from tests.accounts.people import person
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.looking import check
from tests.factories.associations import AssociationFactory, account, member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "js"), [(NARROW, False), (NARROW, True), (WIDE, True)])
def test_a_new_board_takes_over(width: int, js: bool, open_page: OpenPage, mails: Any):
    with transaction.atomic():
        association = AssociationFactory.create(name_fi="Porin Mieskuoro ry")
        account(association)
        chair = member(association, Role.CHAIR, first_name="Aino", last_name="Aalto")
        treasurer = member(association, Role.TREASURER, first_name="Väinö", last_name="Virta")
        known = person(email="tuttu@people.example", first_name="Tuula", last_name="Tuttu")
    # The checker itself is a script.
    look = check if js else lambda page: None
    begins = clock.today() + timedelta(days=20)

    page = open_page(chair, width=width, js=js, language="en", acting_for=association)
    page.goto("/en/omat/yhdistys/ihmiset/")
    look(page)
    page.click("text=Hand over to a new board")
    page.fill("#id_meeting_on", formats.day(clock.today(), "fi"))
    page.fill("#id_effective_on", formats.day(begins, "fi"))
    page.check(f"#id_m{treasurer.memberships.get().pk}-fate_1")
    page.fill("#id_n0-email", "tuttu@people.example")
    page.select_option("#id_n0-role", "treasurer")
    page.click("button[name=add]")
    page.fill("#id_n1-email", "uusi@people.example")
    assert page.input_value("#id_n0-email") == "tuttu@people.example"
    assert page.is_checked(f"#id_m{treasurer.memberships.get().pk}-fate_1")
    page.click("button[name=check]")
    # The second row has no role yet; nothing that was typed is lost.
    page.wait_for_selector("#error-summary")
    look(page)
    page.select_option("#id_n1-role", "secretary")
    page.click("button[name=check]")
    page.wait_for_selector("button[name=confirm]")
    look(page)
    assert "tuttu@people.example" in page.inner_text("main")
    assert "Tuula Tuttu" not in page.inner_text("main")
    page.click("button[name=confirm]")
    page.wait_for_selector(".receipt")
    look(page)
    assert "Tuula Tuttu" in page.inner_text("main")

    assert Handover.objects.get().effective_on == begins
    assert Membership.objects.get(user=known).starts_on == begins
    assert {str(mail["To"]) for mail in mails()} == {chair.email, treasurer.email, known.email, "uusi@people.example"}

    with transaction.atomic():
        newcomer = person(email="uusi@people.example")
    page = open_page(newcomer, width=width, js=js, language="en")
    page.goto("/en/omat/")
    page.click(".matter-list a")
    look(page)
    page.click("main button[type=submit]")
    page.wait_for_url("**/en/omat/")
    assert Invitation.objects.get().membership == Membership.objects.get(user=newcomer)
