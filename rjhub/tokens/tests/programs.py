"""Programs for tests: each has a token of a member of the cast."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from rjhub.kernel import clock
from rjhub.people.tests.factories import at_work, member
from rjhub.tokens.actions.tokens import make_token


@dataclass(frozen=True)
class Program:
    """A program that asks with a token."""

    token: str
    token_id: UUID

    def get(self, path: str, **query: Any) -> Any:
        """Ask."""
        return Client().get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path: str, said: Any, key: UUID | None = None) -> Any:
        """Send."""
        also = {"Idempotency-Key": str(key)} if key else {}
        return Client().post(
            f"/api/v1{path}", json.dumps(said), content_type="application/json", headers=self.headers | also
        )

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {"Authorization": f"Bearer {self.token}"}


def program_of(name: str) -> Program:
    """A program with a new token of somebody of the cast."""
    with at_work(member(name)) as staff:
        made = make_token(name="Our case system", days=30, by=staff, at=clock.now())
    return Program(made.words, made.pk)
