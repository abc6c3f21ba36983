"""What every template knows."""

from typing import Any

from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The city's name and the demo flag."""
    return {}
