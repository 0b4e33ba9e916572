"""Receipts for the sealed log, which an agency keeps so that it can tell later whether the log is still the same."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rjhub.audit import sealing
from rjhub.audit.receipts import Receipt
from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column, Row, Shown
from rjhub.kernel import clock
from rjhub.partnership import policies
from rjhub.partnership.middleware import StaffRequest
from rjhub.sharing import receiving
from rjhub.sharing.actions import receipts as actions
from rjhub.sharing.models import ReceiptGiven
from rjhub.sharing.pages import receipts as pages

COLUMNS = (Column("Seal", numeric=True), Column("Given"), Column("How"), Column("To"))


@require_GET
def receipts(request: StaffRequest) -> HttpResponse:
    """Show the newest receipt, and when the agency last kept one."""
    _keeper(request)
    agency = request.staff.agency
    newest = sealing.newest(request.staff.partnership_id, request.staff.partnership.code)
    given = receiving.given_to(agency)
    return show(
        request,
        pages.Receipts(
            title=f"Receipts for {agency.short_name}",
            newest=_newest(newest, given) if newest else (),
            taking=reverse("sharing:receipt_taking") if newest else "",
            columns=COLUMNS,
            rows=tuple(_line(each) for each in given),
            breadcrumbs=(Link("Partnership", reverse("partnership:partnership")),),
        ),
    )


@require_POST
def receipt_taking(request: StaffRequest) -> HttpResponse:
    """Give the newest receipt as a file, and note that it was given."""
    _keeper(request)
    receipt = actions.take(by=request.staff)
    if receipt is None:
        raise Http404
    answer = HttpResponse(receipt.text(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{receipt.file_name}"'
    return answer


def _keeper(request: StaffRequest) -> None:
    """Raises Http404 for everybody who does not answer for the agency's information: for them there is nothing here."""
    if not policies.may_keep_receipts(request.staff):
        raise Http404


def _newest(receipt: Receipt, given: list[ReceiptGiven]) -> tuple[Row, ...]:
    sealed_at = datetime.fromisoformat(receipt.sealed_at)
    last = words.moment(given[0].given_at) if given else "Never"
    rows: list[tuple[str, Shown]] = [
        ("Newest seal", str(receipt.number)),
        ("Sealed", words.moment(sealed_at.astimezone(clock.now().tzinfo))),
        ("Entries up to then", f"{receipt.entries:,}"),
        ("Key that signed it", receipt.fingerprint),
        ("Your agency last got a receipt", last),
    ]
    return tuple(Row(key, value) for key, value in rows)


def _line(given: ReceiptGiven) -> tuple[Shown, ...]:
    return (
        str(given.number),
        words.moment(given.given_at),
        given.get_way_display(),
        given.taken_by.name if given.taken_by else "The agency",
    )
