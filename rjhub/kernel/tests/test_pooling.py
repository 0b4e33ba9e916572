"""Connections of a pool: one that still works is given out unasked, one that the server ended never."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from rjhub.kernel.pooling import Pooled


@pytest.fixture
def pool(django_db_setup: None, django_db_blocker: Any) -> Iterator[ConnectionPool[Pooled]]:
    with django_db_blocker.unblock():
        told = connection.get_connection_params()
    of_the_server = {
        name: told[name] for name in ("host", "port", "user", "password", "dbname") if name in told
    }
    with ConnectionPool(
        connection_class=Pooled,
        kwargs=of_the_server | {"autocommit": True},
        min_size=1,
        max_size=1,
        timeout=20,
        check=ConnectionPool.check_connection,
    ) as made:
        yield made


def pid_of(one: psycopg.Connection[Any]) -> int:
    return one.info.backend_pid


def test_a_connection_that_works_is_given_out_without_asking_the_server(pool: ConnectionPool[Pooled]) -> None:
    with pool.connection() as first:
        before = pid_of(first)
    with pool.connection() as again:
        assert pid_of(again) == before
        assert again.execute("").pgresult is None  # nothing was sent
        assert again.execute("SELECT 1").fetchone() == (1,)


def test_a_connection_that_the_server_ended_is_not_given_out(pool: ConnectionPool[Pooled]) -> None:
    with pool.connection() as first:
        ended = pid_of(first)
        with psycopg.connect(first.info.dsn, password=first.info.password) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    with pool.connection() as second:
        assert pid_of(second) != ended
        assert second.execute("SELECT 1").fetchone() == (1,)
