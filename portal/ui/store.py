"""The few calls to Valkey that the page and fragment caches make. They never raise: a cache that is away is empty.

Not Django's cache: that one pickles, reads one key a call where we want all in one, and raises when the server is
away. After a failure the server is left alone for a few seconds, so that pages don't wait for it one by one.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

# A page must not wait for its cache longer than it takes to make the page.
TIMEOUT_SECONDS = 0.25
REST_SECONDS = 5.0

_rests_until = 0.0


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        health_check_interval=0,
    )


@cache
def _prefix() -> str:
    return f"{settings.CACHES['default'].get('KEY_PREFIX', 'portal')}:ui:"


def forget_client() -> None:
    """Connect anew with the settings of now, at once (tests; a forked process)."""
    global _rests_until
    _client.cache_clear()
    _prefix.cache_clear()
    _rests_until = 0.0


def read_all(keys: Sequence[str]) -> list[bytes | None] | None:
    """The values in the order of the keys, in one round trip; None when Valkey doesn't answer."""
    if not keys:
        return []
    if _resting():
        return None
    prefix = _prefix()
    try:
        return cast("list[bytes | None]", _client().mget([prefix + key for key in keys]))
    except (redis.RedisError, OSError) as error:
        _rest(error)
        return None


def write(key: str, value: bytes, seconds: int) -> None:
    """Keep a value for some time."""
    if _resting():
        return
    try:
        _client().set(_prefix() + key, value, ex=seconds)
    except (redis.RedisError, OSError) as error:
        _rest(error)


def write_all(values: Mapping[str, str]) -> None:
    """Keep values without end. Tried even while the server rests: these are the marks that must not be missed."""
    prefix = _prefix()
    try:
        _client().mset({prefix + key: value for key, value in values.items()})
    except (redis.RedisError, OSError) as error:
        _rest(error)


def write_missing(values: Mapping[str, str]) -> None:
    """Keep values without end where there are none yet."""
    if _resting():
        return
    prefix = _prefix()
    try:
        with _client().pipeline(transaction=False) as together:
            for key, value in values.items():
                together.set(prefix + key, value, nx=True)
            together.execute()
    except (redis.RedisError, OSError) as error:
        _rest(error)


def answers() -> bool:
    """Whether Valkey answers now (/readyz)."""
    try:
        return bool(_client().ping())
    except (redis.RedisError, OSError):
        return False


def _resting() -> bool:
    return time.monotonic() < _rests_until


def _rest(error: Exception) -> None:
    global _rests_until
    _rests_until = time.monotonic() + REST_SECONDS
    log.warning("cache.away", error=str(error))
