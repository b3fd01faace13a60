"""HEAD, answered as GET is, without the body (RFC 9110, section 9.3.2)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """Lets the app answer HEAD wherever it answers GET; a route that answers HEAD itself is left to do so."""

    def __init__(self, app: ASGIApp, *, without: frozenset[str]) -> None:
        """Wrap the app, but for the paths of such routes."""
        self.app = app
        self._without = without

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"] in self._without:
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)
