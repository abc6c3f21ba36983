"""The pages that read eight years of applications: the queue, the ranking of a call, the register of awards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.test import Client
from django.urls import reverse
from django.utils import translation

from associations.acting import CITY
from bench import eightyears, names
from bench.cases import PUBLIC, STAFF, Case
from bench.cast import Cast
from bench.visits import counted, signed_in
from grants.models import Award, Call

# Issue 6, "Speed": how many times the floor they may cost.
PUBLIC_PAGE = 10.0
STAFF_PAGE = 15.0


def cases(people: Cast) -> Iterator[Case]:
    """All of them, in Finnish, counted."""
    with translation.override("fi"):
        found = [*_staff(people), *_public()]
    client = Client()
    for case in found:
        yield replace(case, queries=counted(client, case))


def _staff(people: Cast) -> Iterator[Case]:
    officer = signed_in(people.officers[0], CITY)
    ranked = Call.objects.get(title_fi=eightyears.RANKING)
    queue = reverse("grants:queue")
    for name, path in (
        ("queue", queue),
        ("queue page 40", f"{queue}?page=40"),
        ("queue by state", f"{queue}?state=in_review"),
        ("ranking", reverse("grants:call_ranking", args=[ranked.pk])),
        ("what if", reverse("grants:call_share", args=[ranked.pk])),
        ("payments", reverse("grants:payment_list")),
        ("payments made", f"{reverse('grants:payment_list')}?state=paid"),
        ("use reports", reverse("grants:report_list")),
        ("all use reports", f"{reverse('grants:report_list')}?part=all"),
    ):
        yield Case(name, STAFF, path, 0, officer, x_floor=STAFF_PAGE)


def _public() -> Iterator[Case]:
    register = reverse("grants:award_list")
    award = Award.objects.order_by("pk").first()
    assert award is not None
    for name, path in (
        ("register", register),
        ("register page 40", f"{register}?page=40"),
        ("register by year", f"{register}?vuosi={award.decided_on.year}"),
        ("register two words", f"{register}?q=kuoron+nuotit"),
        ("register common word", f"{register}?q=seura"),
        ("register rare word", f"{register}?q={names.RARE}"),
        ("register rare misspelling", f"{register}?q={names.RARE_MISSPELT}"),
        ("award", reverse("grants:award_detail", args=[award.pk])),
    ):
        yield Case(name, PUBLIC, path, 0, x_floor=PUBLIC_PAGE)
