"""The one door for a state change.

:func:`transition` locks the row, asks the policy, looks the change up in the state table, runs the rule, saves,
writes the journal and lets the caller owe messages, all in one transaction. The tables are data beside the states
(``enums.py``), so that pages, tests and documents read the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal import policy
from portal.journal import services as journal

Text = str | Promise


class Refused(Exception):
    """A change that the rules don't allow. The message is a sentence that a volunteer understands."""


class Stale(Exception):
    """The row changed after the page was made; ``current`` is the row as it stands now (cases.md 14)."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("The row was changed by somebody else in between.")
        self.current = current


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of a state table: from which states, to which, with which permission, told by which verb."""

    sources: frozenset[str]
    target: str
    permission: str
    verb: str
    label: Text = field(compare=False)


Workflow = Mapping[str, Transition]


class Stateful(models.Model):
    """A row with a state and a version. Only :func:`transition` and :func:`edit` raise the version.

    A subclass names its state table in ``workflow``.
    """

    workflow: Workflow = {}

    state: Any
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def possible(self) -> list[str]:
        """The names of the transitions that the state allows; who may take them is the policy's matter."""
        return [name for name, line in self.workflow.items() if self.state in line.sources]


S = TypeVar("S", bound=Stateful)


def transition(
    obj: S,
    name: str,
    *,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
    version: int | None = None,
    rule: Callable[[S], None] | None = None,
    then: Callable[[S], None] | None = None,
    details: Mapping[str, Any] | None = None,
    held: bool = False,
) -> S:
    """Take the object through the named transition and return the row as stored.

    ``rule`` sees the locked row before the change and raises :class:`Refused`; ``then`` runs after the save in the
    same transaction (snapshots, ledger, outbox). ``version`` is the one that the page showed. ``held`` says that the
    caller has locked the row in this transaction and that the object is the row as it stands now: it isn't read again.

    Raises Http404 or PermissionDenied from the policy, :class:`Stale` when the row has moved on, :class:`Refused`
    when the state table or the rule says no.
    """
    line = _line(obj, name)
    if held and not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"Nobody holds {obj} without a transaction.")
    # What fails here leaves the caller's lock and transaction with nothing to go on for.
    with transaction.atomic(savepoint=not held):
        fresh = obj if held else _locked(obj)
        policy.require(line.permission, fresh)
        if version is not None and fresh.version != version:
            raise Stale(fresh)
        if fresh.state not in line.sources:
            raise Refused(
                _("This can't be done any more: the matter is now in the state “%(state)s”.")
                % {"state": fresh.get_state_display()}  # type: ignore[attr-defined]
            )
        if rule is not None:
            rule(fresh)
        _save(fresh, {**(changes or {}), "state": line.target})
        journal.record(line.verb, fresh, reason=reason, details=details)
        if then is not None:
            then(fresh)
    return fresh


def edit(
    obj: S,
    *,
    permission: str,
    verb: str,
    changes: Mapping[str, Any],
    version: int | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> S:
    """Change fields without changing the state, through the same lock, policy and journal.

    Raises as :func:`transition` does.
    """
    if "state" in changes:
        raise ImproperlyConfigured("A state changes only through transition().")
    with transaction.atomic():
        fresh = _locked(obj)
        policy.require(permission, fresh)
        if version is not None and fresh.version != version:
            raise Stale(fresh)
        _save(fresh, changes)
        journal.record(verb, fresh, reason=reason, details=details)
    return fresh


def _line(obj: Stateful, name: str) -> Transition:
    try:
        return obj.workflow[name]
    except KeyError:
        raise ImproperlyConfigured(f"{type(obj).__name__} has no transition {name}.") from None


def _locked(obj: S) -> S:
    # of=("self",): the joined rows of a default manager must not be locked with it.
    return type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)


def _save(obj: Stateful, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(obj, name, value)
    obj.version += 1
    obj.save(update_fields=[*changes, "version"])
