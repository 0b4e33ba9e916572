"""The worker: does what was put off, one job at a time on each of a few tracks, and runs the clocks."""

from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from rjhub.offers.actions import noticing

SECONDS_TO_FINISH = (
    6  # what a job may still take when the worker is asked to stop; then it starts anew elsewhere
)


def work(*, concurrency: int) -> None:
    """Work until asked to stop. What was to be sent is not sent before somebody looked whether the database is old."""
    noticing.keep_everywhere()
    with app.replace_connector(cast(DjangoConnector, app.connector).get_worker_connector()):
        app.run_worker(
            concurrency=concurrency, shutdown_graceful_timeout=SECONDS_TO_FINISH, delete_jobs="successful"
        )
