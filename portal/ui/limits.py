"""How often somebody may do something costly or that a machine could repeat."""

from __future__ import annotations

import redis
import structlog
from allauth.core.internal import ratelimit
from django.http import HttpRequest

log = structlog.get_logger(__name__)


def within(request: HttpRequest, action: str, rates: str) -> bool:
    """Whether one more is within the rates, which it then uses up.

    ``rates`` are written as allauth's: ``"5/10m/ip,20/d/ip"``, per address of the network or per ``user``. Where
    Valkey is away nothing is counted: who has something to say must not pay for that.
    """
    try:
        return ratelimit.consume(request, app="portal", action=action, config={action: rates}) is not None
    except (redis.RedisError, OSError) as error:
        log.warning("limits.not_counted", action=action, error=type(error).__name__)
        return True
