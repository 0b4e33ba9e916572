"""The versions of the information sharing agreement: to look at, print and fetch. Open to the whole partnership."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Shown, Tag, Tone
from rjhub.kernel import clock
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Signs
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Agency, AgreementVersion, Signature, Staff
from rjhub.sharing import policies, queries
from rjhub.sharing.pages import agreements as pages

BEFORE_REVIEW = timedelta(days=60)
NOT_A_PARTY = "Not a party: its people see no case"


@require_GET
def versions(request: StaffRequest) -> HttpResponse:
    """List the versions, and say whether one of them counts today."""
    found = queries.versions(request.staff.partnership_id)
    counts = queries.in_force(request.staff.partnership_id)
    there = len(queries.agencies(request.staff.partnership_id))
    may_change = policies.may_change_agreement(request.staff, request.staff.partnership)
    return show(
        request,
        pages.Versions(
            standing=_standing(request.staff, counts),
            columns=pages.VERSIONS,
            rows=tuple(_line(version, there) for version in found),
            change=Link("Add a new version", reverse("sharing:new_version")) if may_change else None,
            breadcrumbs=(Link("Partnership", reverse("partnership:partnership")),),
        ),
    )


@require_GET
def version(request: StaffRequest, number: int) -> HttpResponse:
    """Show one version as a document, and who has signed it."""
    found = find(request, number)
    agreement = queries.read(found)
    blocks = pages.blocks_of(agreement)
    may_change = bool(policies.may_change_agreement(request.staff, request.staff.partnership))
    waits = found.in_force_since is None and found.ended_at is None
    force = Link(f"Put version {number} into force", reverse("sharing:putting_into_force", args=[number]))
    return show(
        request,
        pages.Version(
            title=f"{agreement.name}, version {number}",
            tag=_tag(found),
            state=_state(found),
            example=agreement.example,
            contents=pages.contents_of(blocks),
            blocks=blocks,
            party_columns=pages.PARTIES,
            parties=tuple(_parties(request.staff, found, agreement)),
            download=Link("Download the file", reverse("sharing:file", args=[number])),
            put_into_force=force if waits and may_change else None,
            breadcrumbs=(Link("Partnership", reverse("partnership:partnership")), to_versions()),
        ),
    )


@require_GET
def file(request: StaffRequest, number: int) -> HttpResponse:
    """Give the file as it was written."""
    found = find(request, number)
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="agreement-{found.number}.yaml"'
    return answer


def find(request: StaffRequest, number: int) -> AgreementVersion:
    """A version of one's own partnership. Raises Http404 if there is none."""
    found = queries.version(request.staff.partnership_id, number)
    if found is None:
        raise Http404
    return found


def to_versions() -> Link:
    """The way back to the list of versions."""
    return Link("Information sharing agreement", reverse("sharing:versions"))


def _standing(staff: Staff, counts: AgreementVersion | None) -> pages.Standing:
    missing = queries.what_is_missing(staff)
    if counts is None:
        todo = (
            "Read the newest version below, and change it where it does not fit. When every agency that has to sign "
            "has signed, a coordinator or an administrator of the hub puts it into force."
        )
        return pages.Standing(f"Nobody can see any case until an agreement is in force. {missing}", todo)
    if missing:
        todo = (
            "An administrator or information officer of your agency can sign the version that is in force. Open it to "
            "read it first."
        )
        agency = staff.agency.short_name
        return pages.Standing(f"Nobody at {agency} can see any case until it signs. {missing}", todo)
    left = counts.review_on - clock.today()
    if left <= BEFORE_REVIEW:
        by = words.day(counts.review_on)
        return pages.Standing(
            warning=f"The agreement has to be reviewed by {by}. After that day nobody can see any case. "
            "Add a new version, have it signed, and put it into force before then."
        )
    return pages.Standing()


def _line(version: AgreementVersion, there: int) -> tuple[Shown, ...]:
    number = version.number
    signed = sum(one.withdrawn_at is None for one in version.signatures.all())
    return (
        [Link(f"Version {number}", reverse("sharing:version", args=[number])), _tag(version)],
        queries.read(version).name,
        f"{signed:,} of {words.plural(there, 'agency', 'agencies')}",
        _between(version),
        words.day(version.review_on),
        Link(f"Download version {number}", reverse("sharing:file", args=[number])),
    )


def _between(version: AgreementVersion) -> str:
    if version.in_force_since is None:
        return "Not yet"
    since = f"Since {words.day(version.in_force_since)}"
    return f"{since}, until {words.day(version.ended_at)}" if version.ended_at else since


def _tag(version: AgreementVersion) -> Tag:
    if version.ended_at:
        return Tag("Ended", Tone.WAITING)
    if version.in_force_since is None:
        return Tag("Waiting to be signed", Tone.TO_DO)
    if version.review_on < clock.today():
        return Tag("Lapsed", Tone.LATE)
    return Tag("In force", Tone.DONE)


def _state(version: AgreementVersion) -> str:
    if version.ended_at:
        return f"It was in force until {words.moment(version.ended_at)}. Another version took its place."
    by = version.added_by.name if version.added_by else "RJ Hub"
    if version.in_force_since is None:
        return f"Added on {words.moment(version.added_at)} by {by}. It decides nothing before it is put into force."
    review = words.day(version.review_on)
    if version.review_on < clock.today():
        return f"It lapsed after {review}, because nobody reviewed it. Nobody can see any case by it."
    since = words.moment(version.in_force_since)
    return f"In force since {since}. It decides who sees what. It has to be reviewed by {review}."


def _parties(staff: Staff, version: AgreementVersion, agreement: Agreement) -> list[tuple[Shown, ...]]:
    """Every agency that exists, and those that signed and exist no more."""
    signed: dict[Agency, list[Signature]] = {
        agency: [] for agency in queries.agencies(version.partnership_id)
    }
    for signature in version.signatures.all():
        signed.setdefault(signature.agency, []).append(signature)
    return [_party(staff, version, agreement, agency, found) for agency, found in signed.items()]


def _party(
    staff: Staff, version: AgreementVersion, agreement: Agreement, agency: Agency, found: list[Signature]
) -> tuple[Shown, ...]:
    holds = next((one for one in found if one.withdrawn_at is None), None)
    act: Link | None = None
    where = [version.number, agency.code]
    if holds and policies.may_withdraw(staff, version, agency):
        act = Link(f"Withdraw {agency.short_name}", reverse("sharing:withdrawal", args=where))
    elif not holds and policies.may_sign(staff, version, agency):
        act = Link(f"Sign for {agency.short_name}", reverse("sharing:signing", args=where))
    return (
        agency.name,
        [*_needed(agreement, agency), Tag("Signed", Tone.DONE) if holds else Tag("Not signed", Tone.WAITING)],
        [_said(one) for one in found] or None,
        act,
    )


def _needed(agreement: Agreement, agency: Agency) -> list[str]:
    party = next((one for one in agreement.parties if one.type == agency.kind), None)
    if party is None:
        return [NOT_A_PARTY]
    return ["Has to sign"] if party.signs == Signs.REQUIRED else ["May sign"]


def _said(signature: Signature) -> str:
    said = f"{signature.signed_for}, on {words.moment(signature.signed_at)}"
    if signature.recorded_by:
        said += f" (recorded by {signature.recorded_by.name})"
    if signature.withdrawn_at:
        said += f". Withdrew on {words.moment(signature.withdrawn_at)}: {signature.withdrawn_because}"
    return said
