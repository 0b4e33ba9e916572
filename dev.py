#!/usr/bin/env python3
"""Set up and try RJ Hub, with nothing but Python 3.11 and git.

  python3 dev.py demo     set everything up and serve a demonstration on http://127.0.0.1:8000
  python3 dev.py test     set everything up and run every check and test, in the browser too
  python3 dev.py setup    set everything up; afterwards .venv/bin/rjhub works
  python3 dev.py reset    stop the demonstration and delete its data; the next demo starts afresh
  python3 dev.py lock     write the lock files again after a change of pyproject.toml

PORT=8001 in front of it serves on another port. DATABASE_URL=postgresql://owner:password@host/database uses a
PostgreSQL server of yours, 15 or later, instead of the program's own.
"""

import os
import sys

COMMANDS = ("demo", "test", "setup", "reset", "lock")
OLDEST_PYTHON = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))


def main() -> int:
    """Answer the exit code. An older Python, too, must be able to read this file, to say what is missing."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        sys.stderr.write(
            "RJ Hub needs Python 3.11 or later, and this is {}.{}. If a newer one is installed, use it: "
            "python3.11 dev.py demo\n".format(*sys.version_info[:2])
        )
        return 1
    if not set(sys.argv[1:2]) & set(COMMANDS):
        sys.stderr.write(__doc__ + "\n")
        return 0 if {"-h", "--help"} & set(sys.argv[1:]) else 2
    sys.path.insert(0, ROOT)
    from rjhub.server.setup import commands

    return commands.run(sys.argv[1], sys.argv[2:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
