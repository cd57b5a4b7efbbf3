"""Django's own middleware and WhiteNoise, without a thread for each of their steps.

These steps only reckon. Django would nevertheless hand each to a thread and wait for it, six
times a request, which costs more than all that they do.
"""

from __future__ import annotations

from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware
from django.middleware.security import SecurityMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware


class _Direct:
    """To be mixed in before a MiddlewareMixin."""

    get_response: Any

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        step: Any = self
        response = None
        if hasattr(step, "process_request"):
            response = step.process_request(request)
        response = response or await self.get_response(request)
        if hasattr(step, "process_response"):
            response = step.process_response(request, response)
        answer: HttpResponseBase = response
        return answer


class Security(_Direct, SecurityMiddleware):
    pass


class Locale(_Direct, LocaleMiddleware):
    pass


class Common(_Direct, CommonMiddleware):
    pass


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Only what is a file goes to a thread, which opens it."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> Any:
        file = await self._file(request.path_info)
        if file is None:
            return await self.get_response(request)
        return await sync_to_async(self.serve)(file, request)

    async def _file(self, path: str) -> Any:
        if not path.startswith(self.static_prefix):
            return None
        if self.autorefresh:
            return await sync_to_async(self.find_file)(path)
        return self.files.get(path)
