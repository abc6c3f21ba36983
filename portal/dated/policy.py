"""Who may change a rule: employees whose role edits dated rules. Auditors read them."""

from __future__ import annotations

from portal.accounts.enums import Right, rights_of
from portal.actor import Actor
from portal.policy import permission


@permission("dated.set_value")
def _set_value(actor: Actor, obj: object) -> bool:
    return actor.is_staff and Right.RULES_EDIT in rights_of(actor.staff_roles)


@permission("dated.view_rules")
def _view_rules(actor: Actor, obj: object) -> bool:
    return actor.is_staff and not {Right.RULES_EDIT, Right.JOURNAL_READ}.isdisjoint(rights_of(actor.staff_roles))
