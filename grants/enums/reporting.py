"""Kinds and states of use reports, and states of audit samples."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class ReportKind(models.TextChoices):
    """On the way, or of the whole grant."""

    INTERIM = "interim", _("interim report")
    FINAL = "final", _("use report")


class ReportState(models.TextChoices):
    """Where a use report stands. Whether it is late follows from its day."""

    DRAFT = "draft", _("not handed in")
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


# The association can write in these, and the city waits.
AWAITED_STATES = frozenset({ReportState.DRAFT, ReportState.RETURNED})

REPORT_WORKFLOW = {
    "hand_in": Transition(
        AWAITED_STATES,
        ReportState.HANDED_IN,
        "grants.hand_in_report",
        "grants.report_handed_in",
        _("Hand in"),
    ),
    "accept": Transition(
        frozenset({ReportState.HANDED_IN}),
        ReportState.ACCEPTED,
        "grants.handle_report",
        "grants.report_accepted",
        _("Accept"),
    ),
    "send_back": Transition(
        frozenset({ReportState.HANDED_IN}),
        ReportState.RETURNED,
        "grants.handle_report",
        "grants.report_returned",
        _("Return"),
    ),
}


class SampleState(models.TextChoices):
    """An audit sample is announced with its seed first, and drawn later."""

    ANNOUNCED = "announced", _("announced")
    DRAWN = "drawn", _("drawn")


SAMPLE_WORKFLOW = {
    "draw": Transition(
        frozenset({SampleState.ANNOUNCED}),
        SampleState.DRAWN,
        "grants.draw_sample",
        "grants.sample_drawn",
        _("Draw"),
    ),
}
