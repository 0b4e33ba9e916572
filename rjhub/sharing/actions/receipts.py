"""Giving agencies the receipts for the sealed log: from the page, into a shared folder, and once a month by mail.

A receipt says that the log stood so at that moment, and nothing about any case.
"""

from pathlib import Path

from django.db import transaction

from rjhub.audit import sealing
from rjhub.audit.receipts import Receipt
from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.outbound import mailing
from rjhub.outbound.words import Attached, Kind
from rjhub.partnership import policies
from rjhub.partnership.models import Agency, Partnership, Staff
from rjhub.sharing import receiving
from rjhub.sharing.models import ReceiptGiven
from rjhub.sharing.vocabulary import Way


def seal_everything() -> int:
    """Seal what was logged in every partnership. Answers how many seals were made."""
    return sum(sealing.seal(each.id, each.code) is not None for each in Partnership.objects.order_by("id"))


@transaction.atomic
def take(*, by: Staff) -> Receipt | None:
    """Give the newest receipt to somebody who keeps them for their agency. None before the first seal."""
    policies.may_keep_receipts(by).or_refuse()
    receipt = sealing.newest(by.partnership_id, by.partnership.code)
    if receipt is not None:
        _note(by.agency, receipt, Way.PAGE, by)
    return receipt


def put_in_folder(folder: Path) -> int:
    """Put the newest receipt where each agency copies from. Nothing is written over. Answers how many were new."""
    new = 0
    for agency in receiving.agencies_on(clock.today()):
        receipt = sealing.newest(agency.partnership_id, agency.partnership.code)
        if receipt is None:
            continue
        place = folder / agency.partnership.code / agency.code / receipt.file_name
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(".part")
        draft.write_text(receipt.text())
        draft.replace(place)
        _note(agency, receipt, Way.FOLDER)
        new += 1
    return new


def mail_everybody() -> int:
    """Mail each agency's information officers the newest receipt, a message each. Answers how many were sent.

    One that cannot be sent stands in the program's log for those who run it, and keeps no other agency waiting.
    """
    sent = 0
    for agency in receiving.agencies_on(clock.today()):
        receipt = sealing.newest(agency.partnership_id, agency.partnership.code)
        if receipt is None:
            continue
        reached = sum(_mail(address, agency, receipt) for address in receiving.keepers_of(agency))
        if reached:
            _note(agency, receipt, Way.MAIL)
        sent += reached
    return sent


def _mail(address: str, agency: Agency, receipt: Receipt) -> bool:
    filled = {
        "partnership": agency.partnership.name,
        "number": str(receipt.number),
        "sealed_at": receipt.sealed_at[:19].replace("T", " "),
        "entries": f"{receipt.entries:,}",
        "fingerprint": receipt.fingerprint,
        "file": receipt.file_name,
    }
    file = Attached(receipt.file_name, receipt.text(), "application/json")
    return mailing.send(Kind.RECEIPT, to=address, filled=filled, attached=file)


@transaction.atomic
def _note(agency: Agency, receipt: Receipt, way: Way, by: Staff | None = None) -> None:
    given = ReceiptGiven.objects.create(
        partnership_id=agency.partnership_id, agency=agency, number=receipt.number, way=way, taken_by=by
    )
    record("sharing:receipt:give", by=by, subject=given, partnership=agency.partnership_id)
