"""What programs can ask: the rooms' operations composed at /api/v1, and a page that describes them.

An operation runs inside the door of its request, like a page. What it refuses is raised through the door, so that
nothing of it is kept, and becomes a problem (RFC 9457) in the words of the error page.
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from rjhub.asking import api as asking
from rjhub.cases import api as cases
from rjhub.design import errors, problem_json
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import api as referrals
from rjhub.tokens.answers import Wrong
from rjhub.tokens.pages import description

HERE = (ValidationError, HttpError, Wrong)


class Operations(NinjaAPI):
    """The operations. Only what is wrong with a request is answered here; everything else goes back to the door."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Answer, or raise again."""
        if isinstance(exc, HERE):
            return super().on_exception(request, exc)
        raise exc

    def _get_urls(self) -> Any:
        # Without the address at which ninja says only that it is there.
        return [route for route in super()._get_urls() if getattr(route, "name", "") != "api-root"]

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, with the media type that problems have."""
        schema = super().get_openapi_schema(path_prefix=problem_json.PREFIX, **options)
        for operation in operations_in(schema):
            for status, answer in operation["responses"].items():
                if int(status) >= HTTPStatus.BAD_REQUEST and "content" in answer:
                    answer["content"] = {problem_json.CONTENT_TYPE: answer["content"]["application/json"]}
            operation["security"] = [{"token": []}]
        schema.setdefault("components", {})["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"}
        }
        return schema


def operations_in(schema: Any) -> list[Any]:
    """Every operation of a description."""
    return [operation for path in schema["paths"].values() for operation in path.values()]


api = Operations(
    title="RJ Hub", version="1", urls_namespace="api", openapi_url=None, docs_url=None,
    description="A program asks as one member of staff, with their token, and sees what they see.",
)  # fmt: skip
for _room in (cases, referrals, asking):
    api.add_router("", _room.router)


@api.exception_handler(ValidationError)
def _not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
    del request
    wrong = [
        {"where": ".".join(str(part) for part in each["loc"]), "what": str(each["msg"])}
        for each in error.errors
    ]
    return _wrong(wrong)


@api.exception_handler(Wrong)
def _makes_no_sense(request: HttpRequest, error: Wrong) -> HttpResponse:
    del request
    return _wrong(error.errors)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return errors.failure(request, error.status_code, what_happened=str(error))


def _wrong(found: list[dict[str, str]]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem_json.problem("That does not make sense", status, "Look at each of the errors.", found)


@require_GET
def openapi(request: StaffRequest) -> HttpResponse:
    """The description for programs (OpenAPI 3.1)."""
    del request
    return JsonResponse(api.get_openapi_schema())


@require_GET
def described(request: StaffRequest) -> HttpResponse:
    """The description for people, without anything from elsewhere."""
    return show(request, description.page_for(api.get_openapi_schema()))
