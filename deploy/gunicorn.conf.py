"""How gunicorn serves in production. WEB_CONCURRENCY sets the number of workers (two per core is a good start)."""

bind = "0.0.0.0:8000"  # the container's own network, where nginx is the only neighbour
# One request at a time: threads would cost pages that compute more than they wait.
worker_class = "sync"
timeout = 30
graceful_timeout = 30
# A worker that has grown by some leak is replaced; spread out, so that not all go at once.
max_requests = 5000
max_requests_jitter = 500
# In memory: the heartbeat must not wait for a slow disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108
# Only nginx can reach the port, and it overwrites what clients say of themselves.
forwarded_allow_ips = "*"
# structlog writes a line a request already.
accesslog = None
control_socket_disable = True
