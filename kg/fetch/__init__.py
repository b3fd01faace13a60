"""Addresses to bytes: pages and feeds read from the web, without being led where nobody should go.

    watch       a feed, again and again: what is new in it, and what became of it (kept by ledger)
    pages       one address, once
    client      gets what is at an address: asks robots.txt, takes its time, follows redirects, keeps to limits
    robots, politeness, exchange, decoding, addresses, clock      what the client is made of

No address is contacted before its name has been resolved and every address behind it been found to be public; the
connection goes to that very address, at every redirect again. Proxies and passwords of the environment are not used,
and cookies are not kept.
"""
