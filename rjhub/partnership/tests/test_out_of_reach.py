"""A database that is not there: each request waits for it once, and says so."""

from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from rjhub.partnership import sessions


@pytest.mark.django_db
def test_a_request_waits_for_the_database_once() -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    with mock.patch.object(sessions, "_LIVE") as live:
        live.first.side_effect = OperationalError("connection refused")
        answer = client.get("/cases")
    assert answer.status_code == 503
    assert "RJ Hub is not available" in answer.content.decode()
    assert live.first.call_count == 1
