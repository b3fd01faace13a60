"""Pictures in frames of our pages."""

IN_A_FRAME = "sandbox allow-scripts allow-downloads; frame-ancestors 'self'"
"""Policy of a picture's page besides the one that it brings: it runs as nobody, shown in our pages alone."""
SVG = "image/svg+xml"


def attached(name: str) -> dict[str, str]:
    """Return the header that makes an answer a file of this name, which is of letters, digits, strokes and dots."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
