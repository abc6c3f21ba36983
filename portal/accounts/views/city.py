"""What city employees see of accounts."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import actor as actors
from portal.accounts.enums import RIGHTS, Right, StaffRole


def rights(request: HttpRequest) -> HttpResponse:
    """The whole table of roles and rights; every employee may read it."""
    if not actors.current().is_staff:
        raise PermissionDenied
    roles = list(StaffRole)
    rows = [(right, [right in RIGHTS[role] for role in roles]) for right in Right]
    return render(request, "accounts/city/rights.html", {"roles": roles, "rows": rows})
