"""The one way out of the store: after the records that refer to a file have been asked."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from emulation.files.errors import StoreRefused
from emulation.files.models import StoredFile
from emulation.files.names import disposition
from emulation.files.registry import is_readable, with_owners
from emulation.ui.views import PUBLIC, PortalView


class Download(PortalView):
    """A file, whole or not at all; the name in the address is for people.

    Public, because published plans have attachments; what is not readable is not there.
    """

    permission = PUBLIC
    template_name = "emulation/files/damaged.html"

    def get(self, request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
        """Send the file, or say that it is damaged."""
        file: StoredFile = self.found(with_owners(StoredFile.objects.select_related("blob")), pk=pk)
        if not is_readable(file, self.mandate):
            raise Http404
        try:
            content = file.open()
        except StoreRefused as error:
            return self.shown({"file": file, "message": error.message}, status=error.status)
        prefix = settings.SENDFILE_PREFIX
        response: HttpResponseBase
        if prefix:
            content.close()
            response = HttpResponse(content_type=file.media_type)
            response["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{file.blob.key}"
        else:
            response = FileResponse(content, content_type=file.media_type)
        response["Content-Disposition"] = disposition(file.name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response
