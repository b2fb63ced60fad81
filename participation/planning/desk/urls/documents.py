"""Documents and the proof of their publication: addresses of the desk."""

from django.urls import path

from participation.planning.desk import documents, documents_proof, redacted_copies

urlpatterns = [
    path("<int:pk>/unterlagen/", documents.document_list, name="documents"),
    path("<int:pk>/unterlagen/neu/", documents.document_create, name="document_create"),
    path(
        "<int:pk>/unterlagen/<int:document>/",
        documents.document_edit,
        name="document_edit",
    ),
    path(
        "<int:pk>/unterlagen/<int:document>/fassung/",
        documents.version_create,
        name="version_create",
    ),
    path(
        "<int:pk>/fassungen/<int:version>/datei/",
        documents.version_file,
        name="version_file",
    ),
    path(
        "<int:pk>/fassungen/<int:version>/ersetzen/",
        documents.version_confirm,
        name="version_confirm",
    ),
    path(
        "<int:pk>/fassungen/<int:version>/geschwaerzt/",
        redacted_copies.version_copy,
        name="version_copy",
    ),
    path(
        "<int:pk>/runden/<int:round>/unterlagen/",
        documents.round_documents,
        name="round_documents",
    ),
    path(
        "<int:pk>/runden/<int:round>/nachweis/",
        documents_proof.round_proof,
        name="round_proof",
    ),
    path(
        "<int:pk>/runden/<int:round>/vermerk.pdf",
        documents_proof.round_certificate,
        name="round_certificate",
    ),
]
