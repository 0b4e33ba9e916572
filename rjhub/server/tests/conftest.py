"""Clusters for the tests of this room. All use one, because making one takes most of a second."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rjhub.server import postgres, roles


def data_of(base: Path) -> Path:
    """Give the data directory of a cluster: elsewhere, where root has to become nobody to start it."""
    _, data = postgres._home(base)
    return data


@pytest.fixture(scope="session")
def made_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("made") / "cluster"
    postgres.start(base, fast=True).stop()
    yield base
    postgres.erase(base)


@pytest.fixture
def base(made_cluster: Path) -> Iterator[Path]:
    """Give the directory of a stopped cluster; what a test spoils in it is mended afterwards."""
    spoilt = {data_of(made_cluster) / name for name in ("PG_VERSION", "postgresql.conf")}
    whole = {file: file.read_bytes() for file in spoilt}
    yield made_cluster
    for file, content in whole.items():
        file.write_bytes(content)
    if running := postgres.find(made_cluster):
        running.stop(force=True)


@pytest.fixture
def data(base: Path) -> Path:
    """Give the data directory of that cluster."""
    return data_of(base)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """Give the name of a directory for a cluster that nobody has made yet."""
    yield tmp_path / "new" / "cluster"
    postgres.erase(tmp_path / "new" / "cluster")


@pytest.fixture
def cluster(base: Path) -> Iterator[postgres.Cluster]:
    """Give a running cluster without databases and roles of its own."""
    cluster = postgres.start(base, fast=True)
    yield cluster
    with psycopg.connect(
        host=cluster.socket, port=cluster.port, user=cluster.owner, dbname="postgres", autocommit=True
    ) as server:
        for (name,) in server.execute(
            "select datname from pg_database where datname like 'rjhub%'"
        ).fetchall():
            server.execute(f"drop database {name} with (force)")
        for (name,) in server.execute(
            "select rolname from pg_roles where rolname = any(%s) or rolname ~ '^hub'", [list(roles.KINDS)]
        ).fetchall():
            server.execute(f'drop role "{name}"')
