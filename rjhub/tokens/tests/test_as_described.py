"""Every operation keeps to its own description, whatever it is asked: by schemathesis, with a fixed seed.

`RJHUB_API_EXAMPLES` says how many questions it makes up for each operation.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import checks

from rjhub.api import api
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.tokens.tests.programs import program_of
from rjhub.wsgi import application

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("RJHUB_API_EXAMPLES", "6"))
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}


@pytest.fixture(autouse=True)
def _connected() -> Iterator[None]:
    """Keep the test's connection and its transaction from request to request, as Django's own client does."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_it_answers_as_it_is_described(label: str) -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_case(marian)
    headers, statuses = program_of("Marian Okafor").headers, set()

    @seed(4)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[label].as_strategy())
    def asked(case: Any) -> None:
        answer = case.call(app=application, base_url="http://localhost", headers=headers)
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS, headers=headers)

    asked()
    assert statuses
    assert 401 not in statuses
