"""Merging two associations into one, and undoing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models, transaction
from django.utils.translation import gettext as _

from associations.enums import PairState, Status
from associations.models import Association, DuplicatePair, Merge
from associations.queries.merging import FIELDS, Relation, files_of, hangs_on, relations
from associations.services import facets
from portal import actor as actors
from portal import clock, policy
from portal.files import services as files
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused

FILES = "files.storedfile.parent"
# In Merge.fields: the absorbed one's own state, beside the fields of the one that was kept.
STATUS_OF_ABSORBED = "absorbed.status"
Stayed = dict[type[models.Model], set[Any]]


@transaction.atomic
def merge(*, kept: Association, absorbed: Association, taken: Collection[str] = ()) -> Merge:
    """Make two associations one: all rows of ``absorbed`` move to ``kept``, and its address leads there.

    ``taken`` names the fields whose value the kept one takes from the other. A row that the kept one has already
    (under a unique constraint) stays where it is, and so does what hangs on it; sealed snapshots aren't touched. What
    moved is noted, so that :func:`undo` can give exactly that back.

    Raises PermissionDenied for an employee with a tie to one of them; :class:`Refused` when one has been merged
    already, when the fields don't fit together, or when somebody is at work on a row just now.
    """
    first, second = _locked(kept.pk, absorbed.pk)
    kept, absorbed = (first, second) if first.pk == kept.pk else (second, first)
    if kept.pk == absorbed.pk:
        raise Refused(_("An association can't be merged into itself."))
    if Status.MERGED in {kept.status, absorbed.status}:
        raise Refused(_("One of the two has been merged already."))
    status = absorbed.status
    absorbed.status, absorbed.merged_into = Status.MERGED, kept
    absorbed.version += 1
    absorbed.save(update_fields=["status", "merged_into", "version"])
    changed = _take(kept, absorbed, status, taken)
    moved, _stayed = _move(absorbed, kept)
    made = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        made_by_id=actors.current().person_id,
        made_at=clock.now(),
        moved=moved,
        fields={**changed, STATUS_OF_ABSORBED: [status, Status.MERGED]},
    )
    _set_pair(kept, absorbed, PairState.MERGED)
    _told("associations.merged", made)
    return made


@transaction.atomic
def undo(*, merge: Merge) -> Merge:
    """Make them two again: exactly the rows that moved go back, and fields that nobody has changed since.

    Rows that the kept one got later stay with it; moved rows that were removed since stay removed.

    Raises PermissionDenied for an employee with a tie to one of them; :class:`Refused` when it is undone already, or
    when something has moved on so that it can't be: another merge, a new row that hangs on a moved one, a number that
    somebody else has by now.
    """
    first, second = _locked(merge.kept_id, merge.absorbed_id)
    kept, absorbed = (first, second) if first.pk == merge.kept_id else (second, first)
    made = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if made.undone_at is not None:
        raise Refused(_("This merge has been undone already."))
    if absorbed.merged_into_id != kept.pk:
        raise Refused(
            _("%(name)s has itself been merged into another association since. Undo that first.") % {"name": kept.name}
        )
    _check_nothing_hangs(made)
    try:
        with transaction.atomic():
            _give_back(made, kept, absorbed)
            _move_back(made, kept, absorbed)
    except IntegrityError:
        raise Refused(
            _("The register has changed since, so this merge can't be undone: a number or a row is used anew.")
        ) from None
    made.undone_at = clock.now()
    made.undone_by_id = actors.current().person_id
    made.save(update_fields=["undone_at", "undone_by"])
    _set_pair(kept, absorbed, PairState.OPEN)
    _told("associations.merge_undone", made)
    return made


def _locked(*keys: int) -> list[Association]:
    """Lock them in the order of keys: two merges at once wait for each other and never stand in each other's way.

    The strongest lock: whoever is just adding a row to one of them has finished before, or waits.
    """
    rows = Association.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    found = list(rows)
    for association in found:
        policy.require("associations.verify_association", association)
    return found if len(found) > 1 else found * 2


@contextmanager
def _at_once() -> Iterator[None]:
    """Rows that somebody holds aren't waited for: who holds them may be waiting for the associations that we hold."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":
            raise
        raise Refused(
            _("Somebody is just now changing a matter of one of these associations. Try again in a moment.")
        ) from None


