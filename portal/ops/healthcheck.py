"""Whether the web server of this container answers: `python -m portal.ops.healthcheck [address]`.

It asks under the first allowed host, since Django answers no other, and says nothing of the database: a container
isn't restarted because its database is away.
"""

from __future__ import annotations

import os
import sys
import urllib.request


def healthy(address: str) -> bool:
    """True when /healthz answers 200 in four seconds."""
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip() or "localhost"
    # A leading dot stands for all subdomains.
    request = urllib.request.Request(f"{address}/healthz", headers={"Host": host.lstrip(".")})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=4) as response:  # noqa: S310
            return int(response.status) == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not healthy(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
