"""Pages that are one file: they work from disk, ask nothing of the net, and run no script but their own.

pyvis makes the nodes, the edges and the script that draws them. Of its page nothing else is kept: the rest
loads Bootstrap from elsewhere and writes names into HTML unescaped.
"""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined


def content_security_policy(scripts: list[str], style: str) -> str:
    """Return the policy that lets exactly these scripts and this style run and nothing be loaded."""
    allowed = " ".join(_fingerprint(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_fingerprint(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def on_one_line(name: str) -> str:
    """Return a name without line breaks, and never nothing."""
    return " ".join(name.split()) or "unnamed"


def library() -> str:
    """Return vis-network's script with its licence note, from the folder that pyvis brings."""
    import pyvis

    newest = max((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*"))
    script = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return harmless(re.sub(r"\n//# sourceMappingURL=.*", "", script))


class _ScriptCollector(HTMLParser):
    """Collects the texts of script elements that load nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a script."""
        self._inside = tag == "script" and not any(name == "src" for name, _ in attrs)
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, _tag: str) -> None:
        """Leave a script."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Add to the script."""
        if self._inside:
            self.texts[-1] += data


def inline_scripts(page: str) -> list[str]:
    """Return the scripts that stand in a page."""
    collector = _ScriptCollector()
    collector.feed(page)
    collector.close()
    return collector.texts


def own(name: str) -> str:
    """Return a script or style of this folder."""
    return harmless(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def harmless(text: str) -> str:
    """Return the text of a script or style as it stands in the page; refuse one that would end early."""
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style of the network page holds a tag that would end it")
    return "\n" + text.replace("\r\n", "\n").strip() + "\n"


def _fingerprint(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def environment() -> Environment:
    """Return the environment of the templates in this folder: everything is escaped."""
    return Environment(
        loader=PackageLoader("kg.views", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
