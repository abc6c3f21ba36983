"""A round of grants step by step, each by the person whose step it is, at the moment when it was taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from associations.demo_past.register_work import page_of_text
from associations.models import Association
from grants import queries, rules
from grants.demo_past import then
from grants.demo_past.actors import DECIDER, OFFICERS, as_employee, as_member
from grants.demo_past.history import KEYS
from grants.demo_past.moments import at_work, evening
from grants.demo_past.people import People
from grants.demo_texts import reasons, round_texts
from grants.demo_texts.rounds import Matter
from grants.demo_texts.second_matters import PAPERS
from grants.enums import AidInstrument, QuestionKind, TableRole
from grants.models import Application, Call, Instalment, Question
from grants.services import (
    applying,
    batches,
    deciding_lists,
    decision_lists,
    deminimis,
    drafting,
    paying,
    reviewing,
    sharing,
)
from portal import clock
from portal.decisions.enums import Way
from portal.workflow import transition

# Where an association's own money stands in the table of income, by the keys of the calls.
OWN_MONEY = ("own", "other")
NOON = time(12)


class Round:
    """The matters of one call. Each step takes a day (in Helsinki) and goes through all of them."""

    def __init__(self, call: Call, matters: Sequence[Matter], people: People, **answers: Any) -> None:
        self.call = call
        self.matters = matters
        self.people = people
        self.answers = answers
        self.questions: list[Question] = list(call.questions.all())
        self.found: dict[Matter, Application] = {}

    def apply(self, last: date) -> None:
        """Hand in, one after the other, until the day before the last one."""
        for place, matter in enumerate(self.matters):
            day = last - timedelta(days=2 * (len(self.matters) - place) - 1)
            with then.at(evening(clock.at(day, NOON), place)), as_member(matter.association) as association:
                self.found[matter] = self._handed_in(matter, association)

    def score(self, day: date) -> None:
        """Two officers score without seeing each other's points, and again where they don't agree."""
        for place, matter in enumerate(self.matters):
            application = self.found[matter]
            able = [user.email for user in self.people.officers(application.association, day)]
            with then.at(at_work(day, 0, place)), as_employee(OFFICERS[0]):
                reviewing.take_into_review(application=application)
            rounds = [(matter.marks, matter.apart or _nearly(matter))]
            rounds += [(matter.marks, _nearly(matter))] if matter.apart else []
            for after, marks in enumerate(rounds, 1):
                for reviewer in range(self.call.scores_needed):
                    with then.at(at_work(day, after, place + reviewer)), as_employee(able[reviewer]):
                        self._score(application, marks[reviewer], matter.language)

    def share(self, day: date, cents: int) -> None:
        """Share the money by the award model of the category, and word the proposals that follow."""
        with then.at(at_work(day, 0, 1)), as_employee(OFFICERS[0]):
            model = max(queries.award_models(self.call.kind), key=lambda one: one.pk)
            sharing.make_proposals(call=self.call, model=model, money_cents=cents)
            then.work("grants.propose_allocation")
        for place, matter in enumerate(self.matters):
            application = self._fresh(matter)
            with then.at(at_work(day, 1, place)), as_employee(OFFICERS[0]):
                reviewing.edit_proposal(
                    application=application,
                    amount_cents=application.proposed_cents or 0,
                    reasons=application.proposal_reasons,
                    public_purpose=matter.purpose,
                    public_reasons=application.public_reasons,
                )

    def decide(self, presented: date, decided: date, *, minutes: str = "") -> None:
        """Gather the proposals into a list and decide it; with ``minutes`` by a committee on the day."""
        with then.at(at_work(presented, 0, 2)), as_employee(OFFICERS[0]):
            found = decision_lists.start(call=self.call, meeting_on=decided if minutes else None)
            found = decision_lists.present(decision_list=found)
        with then.at(at_work(decided, 0, 4)), as_employee(DECIDER):
            deciding_lists.confirm(decision_list=found, way=Way.E_NOTICE, minutes_section=minutes)
            then.work("grants.decide_list")

    def close(self, day: date) -> None:
        """All is decided."""
        with then.at(at_work(day, 0, 0)), as_employee(OFFICERS[0]):
            transition(Call.objects.get(pk=self.call.pk), "close_book")

    def accept(self, matter: Matter, day: date) -> None:
        """Take the award, if there is one, on the account that was given in the application."""
        award = getattr(self._fresh(matter), "award", None)
        if award is None:
            return
        with then.at(evening(clock.at(day, NOON), len(matter.purpose))), as_member(matter.association) as who:
            paying.accept(payout=award.payout, account=who.bank_accounts.earliest("pk"))

    def pay(self, day: date) -> None:
        """One gathers what is due, another one approves it, and the file goes to the bank."""
        with then.at(at_work(day, 0, 0)), as_employee(OFFICERS[0]):
            due = Instalment.objects.due(clock.today()).filter(payout__award__call=self.call)
            batch = batches.make(up_to=clock.today(), chosen=list(due.values_list("pk", flat=True)))
        with then.at(at_work(day, 0, 5)), as_employee(DECIDER):
            batch = batches.approve(batch=batch)
            then.work("grants.batch_file")
        batch.refresh_from_db()
        with then.at(at_work(day, 1, 1)), as_employee(OFFICERS[0]):
            batches.send(batch=batch, day=clock.today())
            then.work("grants.tell_of_payments")

    def application(self, matter: Matter) -> Application:
        """The application as it stands."""
        return self._fresh(matter)

    def by_member(self, matter: Matter, day: date, act: Callable[[Application], object], place: int = 0) -> None:
        """Something that the association does on the day."""
        with then.at(evening(clock.at(day, NOON), place + 1)), as_member(matter.association, place):
            act(self._fresh(matter))

    def by_employee(self, email: str, matter: Matter, day: date, act: Callable[[Application], object]) -> None:
        """Something that an employee does in the matter on the day."""
        with then.at(at_work(day, 0, 3)), as_employee(email):
            act(self._fresh(matter))

    def _fresh(self, matter: Matter) -> Application:
        return Application.objects.select_related("call", "association").get(pk=self.found[matter].pk)

    def _handed_in(self, matter: Matter, association: Association) -> Application:
        application = drafting.start(call=self.call, association=association)
        values = self._values(matter, association)
        drafting.save_answers(application=application, values=values, versions={})
        papers = {question.key for question in self.questions if question.kind == QuestionKind.FILE}
        for key, name, title, body in PAPERS:
            if key in papers:
                title, body = (text.format(association=association.name_fi) for text in (title, body))
                question = next(one for one in self.questions if one.key == key)
                content = page_of_text(title, body, name)
                drafting.attach(application=application, question=question, content=content)
        if self.call.de_minimis:
            # Tickets are sold, which is economic activity; one of the associations has got such aid from others too.
            told = (self._aid_of_others(),) if matter is self.matters[0] else ()
            deminimis.declare(application=application, economic_activity=True, rows=told)
        return applying.submit(application=application, arrived_at=clock.now(), language=matter.language)

    def _aid_of_others(self) -> deminimis.Declared:
        granter, euros, days = round_texts.AID_OF_OTHERS
        return deminimis.Declared(granter, clock.today() - timedelta(days=days), euros * 100, AidInstrument.GRANT)

    def _values(self, matter: Matter, association: Association) -> dict[str, Any]:
        """The answers to what the call asks: the matter's own, those of the category, and what all say alike."""
        account = association.bank_accounts.earliest("pk")
        known = {
            **round_texts.ANSWERS,
            **self.answers,
            **{"purpose": matter.purpose, "plan": matter.plan, "amount": str(matter.euros * 100)},
            **{"account": str(account.pk), "members": "60"},
            **matter.answers,
        }
        known.setdefault("members_under_20", str(int(known["members"]) // 3))
        known.setdefault("communications", matter.plan)
        known.setdefault("targets", matter.plan)
        for question in self.questions:
            if question.table_role == TableRole.COSTS:
                known[question.key] = _table(matter.costs, len(question.columns))
            elif question.table_role == TableRole.INCOME:
                known[question.key] = _table(income(matter, question), len(question.columns))
        asked = {question.key for question in self.questions}
        return {key: value for key, value in known.items() if key in asked}

    def _score(self, application: Application, marks: Sequence[int], language: str) -> None:
        scores = {}
        for place, (criterion, mark) in enumerate(zip(self.call.criteria.all(), marks, strict=True)):
            turn = application.pk + place
            text = reasons.on_points(KEYS[place], mark, turn) if self.call.amounts_cents else _on_mark(mark, turn)
            scores[criterion] = (mark, text)
        reviewing.give_review(application=application, scores=scores)


def income(matter: Matter, question: Question) -> dict[str, int]:
    """The income in euros by row: the grant, what the matter names, and the association's own money for the rest."""
    own = next(key for key in OWN_MONEY if any(option["key"] == key for option in question.options))
    rest = sum(matter.costs.values()) - sum(matter.income.values()) - matter.euros
    return {**matter.income, "city_grant": matter.euros, **({own: rest} if rest > 0 else {})}


def _table(rows: Mapping[str, int], columns: int) -> dict[str, Any]:
    """The rows in cents; the columns before the last are of the years before, and a little smaller."""

    def cells(euros: int) -> list[int]:
        return [*(euros * (100 - 4 * ago) // 100 * 100 for ago in range(columns - 1, 0, -1)), euros * 100]

    return {"rows": {key: cells(euros) for key, euros in rows.items()}, "own": []}


def _nearly(matter: Matter) -> tuple[int, ...]:
    """The points of a reviewer who saw it nearly alike: one point less on one criterion."""
    which = int(rules.digest(matter.purpose)[:4], 16) % len(matter.marks)
    return tuple(max(0, mark - (place == which)) for place, mark in enumerate(matter.marks))


def _on_mark(mark: int, turn: int) -> str:
    texts = round_texts.ON_MARKS[0 if mark <= 1 else 1 if mark <= 3 else 2]
    return texts[turn % len(texts)]
