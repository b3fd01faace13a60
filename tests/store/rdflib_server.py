"""rdflib's engine as a SPARQL server: queries as forms, updates as they are, graphs to read. Argument: the port.

rdflib-endpoint would do, but it decodes forms twice, so that `%20` in an IRI is lost.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs, urlsplit

import rdflib

rdflib.NORMALIZE_LITERALS = False

DATASET = rdflib.Dataset()
LOCK = Lock()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer a query, or make a change."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            with LOCK:
                if self.headers["Content-Type"].startswith("application/sparql-update"):
                    DATASET.update(body)
                    self.answer(204)
                    return
                asked = parse_qs(body, strict_parsing=True)
                if asked.keys() != {"query"}:
                    self.answer(400, b"only the whole dataset can be asked")
                    return
                found = DATASET.query(asked["query"][0])
                graph = found.type in ("CONSTRUCT", "DESCRIBE")
                data = found.serialize(format="nt" if graph else "json")
        except Exception as error:
            self.answer(400, str(error).encode(), "text/plain")
            return
        self.answer(200, data or b"", "application/n-triples" if graph else "application/sparql-results+json")

    def do_GET(self) -> None:
        """Give the triples of a graph."""
        with LOCK:
            graph = DATASET.graph(rdflib.URIRef(parse_qs(urlsplit(self.path).query)["graph"][0]))
            data = graph.serialize(format="nt", encoding="utf-8")
            found = len(graph)
        if found:
            self.answer(200, data, "application/n-triples")
        else:
            self.answer(404)

    def answer(self, status: int, data: bytes = b"", type_: str = "text/plain") -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", type_)
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
