"""Long work in one way: imports, documents, bulk decisions, solves.

A job is a row (:class:`~portal.jobs.models.Job`) written by :func:`~portal.jobs.services.defer` in the transaction of
its cause; the queue only carries its number. A function declared in an app's ``tasks.py`` does the work and gets a
:class:`~portal.jobs.runner.Run`, through which it saves a checkpoint, tells its progress, notes errors item by item,
and learns that somebody has cancelled it.

One runner at a time: it holds an advisory lock of the database for as long as it lives, and the database lets go of it
when the process dies. So a job whose runner was killed is known at once, and a slow one is never taken for dead. A
runner that lost its connection in between is fenced off: each of its writes names its own claim. ``jobs.sweep``
resumes what was left; five attempts with growing waits, then the job has failed and says so.

**Every job is safe to run twice**, and a job that never saves a checkpoint starts at its beginning.
"""
