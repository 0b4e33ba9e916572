"""The people of one's own partnership: who they are, and what they may be asked to do."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rjhub.design import words
from rjhub.design.filtering import chosen
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.kernel import clock
from rjhub.partnership import forms, policies, queries
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import PractitionerLevel, RoleHeld, Staff, Training
from rjhub.partnership.pages import staff as pages
from rjhub.partnership.views import agencies, filtering
from rjhub.partnership.vocabulary import TrainingKind

COLUMNS = (Column("Name"), Column("Works for"), Column("As"), Column("Level"))
ROLES = (Column("Role"), Column("Since"), Column("Ended"), Column("What you can do"))
LAPSING = (Column("What"), Column("Since"), Column("Lapses"), Column("Now"))
SOON = timedelta(days=90)


@require_GET
def staff(request: StaffRequest) -> HttpResponse:
    """List and find people."""
    form = forms.FindStaff(request.GET)
    every = queries.agencies_of(request.staff, closed=True)
    form.fields["agency"].choices = [(agency.code, agency.name) for agency in every]  # type: ignore[attr-defined]
    answers = filtering.answers(form)
    wanted = queries.Wanted(
        name=answers.get("name", ""),
        agency=answers.get("agency", ""),
        role=answers.get("role"),
        level=answers.get("trained"),
        past=bool(answers.get("past")),
    )
    part = filtering.part_of(
        request, queries.staff_of(request.staff, wanted), size=queries.PAGE, things="people"
    )
    invite = Link("Invite somebody", reverse("partnership:new_invitation"))
    return show(
        request,
        pages.StaffList(
            filters=form,
            chosen=chosen(form, request.path),
            clear_href=request.path,
            columns=COLUMNS,
            rows=tuple(_line(member) for member in part.items),
            paging=part.paging,
            invite=invite if policies.may_manage_staff(request.staff, request.staff.agency) else None,
            breadcrumbs=(agencies.to_partnership(),),
        ),
    )


@require_GET
def member(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Show one person."""
    found = find(request, staff_id)
    manage = bool(policies.may_manage_staff(request.staff, found.agency)) and found.until is None
    return show(
        request,
        pages.Member(
            title=found.name,
            about=_about(found),
            roles=tuple(_role(found, held, manage=manage) for held in found.roles.all()),
            role_columns=ROLES if manage else ROLES[:-1],
            levels=tuple(_level(held) for held in found.levels.all()),
            trainings=tuple(_training(training) for training in found.trainings.all()),
            lapsing_columns=LAPSING,
            acts=_acts(request, found) if manage else (),
            breadcrumbs=(agencies.to_partnership(), Link("People", reverse("partnership:staff"))),
        ),
    )


def find(request: StaffRequest, staff_id: UUID) -> Staff:
    """Somebody of one's own partnership. Raises Http404 for anybody else."""
    found = queries.member_for(request.staff, staff_id)
    if found is None:
        raise Http404
    return found


def _line(member: Staff) -> tuple[Shown, ...]:
    level = queries.level_now(member)
    link = Link(member.name, reverse("partnership:member", args=[member.id]))
    left = [] if member.until is None else [f"Last day {words.day(member.until)}"]
    return (
        [link, *left],
        member.agency.short_name,
        [_said(held) for held in member.current_roles()],
        level.get_level_display() if level else None,
    )


def _about(member: Staff) -> tuple[Row, ...]:
    rows: list[tuple[str, Shown]] = [
        ("Works for", agencies.link_to(member.agency)),
        ("Job", member.job_title),
        ("Email address", member.account.email),
        ("Line manager", member.line_manager.name if member.line_manager else None),
        ("Joined", words.day(member.since)),
    ]
    if member.until:
        rows.append(("Last day", words.day(member.until)))
    return tuple(Row(key, value) for key, value in rows)


def _said(held: RoleHeld) -> str:
    return f"{held.get_role_display()}, {held.hub.name}" if held.hub else held.get_role_display()


def _role(member: Staff, held: RoleHeld, *, manage: bool) -> tuple[Shown, ...]:
    line: tuple[Shown, ...] = (_said(held), words.day(held.started_at), words.day(held.ended_at))
    if not manage:
        return line
    end = Link("End this role", reverse("partnership:ending_role", args=[member.id, held.id]))
    return (*line, end if held.ended_at is None else None)


def _level(held: PractitionerLevel) -> tuple[Shown, ...]:
    said = [held.get_level_display(), *filter(None, [held.evidence])]
    return (said, words.day(held.since), words.day(held.until), _counts(held.until))


def _training(training: Training) -> tuple[Shown, ...]:
    lapses = words.day(training.lapses_on)
    kinds = [training.get_kind_display()] if training.kind != TrainingKind.OTHER else []
    return ([training.course, *kinds], words.day(training.completed_on), lapses, _counts(training.lapses_on))


def _counts(last: date | None) -> Tag:
    if queries.has_lapsed(last, clock.today()):
        return Tag("Lapsed", Tone.LATE)
    if last and last - clock.today() <= SOON:
        return Tag("Lapses soon", Tone.SOON)
    return Tag("Current", Tone.DONE)


def _acts(request: StaffRequest, member: Staff) -> tuple[Link, ...]:
    own = [
        ("Give a role", "partnership:new_role"),
        ("Say who their line manager is", "partnership:line_manager"),
        ("Record a practitioner level", "partnership:level"),
        ("Record training", "partnership:new_training"),
    ]
    others = [
        ("Record that they leave", "partnership:leaving"),
        ("Help them back in", "partnership:starting_over"),
        (
            "Unlock their account" if not member.account.is_active else "Lock their account at once",
            "partnership:locking",
        ),
    ]
    offered = own if member.id == request.staff.id else own + others
    return tuple(Link(text, reverse(name, args=[member.id])) for text, name in offered)
