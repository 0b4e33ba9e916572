"""Who asks, signed by the program, so that the database believes nothing that somebody merely says there.

Any role may set a setting of its own, so a bare one is as good as no wall against a statement that somebody slipped in.
The program therefore signs who asks (HMAC-SHA256, RFC 2104), and `pt()`, `pr()` and `acting_staff()` answer only what
they have verified. The key is the installation's; the database holds its two pads where no application role reads.
"""

import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from rjhub.kernel import clock
from rjhub.partnership import installation

_BLOCK = 64


def signed(
    partnership_id: int,
    principals: tuple[int, ...],
    staff_id: UUID | None,
    barred: tuple[int, ...] = (),
    role: str = "",
) -> str:
    """Who asks, as the database takes it in the setting `app.reader`; with a role, only through that one."""
    until = int((clock.now() + settings.SIGNATURES_HOLD).timestamp())
    who = f"{partnership_id};{_array(principals)};{staff_id or ''};{until};{_array(barred)};{role}"
    return f"{hmac.new(installation.key(), who.encode(), sha256).hexdigest()} {who}"


def _array(numbers: tuple[int, ...]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def teach(using: str = "owner") -> None:
    """Let the database know the key that this installation signs with. Safe to run again."""
    inner, outer = (
        bytes(one ^ pad for one in installation.key().ljust(_BLOCK, b"\0")) for pad in (0x36, 0x5C)
    )
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('keeper.signing_key') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.execute("SET LOCAL ROLE rjhub_keeper")
            cursor.execute(_TEACH, [inner, outer])


_TEACH = """
INSERT INTO keeper.signing_key (inner_pad, outer_pad) VALUES (%s, %s)
ON CONFLICT (one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
"""
