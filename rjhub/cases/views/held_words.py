"""Words that wait to be read: stopped where they were typed, read by whom is asked, saved by who wrote them."""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.cases import queries
from rjhub.cases.actions import held_words as actions
from rjhub.cases.forms import held_words as forms
from rjhub.cases.models import HeldWords
from rjhub.cases.pages import held_words as pages
from rjhub.cases.policies import wording
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_text
from rjhub.partnership.middleware import StaffRequest

ASK, SAVING = "ask_to_read", "held_words"
_OURS = {"csrfmiddlewaretoken", ASK, SAVING}
View = Callable[..., HttpResponse]


def held_first(view: View) -> View:
    """A view whose words may have to be read before they are saved. Whoever typed them loses nothing."""

    @wraps(view)
    def stopping(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except wording.HoldFirst as held:
            return _stopped(request, held)
        if answer.status_code == 302 and request.POST.get(SAVING):  # noqa: PLR2004 saved, and on to the next page
            _saved(request)
        return answer

    return stopping


@require_http_methods(["GET", "POST"])
def held_words(request: StaffRequest, held_id: UUID) -> HttpResponse:
    """Held words: to decide about them, or to see how it stands and save them."""
    held = queries.find_held_words(held_id)
    may_decide = wording.may_decide_words(request.staff, held)
    is_mine = bool(wording.wrote(request.staff, held))
    form = forms.Deciding(request.POST or None)
    if request.method == "POST" and not held.decided_by_id:
        may_decide.or_refuse()
    if form.is_valid():
        if form.cleaned_data["verdict"] == forms.CONFIRM:
            actions.confirm_words(held, by=request.staff, at=clock.now())
        else:
            actions.refuse_words(held, why=form.cleaned_data["note"], by=request.staff, at=clock.now())
        messages.success(request, "Your decision is noted. Whoever wrote the words is told.")
        return redirect("home")
    opened = actions.opened(held)
    texts = tuple(pages.pieces_of(text, wording.hits_in(held.case_id, text)) for text in opened.texts)
    page = pages.held_page(
        held, opened, texts, queries.asked_together(held),
        form=form if may_decide else None,
        fields=_fields(opened.typed.answers, opened.texts),
        is_mine=is_mine,
        why_not=() if may_decide or is_mine else may_decide.reasons,
    )  # fmt: skip
    return show(request, page)


@require_POST
def taking_back(request: StaffRequest, held_id: UUID) -> HttpResponse:
    """Whoever wrote words needs them no more."""
    held = queries.find_held_words(held_id)
    seen = request.POST.get("version", "")
    actions.take_words_back(held, seen=seen, by=request.staff, at=clock.now())
    messages.success(request, "Nobody is asked about these words any more. They were not saved.")
    return redirect("home")


def _stopped(request: StaffRequest, held: wording.HoldFirst) -> HttpResponse:
    answers = tuple(
        (name, value) for name, values in request.POST.lists() if name not in _OURS for value in values
    )
    files = tuple(request.FILES)
    reasons: tuple[str, ...] = ()
    if request.POST.get(ASK):
        typed = actions.Typed(address=request.path, answers=answers, files=files)
        try:
            made = actions.hold_words(held, typed, instead=_before(request), by=request.staff, at=clock.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, "Your words are kept, and somebody is asked to read them.")
            return redirect("cases:held_words", made.id)
    fields = _fields(answers, held.texts)
    shown = {_cleaned(field.value) for field in fields if field.held}
    texts = tuple(
        pages.pieces_of(text, wording.hits_in(held.case_id, text)) for text in held.texts if text not in shown
    )
    page = pages.Stopped(
        action=request.path, hits=held.hits, fields=fields, texts=texts, files=files,
        wrong=pages.problems(fields, files, reasons), again=request.POST.get(SAVING, ""),
    )  # fmt: skip
    return show(request, page, status=422)


def _saved(request: StaffRequest) -> None:
    held = _before(request)
    if held is not None and wording.wrote(request.staff, held):
        actions.words_were_saved(held, by=request.staff, at=clock.now())


def _before(request: StaffRequest) -> HeldWords | None:
    """The held words from which somebody went on, to save them or to change them."""
    try:
        return HeldWords.objects.filter(id=UUID(request.POST.get(SAVING, ""))).first()
    except ValueError:
        return None


def _fields(answers: Sequence[tuple[str, str]], held: Sequence[str]) -> tuple[pages.Field, ...]:
    return pages.fields_of(answers, held, [_cleaned(value) for _, value in answers])


def _cleaned(value: str) -> str:
    try:
        return clean_text(value)
    except Invalid:
        return value
