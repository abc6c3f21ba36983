"""What can't stand in a PDF is refused while it is typed, not when the receipt or the decision fails."""

from __future__ import annotations

import pytest

from grants.models import Answer
from portal.accounts.enums import StaffRole
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee

pytestmark = pytest.mark.django_db


def test_an_answer_with_a_picture_character_is_refused_with_its_name_and_the_others_are_saved():
    application = grants.draft()
    versions = {f"{answer.question.key}-version": str(answer.version) for answer in application.answers.all()}
    page = client_for(application.started_by).post(
        f"/en/hakemukset/{application.pk}/muokkaa/",
        {**versions, "purpose": "Nuotit 😀", "plan": "Uusi suunnitelma", "amount": "100000", "save": ""},
    )
    assert page.context["form"].errors["purpose"] == [
        "These characters can't stand in the portal's documents: 😀. Write them in another way."
    ]
    stored = Answer.objects.filter(application=application).values_list("question__key", "value")
    assert dict(stored)["purpose"] == "Kuoron nuotit"
    assert dict(stored)["plan"] == "Uusi suunnitelma"


def test_a_proposal_with_a_picture_character_is_refused():
    application = grants.in_review()
    officers = [employee(StaffRole.GRANT_OFFICER) for _ in range(2)]
    for officer in officers:
        grants.score(application, officer)
    page = client_for(officers[0]).post(
        f"/en/kaupunki/avustukset/{application.pk}/esitys/",
        {"amount": "500", "public_purpose": "Nuotit 😀", "reasons": "Syy 😀", "version": application.version},
    )
    assert sorted(page.context["form"].errors) == ["public_purpose", "reasons"]
