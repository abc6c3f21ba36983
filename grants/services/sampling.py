"""Audit samples: announced with a seed, drawn on a later day by a rule that anybody can follow.

The rule: the awards are fixed when the sample is announced (those of the call or the year that were decided until then
and of which a use report is asked), and so is the seed. For each the SHA-256 of the seed, a line feed and its case
number is computed; in the order of these the first ones are the sample. The seed ends with digits that the portal
makes at the announcement: who announces can't choose a seed by what it would draw, and what was announced stays.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants import queries, rules
from grants.models import Call, Sample, SampleMember
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused, transition

WORDS_LENGTH = 120
# 64 bits that nobody can choose.
_DIGITS = 8


@transaction.atomic
def announce(*, call: Call | None, year: int | None, size: int, words: str, draw_on: date) -> Sample:
    """Announce a sample of the call's or the year's awards, to be drawn on the Helsinki day or later.

    Seed and awards are fixed now and published. Raises :class:`Refused` where they don't fit, PermissionDenied.
    """
    policy.require("grants.draw_sample")
    if (call is None) == (year is None):
        raise Refused(_("Choose a call or a year, one of the two."))
    if not words.strip():
        raise Refused(_("Write words for the seed, for example “Audit of 2026”."))
    if draw_on <= clock.today():
        raise Refused(_("Give a day that is still to come: everybody must be able to see the seed before."))
    awards = queries.auditable(call.pk if call else None, year).select_related("application").order_by("pk")
    found = [(award.pk, award.application.case_number) for award in awards]
    if not 1 <= size <= len(found):
        raise Refused(
            ngettext("There is %(number)d award to draw from.", "There are %(number)d awards to draw from.", len(found))
            % {"number": len(found)}
        )
    sample = Sample.objects.create(
        call=call,
        year=year,
        size=size,
        seed=f"{' '.join(words.split())} {secrets.token_hex(_DIGITS)}",
        published_at=clock.now(),
        published_by_id=actors.current().person_id,
        draw_on=draw_on,
    )
    SampleMember.objects.bulk_create(
        (SampleMember(sample=sample, award_id=award, case_number=number) for award, number in found), batch_size=1000
    )
    journal.record("grants.sample_announced", sample, details={"awards": len(found), "size": size})
    pagecache.bump("samples")
    return sample


def draw(*, sample: Sample, version: int | None = None) -> Sample:
    """Draw the announced sample. Raises :class:`Refused` before its day, Stale, and as the policy does."""

    def rule(locked: Sample) -> None:
        if clock.today() < locked.draw_on:
            raise Refused(_("The day for drawing hasn't come yet."))

    def then(stored: Sample) -> None:
        members = {member.case_number: member for member in stored.members.all()}
        drawn = rules.draw(stored.seed, members, stored.size)
        for place, number in enumerate(drawn, 1):
            members[number].place = place
        SampleMember.objects.bulk_update([members[number] for number in drawn], ["place"], batch_size=500)

    changes = {"drawn_at": clock.now(), "drawn_by_id": actors.current().person_id}
    done = transition(sample, "draw", version=version, changes=changes, rule=rule, then=then)
    pagecache.bump("samples")
    return done
