"""The chain of a partnership's seals: whether each fits the one before, its signature, and the receipts of agencies."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from rjhub.audit import canonical
from rjhub.audit.canonical import NO_SEAL_BEFORE, Head
from rjhub.audit.findings import Finding, Kind, when
from rjhub.audit.receipts import Receipt, fingerprint

SEALS = """
SELECT partnership_id, number, previous, root, entries, consultations, total, since, sealed_at, start, stop, ceiling,
  head, public_key, signature
FROM public.audit_seal LEFT JOIN public.audit_signature USING (partnership_id, number)
WHERE partnership_id = %s ORDER BY number
"""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A seal as it stands: what it says, the head that it claims, and its signature."""

    head: Head
    claimed: bytes
    public_key: bytes
    signature: bytes

    @property
    def signed(self) -> bool:
        """Whether there is a signature at all."""
        return bool(self.signature)

    @property
    def fingerprint(self) -> str:
        """Whose."""
        return fingerprint(self.public_key)

    def receipt(self, code: str) -> Receipt:
        """What an agency would have been given for it."""
        return Receipt(
            partnership=code,
            number=self.head.number,
            entries=self.head.total,
            sealed_at=canonical.moment(self.head.sealed_at),
            head=self.claimed.hex(),
            public_key=self.public_key.hex(),
            signature=self.signature.hex(),
        )

    @property
    def name(self) -> str:
        """How people are told which one."""
        return f"Seal {self.head.number} ({when(self.head.sealed_at)})"


def read(connection: "psycopg.Connection[Any]", partnership: int) -> list[Link]:
    """Every seal of a partnership, from the first on."""
    with connection.cursor(binary=True) as cursor:
        cursor.execute(SEALS, [partnership])
        return [_link(row) for row in cursor]


def _link(row: tuple[Any, ...]) -> Link:
    *said, head, public_key, signature = row
    return Link(
        head=Head(**dict(zip(Head.__dataclass_fields__, said, strict=True))),
        claimed=head,
        public_key=public_key or b"",
        signature=signature or b"",
    )


def faults(links: Sequence[Link]) -> Iterator[Finding]:
    """What does not fit from one seal to the next. The first fault of each seal is said, no more."""
    before: Link | None = None
    waiting: deque[Head] = deque()
    since: datetime | None = None
    for link in links:
        # Since when nothing under it had begun: the newest seal before it whose ceiling is no higher than its start.
        while waiting and waiting[0].ceiling <= link.head.start:
            since = waiting.popleft().sealed_at
        words = _fault(before, link, since)
        if words:
            yield Finding(link.head.number, Kind.CHAIN, f"{link.name} {words}.")
        before = link
        waiting.append(link.head)


def _fault(before: Link | None, link: Link, since: datetime | None) -> str:
    head = link.head
    number = before.head.number + 1 if before else 1
    total = (before.head.total if before else 0) + head.entries + head.consultations
    checks = (
        (head.number == number, f"stands where seal {number} should be: seals were taken out"),
        (head.digest() == link.claimed, "was changed: its head is not that of what it says"),
        (
            head.previous == (before.claimed if before else NO_SEAL_BEFORE),
            "does not follow the seal before it",
        ),
        (head.start == (before.head.stop if before else 0), "does not begin where the one before ended"),
        (head.start <= head.stop <= head.ceiling, "covers a range that cannot be"),
        (head.total == total, "does not add up with the one before"),
        (
            before is None or before.head.sealed_at <= head.sealed_at,
            "says an earlier time than the one before",
        ),
        (head.since == since, "says wrongly since when what it covers was logged"),
    )
    return next((words for fits, words in checks if not fits), "")


def faults_of_signatures(links: Sequence[Link], code: str, trusted: set[bytes]) -> Iterator[Finding]:
    """The first seal whose signature is not good, if the newest's is not: a good one stands for all before it."""
    if not links or _is_good(links[-1], code, trusted):
        return
    bad = next(link for link in links if not _is_good(link, code, trusted))
    words = f"{bad.name} is not signed with the key of this installation, nor are those after it."
    yield Finding(bad.head.number, Kind.SIGNATURE, words)


def _is_good(link: Link, code: str, trusted: set[bytes]) -> bool:
    known = not trusted or link.public_key in trusted
    return link.signed and known and link.receipt(code).is_signed()


def faults_against(links: Sequence[Link], code: str, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    """What receipts say against the chain as it stands."""
    by_number = {link.head.number: link for link in links}
    agreeing = 0
    for receipt in sorted(receipts, key=lambda each: each.number):
        words = _against(by_number, code, receipt)
        if not words:
            agreeing = receipt.number
            continue
        since = f" Up to seal {agreeing} it fits an older receipt." if agreeing else ""
        name = f"The receipt for seal {receipt.number} of {receipt.sealed_at[:19].replace('T', ' ')} UTC"
        yield Finding(min(receipt.number, len(links) + 1), Kind.RECEIPT, f"{name} {words}.{since}")


def _against(by_number: dict[int, Link], code: str, receipt: Receipt) -> str:
    if receipt.partnership != code:
        return f"is for the partnership {receipt.partnership}"
    if not receipt.is_signed():
        return "was changed: its signature does not fit what it says"
    link = by_number.get(receipt.number)
    if link is None:
        last = max(by_number, default=0)
        return f"goes further than the log, which ends at seal {last}: its end was cut off, or an older copy restored"
    if link.claimed.hex() != receipt.head or link.head.total != receipt.entries:
        return "says another head than the log: what was logged up to then was replaced"
    return ""
