"""A secretary keeps the profile right in two languages; residents read it in theirs."""

from __future__ import annotations

import pytest
from django.db import transaction

from associations.enums import Role
from associations.models import Association
from portal.accounts.models import User
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_path import Walk
from tests.factories.associations import AssociationFactory, member

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def town() -> tuple[Association, User]:
    """An association and its secretary."""
    association = AssociationFactory.create(name_fi="Rannikon Mieskuoro ry", slug="rannikon-mieskuoro-ry")
    return association, member(association, Role.SECRETARY, first_name="Sanna", last_name="Sihteeri")


@pytest.mark.parametrize("js", [True, False], ids=["js", "plain"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_secretary_edits_the_profile_in_two_languages(width: int, js: bool, open_page: OpenPage):
    association, person = town()
    secretary = Walk(open_page(person, width=width, js=js, language="sv", acting_for=association), js)

    # Texts, with one sentence too long: what was typed stays, in both languages.
    secretary.go("/sv/omat/yhdistys/").press('a[href$="/tekstit/"]')
    secretary.fill(
        name_sv="Kustens manskör rf",
        summary_fi="Laulamme yhdessä. " * 30,
        summary_sv="Vi sjunger tillsammans.",
        description_fi="Neljäkymmentä miestä, neljä ääntä.",
    )
    secretary.press("main form button[type=submit]")
    assert secretary.page.locator("#error-summary li").count() == 1
    assert secretary.page.input_value('[name="summary_sv"]') == "Vi sjunger tillsammans."
    assert secretary.page.input_value('[name="summary_fi"]').startswith("Laulamme yhdessä. Laulamme")
    secretary.fill(summary_fi="Laulamme yhdessä.").press("main form button[type=submit]")
    assert "Kustens manskör rf" in secretary.text()

    # Basic facts, by which residents find the association.
    secretary.press('a[href$="/perustiedot/"]')
    secretary.page.get_by_label("Barn", exact=True).check()
    secretary.press("main form button[type=submit]")

    # A weekly time.
    secretary.press('a[href$="/ajat/"]').press('a[href$="/ajat/uusi/"]')
    secretary.fill(title_fi="Harjoitukset", title_sv="Övning", starts_at="18.00", ends_at="20.30")
    secretary.page.select_option('[name="weekday"]', "2")
    secretary.press("main form button[type=submit]")

    # Residents read it in their language; what has no Swedish shows in Finnish.
    swedish = Walk(open_page(width=width, js=js, language="sv"), js).go("/sv/yhdistykset/rannikon-mieskuoro-ry/")
    for text in ("Kustens manskör rf", "Vi sjunger tillsammans.", "Neljäkymmentä miestä", "Övning", "18.00–20.30"):
        assert text in swedish.text()
    finnish = Walk(open_page(width=width, js=js, language="fi"), js).go("/fi/yhdistykset/rannikon-mieskuoro-ry/")
    for text in ("Rannikon Mieskuoro ry", "Laulamme yhdessä.", "Harjoitukset", "Lapset"):
        assert text in finnish.text()
