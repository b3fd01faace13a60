"""Pictures in frames of our pages."""

IN_A_FRAME = "sandbox allow-scripts allow-downloads allow-top-navigation-by-user-activation; frame-ancestors 'self'"
"""Policy of a picture's page besides the one that it brings: it runs as nobody, shown in our pages alone.

Its links, which a reader follows, lead the page around it."""
SVG = "image/svg+xml"


def attached(name: str) -> dict[str, str]:
    """Return the header that makes an answer a file of this name, which is of letters, digits, strokes and dots."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
