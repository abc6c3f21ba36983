"""What an application has been followed by: pages of a matter ask of tables only where there is something."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from grants.enums import CompletionState
from grants.models import (
    Application,
    Award,
    ChangeRequest,
    CompletionRequest,
    Message,
    Note,
    Recovery,
    Rectification,
    UseReport,
)
from portal.prepared import Prepared


class Followed(NamedTuple):
    """Of what there is at least one."""

    completion_open: bool
    messages: bool
    notes: bool
    rectifications: bool
    award: bool
    reports: bool
    changes: bool
    recoveries: bool


_HERE, _OF_AWARD = OuterRef("pk"), OuterRef("award__pk")
_FOLLOWED = Prepared(
    lambda pk: Application.objects.filter(pk=pk).values_list(
        Exists(CompletionRequest.objects.filter(application=_HERE, state=CompletionState.OPEN)),
        Exists(Message.objects.filter(application=_HERE)),
        Exists(Note.objects.filter(application=_HERE)),
        Exists(Rectification.objects.filter(application=_HERE)),
        Exists(Award.objects.filter(application=_HERE)),
        Exists(UseReport.objects.filter(award=_OF_AWARD)),
        Exists(ChangeRequest.objects.filter(award=_OF_AWARD)),
        Exists(Recovery.objects.filter(award=_OF_AWARD)),
    ),
    int,
)


def followed(application: Application) -> Followed:
    """What there is, whoever may see it: the queries of each theme say that. One query."""
    return Followed(*_FOLLOWED.tuples(application.pk)[0])
