"""Award models as dated data, and the sharing that becomes proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants import queries
from grants.enums import ApplicationState, AwardMethod
from grants.models import Allocation, AllocationRow, Application, AwardModel, Call
from grants.services import reasons, reviewing
from portal import actor as actors
from portal import clock, policy
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs import services as jobs
from portal.jobs.enums import UNFINISHED
from portal.jobs.runner import Failed, Run
from portal.journal import services as journal
from portal.translated import in_language
from portal.ui import formats
from portal.workflow import Refused

S = ApplicationState


@transaction.atomic
def add_model(*, values: Mapping[str, Any]) -> AwardModel:
    """Add an award model from a day on. Raises PermissionDenied."""
    policy.require("grants.manage_award_model")
    model = AwardModel.objects.create(**values, made_by_id=actors.current().person_id)
    journal.record("grants.award_model_added", model)
    return model


@transaction.atomic
def edit_model(*, model: AwardModel, values: Mapping[str, Any]) -> AwardModel:
    """Change a model that hasn't begun. Raises :class:`Refused` afterwards: a new version follows it instead."""
    fresh = _locked(model)
    if fresh.has_begun:
        raise Refused(_("The model is in force, so it isn't changed any more. Begin a new version of it."))
    _check_day(fresh.follows, values)
    for name, given in values.items():
        setattr(fresh, name, given)
    fresh.save()
    if fresh.follows is not None:
        _end_before(fresh.follows, fresh)
    journal.record("grants.award_model_changed", fresh)
    return fresh


@transaction.atomic
def begin_version(*, model: AwardModel, values: Mapping[str, Any]) -> AwardModel:
    """A new version of the model from a day on; the earlier one ends the day before.

    Raises :class:`Refused` where one follows already, or for a day on which the earlier one hasn't begun.
    """
    fresh = _locked(model)
    _check_day(fresh, values)
    try:
        with transaction.atomic():
            made = AwardModel.objects.create(**values, follows=fresh, made_by_id=actors.current().person_id)
    except IntegrityError:
        raise Refused(_("A new version of this model has been begun already.")) from None
    _end_before(fresh, made)
    journal.record("grants.award_model_added", made)
    return made


@transaction.atomic
def end_model(*, model: AwardModel) -> None:
    """End the use of a model after today. One that hasn't begun is taken away, and what it follows goes on.

    Raises :class:`Refused` for one that has ended or that a later version follows.
    """
    fresh = _locked(model)
    if fresh.ends_on is not None:
        raise Refused(_("The last day of this model has been set already."))
    journal.record("grants.award_model_ended", fresh)
    if fresh.has_begun:
        fresh.ends_on = clock.today()
        fresh.save(update_fields=["ends_on"])
        return
    earlier = fresh.follows
    fresh.delete()
    if earlier is not None:
        earlier.ends_on = None
        earlier.save(update_fields=["ends_on"])


def _locked(model: AwardModel) -> AwardModel:
    fresh = AwardModel.objects.select_for_update(of=("self",)).select_related("follows").get(pk=model.pk)
    policy.require("grants.manage_award_model", fresh)
    return fresh


def _check_day(earlier: AwardModel | None, values: Mapping[str, Any]) -> None:
    if earlier is not None and values["valid_from"] <= earlier.valid_from:
        raise Refused(
            _("The new version must begin after the earlier one began, %(day)s.")
            % {"day": formats.day(earlier.valid_from)}
        )


def _end_before(earlier: AwardModel, later: AwardModel) -> None:
    earlier.ends_on = later.valid_from - timedelta(days=1)
    earlier.save(update_fields=["ends_on"])
    journal.record("grants.award_model_ended", earlier)


