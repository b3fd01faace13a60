"""Queries that strangers may send to do harm, and how each has to end."""

from collections.abc import Mapping, Sequence

OK, BAD, LARGE, SLOW = 200, 400, 422, 504
_ALL = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(5))
"""Everything with everything, five times: more than any machine has time or memory for."""
_DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))

REFUSED: Mapping[str, tuple[str, str]] = {
    "service": ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", "SERVICE"),
    "service silent": ("SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }", "SERVICE"),
    "service in odd case": ("SELECT * { sErViCe<URL>{ ?s ?p ?o } }", "SERVICE"),
    "service with a variable": ("SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }", "SERVICE"),
    "service with a prefix": ("PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }", "SERVICE"),
    "service with a base": ("BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }", "SERVICE"),
    "service after a comment": ("SELECT * { # }\nSERVICE # {\n<URL> { ?s ?p ?o } }", "SERVICE"),
    "service in a sub-select": ("SELECT * { { SELECT ?s { SERVICE <URL> { ?s ?p ?o } } } }", "SERVICE"),
    "service in EXISTS": ("SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }", "SERVICE"),
    "service in NOT EXISTS": ("ASK { FILTER (1 = 1 && NOT EXISTS { SERVICE <URL> { ?s ?p ?o } }) }", "SERVICE"),
    "service in MINUS": ("SELECT * { GRAPH ?g { ?s ?p ?o } MINUS { SERVICE <URL> { ?s ?p ?o } } }", "SERVICE"),
    "service in OPTIONAL in GRAPH": ("SELECT * { GRAPH ?g { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } }", "SERVICE"),
    "service in UNION": ("SELECT * { { ?s ?p ?o } UNION { SERVICE <URL> { ?s ?p ?o } } }", "SERVICE"),
    "service in BIND": ("SELECT * { BIND (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) }", "SERVICE"),
    "service in a projection": ("SELECT (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) { }", "SERVICE"),
    "service in HAVING": (
        "SELECT ?g { GRAPH ?g { } } GROUP BY ?g HAVING (EXISTS { SERVICE <URL> { ?s ?p ?o } })",
        "SERVICE",
    ),
    "service in ORDER BY": ("SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <URL> { ?s ?p ?o } })", "SERVICE"),
    "service in CONSTRUCT": ("CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }", "SERVICE"),
    "service in DESCRIBE": ("DESCRIBE ?s WHERE { SERVICE <URL> { ?s ?p ?o } }", "SERVICE"),
    "service in escapes": ("SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }", "not allowed"),
    "service behind an escaped quote": ('SELECT * { FILTER("\\u0022 != ") SERVICE <URL> { } #" ) }', "not allowed"),
    "service behind a carriage return": ("SELECT * { # \r SERVICE <URL> { ?s ?p ?o }\n }", "not allowed"),
    "load": ("LOAD <URL>", "updates"),
    "load after a query": ("ASK { } ; LOAD <URL>", "can't be parsed"),
    "insert": ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }", "updates"),
    "delete everything": ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "updates"),
    "drop everything": ("DROP ALL", "updates"),
    "from the net": ("SELECT * FROM <URL> { ?s ?p ?o }", "nothing is fetched"),
    "from a file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "nothing is fetched"),
    "from named": ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", "nothing is fetched"),
    "from with a prefix": ("PREFIX x: <URL> CONSTRUCT FROM x:y WHERE { ?s ?p ?o }", "nothing is fetched"),
    "from with a prefix that is none": ("ASK FROM nobody:knows { ?s ?p ?o }", "nobody:"),
    "graph with a relative name": ("SELECT * { GRAPH <../../../../etc/passwd> { ?s ?p ?o } }", "can't be parsed"),
    "graph with a name that is none": ("SELECT * { GRAPH <a b> { ?s ?p ?o } }", "can't be parsed"),
    "deep groups": ("SELECT * { " + "{ " * 5000 + "} " * 5000 + "}", "nested too deep"),
    "deep brackets": ("SELECT * { FILTER (" + "(" * 5000 + "1" + ")" * 5000 + ") }", "nested too deep"),
    "deep paths": ("SELECT * { ?s " + "(" * 3000 + "a" + ")*" * 3000 + " ?o }", "nested too deep"),
    "deep sub-selects": ("SELECT * { " + "{ SELECT * { " * 2000 + "} }" * 2000 + " }", "nested too deep"),
    "no query": ("not a query", "can't be parsed"),
    "nothing": ("", "empty"),
    "functions of others": ('SELECT (<java:java.io.File>("/etc/passwd") AS ?x) { }', "not allowed"),
    "functions of a server": ("SELECT (<bif:http_get>('URL') AS ?x) { }", "not allowed"),
    "functions of a server by a prefix": ("PREFIX f: <bif:> SELECT (f:http_get('URL') AS ?x) { }", "not allowed"),
    "functions of a server, undeclared": ("SELECT (bif:http_get('URL') AS ?x) { }", "bif: is not defined"),
    "functions of a server in SQL": (
        "SELECT (sql:SPARQL_EVAL('LOAD <URL>', NULL, 0) AS ?x) { }",
        "sql: is not defined",
    ),
    "functions of a server in ORDER BY": ("SELECT * { } ORDER BY ?x<bif:http_get>('URL')", "not allowed"),
    "procedures of a server": ("SELECT (<LOAD>('URL') AS ?x) { }", "no absolute IRI"),
    "predicates of a server": ("ASK { ?s <bif:contains> 'x' }", "not allowed"),
    "predicates of a server by their other name": (
        "PREFIX bif: <http://www.openlinksw.com/schemas/bif#> ASK { ?s bif:contains 'x' }",
        "not allowed",
    ),
    "pragmas of a server": ('DEFINE get:soft "replace" SELECT * { GRAPH <URL> { ?s ?p ?o } }', "can't be parsed"),
    "options of a server": ("SELECT * { GRAPH ?g { ?s ?p ?o OPTION (TRANSITIVE) } }", "can't be parsed"),
    "code of a server": ("SELECT * { GRAPH ?g { ?s ?p `bif:http_get('URL')` } }", "can't be parsed"),
    "zero bytes": ("\0" * 100, "can't be parsed"),
}
"""What is not allowed, and what the message says: each ends with 400."""

