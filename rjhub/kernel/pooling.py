"""Connections that wait in a pool between requests, and how one is known to work still."""

import select
from typing import Any

from psycopg import Connection, Cursor
from psycopg.rows import TupleRow


class Pooled(Connection[TupleRow]):
    """A connection of a pool, which is looked at before a request gets it without asking the database.

    The pool asks an empty statement of each, a way there and back, and most requests need two connections. A server
    that stops, or ends a session, says so: then something waits on the socket, and only then the pool's own question
    is put. What breaks without a word between the two is found by the request itself, as it is with the question.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Cursor[TupleRow]:
        """Run a statement; the pool's empty one only where something has arrived unasked."""
        if query == "" and params is None and not self._something_arrived():
            return self.cursor()
        return super().execute(query, params, **how)

    def _something_arrived(self) -> bool:
        if self.closed:
            return True
        waiting = select.poll()
        waiting.register(self.pgconn.socket, select.POLLIN | select.POLLERR | select.POLLHUP)
        return bool(waiting.poll(0))
