"""`python -m tests.looks`: every page in every state, with the figures on screen or as JSON.

--json               print the figures as JSON
--pictures FOLDER    keep a picture of every page at a desk and on a phone
--found FILE         write a line for each finding to this file as soon as it is made: a whole walk takes long
--visits N           open at most N addresses of a kind as each person (3); there may be hundreds of cases
--most N             look only at so many of them, those with the most kinds of elements between them
--as NAME            walk only as this member of the cast; may be repeated
--state NAME         do not walk, look at this state of tests/looks/states, or at "every"; may be repeated
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

ASKED, FIGURES = "RJHUB_LOOKS", "RJHUB_LOOKS_FIGURES"


def main() -> int:
    """Run the long walk over a database of its own, as the suite makes one; answer 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.looks", usage=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--visits", type=int, default=3)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--as", dest="who", action="append", default=[])
    parser.add_argument("--state", dest="states", action="append", default=[])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        said = {
            "visits": asked.visits,
            "who": asked.who,
            "states": asked.states,
            "most": asked.most,
            "pictures": str(asked.pictures or ""),
            "found": str(asked.found or ""),
        }
        os.environ |= {ASKED: json.dumps(said), FIGURES: str(figures)}
        test = Path(__file__).with_name("long_walk.py")
        output = os.dup(1)
        os.dup2(2, 1)  # what the suite says of itself is no part of the figures
        code = int(pytest.main(["-q", "-p", "no:logging", f"{test}::test_everything"]))
        os.dup2(output, 1)
        found = json.loads(figures.read_text()) if figures.exists() else {}
    sys.stdout.write(json.dumps(found, indent=2) + "\n" if asked.json else _in_words(found))
    return code


def _in_words(found: dict[str, object]) -> str:
    lines = [f"{name}: {json.dumps(value, indent=2) if value else value}" for name, value in found.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
