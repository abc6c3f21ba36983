"""An application of eighty answers, filled in and handed in through the services."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from associations.acting import as_party, parties_of
from grants.enums import ApplicationState, QuestionKind
from grants.models import Application, Call, Question
from grants.services import applying, drafting
from portal import clock
from portal.accounts.middleware import actor_of
from portal.actor import acting


def long_draft(call: Call, like: Application, *, send: bool = False) -> Application:
    """The application to the call of the association and person of another draft: the one that is there, or new."""
    person, association = like.started_by, like.association
    party = next(one for one in parties_of(actor_of(person)) if one.key == association.pk)
    with acting(as_party(actor_of(person), party)), transaction.atomic():
        application = drafting.start(call=call, association=association)
        if application.state != ApplicationState.DRAFT:
            return application
        account = str(association.bank_accounts.earliest("pk").pk)
        answers = {question.key: _answer(question, account) for question in call.questions.all()}
        drafting.save_answers(application=application, values=answers, versions={})
        if send:
            applying.submit(application=application, arrived_at=clock.now(), language="fi")
    return application


def _answer(question: Question, account: str) -> Any:
    if question.kind == QuestionKind.BANK_ACCOUNT:
        return account
    if question.kind == QuestionKind.AMOUNT_CHOICE:
        return str(question.call.amounts_cents[0])
    if question.kind == QuestionKind.CHOICE:
        return question.options[0]["key"]
    return "48" if question.kind == QuestionKind.NUMBER else "Kokoonnumme viikoittain ja kutsumme naapurit mukaan."
