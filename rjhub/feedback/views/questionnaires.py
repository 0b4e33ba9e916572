"""What is asked."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rjhub.design.pages import show
from rjhub.feedback import policies
from rjhub.feedback.instrument import shelf
from rjhub.feedback.pages import questionnaires as pages
from rjhub.feedback.vocabulary import Language
from rjhub.partnership.middleware import StaffRequest


@require_GET
def questionnaires(request: StaffRequest) -> HttpResponse:
    """Every questionnaire that comes with the program."""
    policies.may_see_questionnaires(request.staff).or_refuse()
    return show(request, pages.page_for_all(shelf.shipped()))


@require_GET
def questionnaire(request: StaffRequest, key: str, version: int) -> HttpResponse:
    """One of them, in one language."""
    policies.may_see_questionnaires(request.staff).or_refuse()
    try:
        found = shelf.find(key, version)
    except KeyError as missing:
        raise Http404 from missing
    wanted = request.GET.get("in", "")
    language = next((one for one in found.languages if one.value == wanted), Language.ENGLISH)
    return show(request, pages.page_for(found, language))
