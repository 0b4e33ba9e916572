"""Finding documents, without their content until somebody opens one."""

from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Case, Document


def documents_of(case: Case) -> list[Document]:
    """The documents of a case that the reader may see, the newest first."""
    return list(
        Document.objects.filter(case=case)
        .defer("sealed", "digest")
        .select_related("added_by__account", "withdrawn_by__account")
        .order_by("-added_at", "-id")
    )


def document_like(case: Case, side: str, category: str, digest: bytes) -> Document | None:
    """The same file, if it is there already."""
    return (
        Document.objects.filter(case=case, side=side, category=category, digest=digest, withdrawn_at=None)
        .defer("sealed", "digest")
        .select_related("added_by__account")
        .first()
    )


def same_file(document: Document) -> list[Document]:
    """The same file as it stands elsewhere in the case, for another side or of another kind."""
    return list(
        Document.objects.filter(case_id=document.case_id, digest=document.digest, withdrawn_at=None)
        .exclude(id=document.id)
        .defer("sealed", "digest")
    )


def find_document(case: Case, document_id: UUID) -> Document:
    """One document with its content. Raises Http404 if the reader cannot see it."""
    document: Document | None = Document.objects.filter(case=case, id=document_id).first()
    if document is None:
        raise Http404
    return document