def _take(kept: Association, absorbed: Association, status: str, taken: Collection[str]) -> dict[str, list[Any]]:
    """Give the kept one the values of the other; before and after by field."""
    changed: dict[str, list[Any]] = {}
    # A doubt is about the name, so it comes with it.
    names = [*(name for name in FIELDS if name in taken), *(["name_doubt"] if "name_fi" in taken else [])]
    for name in names:
        field = kept._meta.get_field(name)
        before, after = getattr(kept, field.attname), getattr(absorbed, field.attname)
        if name == "status":
            after = status
        if before != after:
            setattr(kept, field.attname, after)
            changed[name] = [_plain(before), _plain(after)]
    kept.version += 1
    try:
        if changed:
            kept.full_clean(exclude=["search_text", "search_vector", "sort_name", "slug"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    kept.save(update_fields=[*changed, "version"])
    return changed


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, (date, UUID)) else value


def _move(absorbed: Association, kept: Association) -> tuple[dict[str, list[Any]], Stayed]:
    """Move all that points to the absorbed one; the keys that moved by relation, and those that stayed by model."""
    moved: dict[str, list[Any]] = {}
    stayed: Stayed = defaultdict(set)
    for relation in relations():
        if relation.model is Association:
            # Those that were merged into the absorbed one; itself points to the kept one by now.
            rows = relation.rows(absorbed.pk)
        else:
            rows = _without_what_hangs(relation, absorbed, stayed)
        keys = _pass_on(relation, rows, kept)
        if keys:
            moved[relation.key] = keys
        stayed[relation.model].update(relation.rows(absorbed.pk).values_list("pk", flat=True))
    if own := list(files_of(absorbed).values_list("pk", flat=True)):
        files.hand_over(own, parent=kept)
        moved[FILES] = own
    return moved, stayed


def _without_what_hangs(relation: Relation, absorbed: Association, stayed: Stayed) -> models.QuerySet[Any]:
    rows = relation.rows(absorbed.pk)
    for name, other in hangs_on(relation.model, tuple(stayed)):
        if stayed[other]:
            rows = rows.exclude(**{f"{name}__in": stayed[other]})
    return rows


def _pass_on(relation: Relation, rows: models.QuerySet[Any], to: Association) -> list[Any]:
    """Let the rows belong to another association; the keys of those that could."""
    with _at_once():
        keys = list(rows.order_by("pk").select_for_update(of=("self",), nowait=True).values_list("pk", flat=True))
    if not keys:
        return []
    all_rows = relation.model._base_manager.filter(pk__in=keys)
    try:
        with transaction.atomic():
            all_rows.update(**{relation.field: to})
    except IntegrityError:
        # Some of them the other one has already. Which, only trying tells, whatever the constraint is.
        return [key for key in keys if _could(relation, key, to)]
    return keys


def _could(relation: Relation, key: Any, to: Association) -> bool:
    try:
        with transaction.atomic():
            relation.model._base_manager.filter(pk=key).update(**{relation.field: to})
    except IntegrityError:
        return False
    return True


def _check_nothing_hangs(made: Merge) -> None:
    """Refuse when a row that the kept one got later hangs on a row that would go back (an award on an application)."""
    known = {relation.model: relation for relation in relations()}
    for relation in relations():
        for name, other in hangs_on(relation.model, tuple(known)):
            moved = made.moved.get(known[other].key, [])
            later = relation.rows(made.kept_id).exclude(pk__in=made.moved.get(relation.key, []))
            if moved and later.filter(**{f"{name}__in": moved}).exists():
                raise Refused(
                    _("Something new hangs on what would go back (%(kind)s), so this merge can't be undone.")
                    % {"kind": relation.label}
                )


def _give_back(made: Merge, kept: Association, absorbed: Association) -> None:
    """The former values of fields that are as the merge left them, first: a number may be only in one place."""
    back = []
    for name, (before, after) in made.fields.items():
        if name == STATUS_OF_ABSORBED:
            continue
        field: Any = kept._meta.get_field(name)
        if _plain(getattr(kept, field.attname)) == after:
            setattr(kept, field.attname, field.to_python(before))
            back.append(name)
    kept.version += 1
    kept.save(update_fields=[*back, "version"])
    absorbed.status, absorbed.merged_into = made.fields[STATUS_OF_ABSORBED][0], None
    absorbed.version += 1
    absorbed.save(update_fields=["status", "merged_into", "version"])


def _move_back(made: Merge, kept: Association, absorbed: Association) -> None:
    for relation in relations():
        keys = made.moved.get(relation.key, [])
        if not keys:
            continue
        rows = relation.model._base_manager.filter(pk__in=keys)
        with _at_once():
            owners = dict(rows.select_for_update(of=("self",), nowait=True).values_list("pk", f"{relation.field}_id"))
        if any(owner != kept.pk for owner in owners.values()):
            raise Refused(
                _("Something that was moved (%(kind)s) belongs to another association by now, so this can't be undone.")
                % {"kind": relation.label}
            )
        rows.update(**{relation.field: absorbed})
    files.hand_over(made.moved.get(FILES, []), parent=absorbed)


def _set_pair(kept: Association, absorbed: Association, state: PairState) -> None:
    first, second = sorted((kept.pk, absorbed.pk))
    handled: Mapping[str, Any] = {"handled_by": None, "handled_at": None}
    if state != PairState.OPEN:
        handled = {"handled_by": actors.current().person_id, "handled_at": clock.now()}
    DuplicatePair.objects.filter(first=first, second=second).update(state=state, **handled)


def _told(verb: str, made: Merge) -> None:
    facets.refresh([made.kept_id, made.absorbed_id])
    journal.record(verb, made)
    pagecache.bump("associations", "awards")