HARMLESS: Mapping[str, str] = {
    "a file as a graph": "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "a script as a graph": "SELECT * { GRAPH <javascript:alert(1)> { ?s ?p ?o } }",
    "an address as a graph": "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "an address described": "SELECT * { GRAPH <URL> { <URL> ?p <file:///etc/passwd> } }",
    "an address in a path": "SELECT * { GRAPH ?g { <URL> <URL>/<URL>+ ?o } }",
}
"""What looks as if something were read from elsewhere, and finds nothing: each ends with 200."""

HEAVY: Mapping[str, tuple[str, Sequence[int]]] = {
    "everything with everything": (f"SELECT * {{ {_ALL} }}", [SLOW, LARGE]),
    "counted": (f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}", [SLOW]),
    "counted without repetition": (f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_ALL} }}", [SLOW, LARGE]),
    "sorted": (f"SELECT * {{ {_ALL} }} ORDER BY ?s0 DESC(?o4)", [SLOW, LARGE]),
    "grouped": (f"SELECT ?s0 ?s1 ?s2 (MAX(?o3) AS ?m) {{ {_ALL} }} GROUP BY ?s0 ?s1 ?s2", [SLOW, LARGE]),
    "joined to one text": (f"SELECT (GROUP_CONCAT(?o0) AS ?x) {{ {_ALL} }}", [SLOW, LARGE]),
    "taken away": (f"SELECT * {{ {_ALL} MINUS {{ {_ALL} FILTER(?o1 = 1) }} }}", [SLOW, LARGE]),
    "built": (f"CONSTRUCT {{ ?s0 ?p1 ?o2 . ?s1 ?p2 ?o3 }} WHERE {{ {_ALL} }}", [SLOW, LARGE]),
    "existing": (
        f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {_ALL} FILTER(?o0 = ?s4 + ?o) }} }}",
        [SLOW, LARGE],
    ),
    "doubled": (
        f"SELECT (STRLEN(?x40) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} BIND(STR(?o) AS ?x0) {_DOUBLED} }}",
        [SLOW, LARGE],
    ),
    "paths": (
        f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} (!<urn:x>|^!<urn:x>)* ?a{n + 1} .' for n in range(6))} "
        f"{_ALL} }}",
        [SLOW, LARGE, OK],
    ),
    "many paths": (
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { "
        f"{' '.join(f'?a{n} (!<urn:x>|^!<urn:y>)* ?b{n} .' for n in range(5))} }} }}",
        [SLOW, LARGE],
    ),
    "patterns that explode": (
        'SELECT * { GRAPH ?g { ?s ?p ?o } FILTER REGEX(STR(?o), "((((a{100}){100}){100}){100})") }',
        [OK, SLOW, LARGE],
    ),
    "patterns that go back": (f'ASK {{ FILTER REGEX("{"a" * 5000}", "^(a+)+$b") }}', [OK, SLOW]),
    "many values": ("SELECT * { VALUES ?x { " + "1 " * 30_000 + "} }", [SLOW, OK]),
    "a long sum": ("SELECT (1" + " + 1" * 15_000 + " AS ?x) { }", [SLOW, BAD, OK]),
    "many branches": ("SELECT * { " + " UNION ".join(["{ GRAPH ?g { ?s ?p ?o } }"] * 1500) + " }", [SLOW, OK, LARGE]),
    "many options": ("SELECT * { " + "OPTIONAL { ?a ?b ?c } " * 2000 + "}", [SLOW, OK, BAD]),
}
"""What is allowed and may be too much, and the statuses with which it may end, depending on the machine."""
