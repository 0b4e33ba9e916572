"""`python -m tests.walks [AREA ...]`: each area's whole way in a real browser, with how long each took."""

import sys
from pathlib import Path

import pytest


def main() -> int:
    """Walk as the suite would, over databases of its own."""
    chosen = ["-k", " or ".join(sys.argv[1:])] if sys.argv[1:] else []
    ways = Path(__file__).with_name("long_ways.py")
    return int(pytest.main(["-q", "--durations=0", *chosen, str(ways)]))


if __name__ == "__main__":
    sys.exit(main())
