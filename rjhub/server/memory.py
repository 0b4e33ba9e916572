"""How much of the machine's memory the database may have as its own. Standard library only."""

import os
from pathlib import Path

# PostgreSQL's advice is a quarter for a machine of its own; here the program lives beside it, and often a desktop.
PART = 8
LEAST_MB, MOST_MB = 128, 2048
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def settings() -> dict[str, str]:
    """What PostgreSQL is told about memory. It takes its share only as it fills."""
    whole = available_mb()
    own = min(max(whole // PART, LEAST_MB), MOST_MB)
    return {"shared_buffers": f"{own}MB", "effective_cache_size": f"{max(whole // 2, own)}MB"}


def available_mb() -> int:
    """The memory of the machine, or of the container if that has less."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([pages, *(limit for path in LIMITS if (limit := _limit(path)))]) // 1_000_000


def _limit(path: Path) -> int | None:
    """The limit that a container sets; None where there is none, which may also be written as a word."""
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
