"""Addresses to bytes: pages and feeds read from the web, without being led where nobody should go.

    watch       a feed, again and again: what is new in it, and what became of it
    pages       one address, once
    client      gets what is at an address: asks robots.txt, takes its time, follows redirects, keeps to limits
    robots, politeness, exchange, decoding, addresses      what the client is made of

No address is contacted before its name has been resolved and every address behind it been found to be public; the
connection goes to that very address, at every redirect again. Nothing of the environment is used: no proxies, no
stored passwords, no cookies.
"""