@transaction.atomic
def make_proposals(*, call: Call, model: AwardModel, money_cents: int) -> Allocation:
    """Share the money (cents) among the applications that are scored, keep how, and make the proposals by a job.

    Raises PermissionDenied, and :class:`Refused` with a sentence: for a person whom a tie shuts out of an application
    of the call, a model that isn't in force, more money than is left, applications that aren't scored yet (a
    continuous call shares among those that are), or where nothing waits.
    """
    fresh = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    policy.require("grants.share_money", fresh)
    who = actors.current().person_id
    ranking = queries.ranking(fresh)
    if ranking.shut_out:
        raise Refused(_("You are disqualified in an application of this call, so somebody else shares its money."))
    if model not in queries.award_models(fresh.kind):
        raise Refused(_("The award model isn't in force for this category."))
    if Allocation.objects.filter(call=fresh, job__state__in=UNFINISHED).exists():
        raise Refused(_("Proposals of this call are being made already."))
    left = queries.unshared_cents(ranking)
    if not 0 < money_cents <= left:
        raise Refused(_("%(sum)s of the appropriation can still be shared.") % {"sum": formats.money(max(0, left))})
    _check_scored(fresh, ranking)
    shared = queries.what_if(ranking, model, money_cents)
    if not shared.rows:
        raise Refused(_("No application waits for a proposal."))
    made = Allocation.objects.create(
        call=fresh,
        model=model,
        appropriation_cents=money_cents,
        terms=_terms(model),
        made_by_id=who,
        made_at=clock.now(),
    )
    AllocationRow.objects.bulk_create(
        AllocationRow(
            allocation=made,
            application_id=one.pk,
            rank=one.rank,
            score=one.score,
            cents=one.cents,
            note=one.note,
        )
        for one in shared.rows
    )
    made.job = jobs.defer("grants.propose_allocation", made.pk)
    made.save(update_fields=["job"])
    journal.record("grants.allocation_made", fresh, details={"cents": shared.sum_cents})
    return made


def _check_scored(call: Call, ranking: queries.Ranking) -> None:
    if ranking.unscored and not call.while_lasts:
        raise Refused(
            ngettext(
                "%(number)d application isn't scored yet. The money is shared when all are.",
                "%(number)d applications aren't scored yet. The money is shared when all are.",
                ranking.unscored,
            )
            % {"number": ranking.unscored}
        )


def _terms(model: AwardModel) -> dict[str, Any]:
    return {
        "method": model.method,
        "least_score": str(model.least_score),
        "bands": model.bands,
        "fixed_cents": model.fixed_cents if model.method == AwardMethod.FIXED else None,
        "most_cents": model.most_cents,
        "unit_cents": model.unit_cents,
    }


def propose_rows(run: Run, allocation_id: int) -> None:
    """Make the proposals of an allocation in the name of who asked, one a transaction; it goes on where it stopped.

    What can't be proposed any more is noted with its sentence. Raises jobs' Failed when the person may not any more.
    """
    allocation = Allocation.objects.select_related("call", "model", "made_by").get(pk=allocation_id)
    person = actor_of(User.objects.get(pk=allocation.made_by_id))
    rows = list(allocation.rows.order_by("rank", "pk").select_related("application__call", "application__association"))
    with acting(person):
        if not allocation.made_by.is_active or not policy.allows("grants.share_money", allocation.call, person):
            raise Failed(_("Whoever asked for the proposals may not make them any more."))
        for done, row in enumerate(rows, start=1):
            if done > run.checkpoint.get("done", 0):
                row.allocation = allocation
                with transaction.atomic():
                    _propose_row(run, row, len(rows))
                    run.save({"done": done})
            run.progress(done, len(rows))


def _propose_row(run: Run, row: AllocationRow, places: int) -> None:
    application: Application = row.application
    language = queries.language_of(application)
    try:
        with transaction.atomic():
            # Built from scores and criteria, they name no person, so that everyone may read them.
            built = reasons.reasons_of_row(row, places=places, language=language)
            reviewing.propose(
                application=application,
                amount_cents=row.cents,
                reasons=built,
                public_reasons=built,
                # The applicant's own words may name persons: an officer writes a better purpose, or this one stays.
                public_purpose=application.public_purpose or in_language(application.call, "title", language),
            )
    except Refused as refusal:
        run.error(application.case_number, str(refusal))
    except Http404:
        # A tie that has come since: the rest are proposed all the same.
        run.error(application.case_number, _("Whoever asked for the proposals is disqualified in this matter."))
