"""Giving out a file: to be kept, never to be shown inside a page of ours."""

from django.http import HttpResponse


def attachment(content: bytes, mime: str, name: str) -> HttpResponse:
    """Answer with a file under a neutral name. A browser that opens it all the same runs nothing in it."""
    return HttpResponse(
        content,
        content_type=mime,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
