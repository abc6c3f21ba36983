"""Deciding a list of four hundred in the background, and what making, hashing and storing a letter costs."""

from __future__ import annotations

from statistics import median
from time import perf_counter, process_time

from django.db import transaction

from bench import eightyears
from bench.cast import Cast
from grants.enums import LineOutcome
from grants.models import Application, Call, DecisionList
from grants.services import deciding, deciding_lists, decision_lists
from grants.services.deciding_lists import SHEAF
from grants.services.sittings import Sitting
from portal.accounts.middleware import actor_of
from portal.actor import acting, system
from portal.decisions import document
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.jobs import runner
from portal.outbox.models import Message


def decide(people: Cast) -> dict[str, float]:
    """Confirm a list of all proposals of a call and do its work here: seconds in all, and what there is afterwards."""
    found = _presented(people, eightyears.DECIDING)
    with acting(actor_of(people.decider)):
        confirmed = deciding_lists.confirm(decision_list=found, way="e_notice")
    assert confirmed.job is not None
    began = perf_counter()
    runner.run(confirmed.job.pk)
    seconds = perf_counter() - began
    made = Decision.objects.filter(pk__in=found.lines.values("decision"))
    applications = [str(pk) for pk in found.lines.values_list("application_id", flat=True)]
    told = Message.objects.filter(kind="grants.decision", subject_id__in=applications)
    return {
        "asked": len(applications),
        "decided": found.lines.filter(outcome=LineOutcome.DECIDED).count(),
        "letters": made.exclude(sealed=None).count(),
        "messages": told.values("subject_id").distinct().count(),
        "seconds": round(seconds, 1),
    }


def write(people: Cast) -> dict[str, float]:
    """Decide without letters, then seal a sheaf as a list's work does and compile another alone, in turns.

    Milliseconds are a letter's.
    """
    found = _presented(people, eightyears.WRITING)
    sitting = Sitting(found.authority)
    lines = found.lines.select_related("application__call", "application__association")
    with acting(actor_of(people.decider)):
        made = [deciding.decide_line(line=line, sitting=sitting).pk for line in lines]
    with acting(system("bench")):
        sealed, alone, cpu = [], [], 0.0
        # The first one waits for the fonts. The compiler remembers what it has made, so that no letter is made twice.
        decisions.seal(made.pop())
        for at in range(0, len(made) - 2 * SHEAF + 1, 2 * SHEAF):
            before, began = process_time(), perf_counter()
            decisions.seal_all(made[at : at + SHEAF])
            sealed.append((perf_counter() - began) / SHEAF)
            cpu += (process_time() - before) / SHEAF
            others = list(Decision.objects.filter(pk__in=made[at + SHEAF : at + 2 * SHEAF]))
            began = perf_counter()
            for decision in others:
                document.pdf(decision)
            alone.append((perf_counter() - began) / SHEAF)
    return {
        "letters": len(sealed) * SHEAF,
        "ms": round(sum(sealed) / len(sealed) * 1000, 2),
        "median_ms": round(median(sealed) * 1000, 2),
        "cpu_ms": round(cpu / len(sealed) * 1000, 2),
        "alone_ms": round(sum(alone) / len(alone) * 1000, 2),
    }


def _presented(people: Cast, title: str) -> DecisionList:
    call = Call.objects.get(title_fi=title)
    keys = Application.objects.filter(call=call, state="proposed").order_by("pk").values_list("pk", flat=True)
    with acting(actor_of(people.officers[0])), transaction.atomic():
        return decision_lists.present(decision_list=decision_lists.start(call=call, applications=list(keys)))
