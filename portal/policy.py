"""One source for "may this actor do this to that object" and for what an actor may see.

Apps register predicates and visible querysets in their ``policy.py``; callers ask :func:`allows`, :func:`require`,
:func:`visible` and :func:`get_or_404`. **Bars** shut an actor out whatever the predicates say (disqualification,
Hallintolaki 434/2003 §§27–28); they stand in here so that no caller can forget them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from portal import actor as actors
from portal.actor import Actor

M = TypeVar("M", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])
Predicate = Callable[[Actor, Any], bool]
Visible = Callable[[Actor, QuerySet[Any]], QuerySet[Any]]
Bar = Callable[[Actor], Q | None]

_permissions: dict[str, Predicate] = {}
_visible: dict[type[Model], Visible] = {}
_bars: dict[type[Model], list[Bar]] = {}


def permission(name: str) -> Callable[[Predicate], Predicate]:
    """Register the predicate behind a permission (``"grants.submit_application"``).

    Raises ImproperlyConfigured for a name that is taken.
    """

    def register(predicate: Predicate) -> Predicate:
        if name in _permissions and _permissions[name] is not predicate:
            raise ImproperlyConfigured(f"The permission {name} is registered twice.")
        _permissions[name] = predicate
        return predicate

    return register


def visible_to(model: type[Model]) -> Callable[[Visible], Visible]:
    """Register how a queryset of the model is narrowed to what an actor may see."""

    def register(narrow: Visible) -> Visible:
        if model in _visible and _visible[model] is not narrow:
            raise ImproperlyConfigured(f"{model.__name__} has two visible querysets.")
        _visible[model] = narrow
        return narrow

    return register


def bar(model: type[Model]) -> Callable[[Bar], Bar]:
    """Register a bar: the condition on rows of the model that this actor must never handle, or None."""

    def register(condition: Bar) -> Bar:
        _bars.setdefault(model, []).append(condition)
        return condition

    return register


def permissions() -> frozenset[str]:
    """The names of all registered permissions (the consistency tests compare them to the workflows)."""
    return frozenset(_permissions)


def barred(actor: Actor, obj: Model) -> bool:
    """Whether a bar shuts this actor out of the object. One query when a bar speaks, none otherwise."""
    conditions = [found for found in (rule(actor) for rule in _bars.get(type(obj), ())) if found is not None]
    if not conditions:
        return False
    shut = conditions[0]
    for condition in conditions[1:]:
        shut |= condition
    return type(obj)._base_manager.filter(shut, pk=obj.pk).exists()


def allows(permission_name: str, obj: Any = None, actor: Actor | None = None, *, fetched: bool = False) -> bool:
    """Whether the actor (the current one by default) has the permission on the object.

    ``fetched`` says that the row came through :func:`visible` or :func:`get_or_404` in this request: the bars have been
    asked then, which costs a query, and aren't again. Services, which lock and write, never say so.

    Raises ImproperlyConfigured for a permission that nobody registered: a misspelt name must not mean "no".
    """
    who = actor or actors.current()
    try:
        predicate = _permissions[permission_name]
    except KeyError:
        raise ImproperlyConfigured(f"No policy registers the permission {permission_name}.") from None
    if not predicate(who, obj):
        return False
    return fetched or not (isinstance(obj, Model) and obj.pk is not None and barred(who, obj))


def require(permission_name: str, obj: Any = None, actor: Actor | None = None) -> None:
    """Go on only with the permission.

    Raises Http404 when the actor may not even see the object (it answers like one that isn't there), and
    PermissionDenied when it may be seen but not treated so.
    """
    who = actor or actors.current()
    if allows(permission_name, obj, who):
        return
    if isinstance(obj, Model) and not visible(type(obj), who).filter(pk=obj.pk).exists():
        raise Http404
    raise PermissionDenied


@overload
def visible(rows: type[M], actor: Actor | None = None) -> QuerySet[M]: ...
@overload
def visible(rows: Rows, actor: Actor | None = None) -> Rows: ...


def visible(rows: Any, actor: Actor | None = None) -> Any:
    """What the actor may see of the model, or of a queryset of it, bars applied.

    Raises ImproperlyConfigured for a model without a registration.
    """
    who = actor or actors.current()
    found = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    try:
        narrow = _visible[found.model]
    except KeyError:
        raise ImproperlyConfigured(f"No policy says who may see {found.model.__name__}.") from None
    found = narrow(who, found)
    for rule in _bars.get(found.model, ()):
        condition = rule(who)
        if condition is not None:
            found = found.exclude(condition)
    return found


def get_or_404(rows: type[M] | QuerySet[M], actor: Actor | None = None, **lookup: Any) -> M:
    """The one visible row that fits the look-up; of a queryset with its joins and annotations.

    Raises Http404 for a row that isn't there and, alike, for one that this actor may not see.
    """
    found: QuerySet[M] = visible(rows, actor)
    try:
        return found.get(**lookup)
    except found.model.DoesNotExist:  # type: ignore[attr-defined]
        raise Http404 from None
