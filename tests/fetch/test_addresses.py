"""Which addresses are refused, how each is named, and that none of them is contacted."""

import socket
import threading
from ipaddress import ip_address, ip_network

import pytest

from kg.errors import FetchError, MetadataError
from kg.fetch.addresses import check_url, networks, resolve, shown, why_not_public
from kg.fetch.client import Client, Limits
from tests.fetch.conftest import HERE_ONLY, Hands, Names
from tests.fetch.server import Trap

SPELLINGS = [
    ("http://2130706433{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://0177.0.0.1{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://0x7f.1{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://0x7f000001{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://0X7F.0.0.0X1{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://017700000001{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://127.1{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://127.0.1{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://127.0.0.01{port}/", "oddly spelled (it means 127.0.0.1)"),
    ("http://0{port}/", "oddly spelled (it means 0.0.0.0)"),
    ("http://127.0.0.256{port}/", "oddly spelled"),
    ("http://127.0.0.1.{port}/", "ends in a dot"),
    ("http://localhost.{port}/", "ends in a dot"),
    ("http://①②⑦.⓪.⓪.①{port}/", "is this machine"),
    ("http://127。0。0。1{port}/", "is this machine"),
    ("http://%31%32%37.0.0.1{port}/", "holds a %"),
    ("http://127.0.0.1%00.example.org{port}/", "holds a %"),
    ("http://[fe80::1%25eth0]{port}/", "holds a %"),
    ("http://[fe80::1%eth0]{port}/", "holds a %"),
    ("http://[127.0.0.1]{port}/", ""),
    ("http://[v1.fe80]{port}/", ""),
    ("http://good.example[::1]{port}/", ""),
    ("http://127.0.0.1{port}/", "127.0.0.1 is this machine"),
    ("http://0.0.0.0{port}/", "the unspecified address"),
    ("http://[::]{port}/", "the unspecified address"),
    ("http://[::1]{port}/", "::1 is this machine"),
    ("http://[0:0:0:0:0:0:0:1]{port}/", "::1 is this machine"),
    ("http://[::ffff:127.0.0.1]{port}/", "127.0.0.1 in another form, this machine"),
    ("http://[::ffff:7f00:1]{port}/", "127.0.0.1 in another form, this machine"),
    ("http://[::127.0.0.1]{port}/", "a reserved address"),
    ("http://localhost{port}/", "a name inside a network"),
    ("http://LOCALHOST{port}/", "a name inside a network"),
    ("http://ｌocalhost{port}/", "a name inside a network"),
    ("http://www.localhost{port}/", "a name inside a network"),
    ("http://printer.local{port}/", "a name inside a network"),
    ("http://metadata.google.internal{port}/", "a name inside a network"),
    ("http://router.home.arpa{port}/", "a name inside a network"),
]
"""Ways to write an address of this machine or of its network; {port} is where something listens."""


@pytest.mark.parametrize(("url", "why"), SPELLINGS)
def test_an_address_of_this_machine_is_refused_however_it_is_spelled_and_not_contacted(url: str, why: str) -> None:
    with Trap() as trap, Client(clock=Hands().clock()) as client:
        address = url.format(port=f":{trap.port}")
        with pytest.raises(FetchError) as refused:
            client.get(address)
        assert not trap.was_contacted
    assert why in str(refused.value)
    assert str(refused.value).startswith(f"{shown(address)}: ")
    assert "robots.txt" not in str(refused.value)


def test_the_trap_notices_who_comes(hands: Hands) -> None:
    with Trap() as trap, Client(allow=HERE_ONLY, clock=hands.clock(), limits=Limits(total=0.2)) as client:
        with pytest.raises(FetchError, match="it takes too long"):
            client.get(f"http://127.0.0.1:{trap.port}/")
        assert trap.was_contacted


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.0", "the unspecified address"),  # noqa: S104 - nothing is bound
        ("0.1.2.3", "the unspecified address"),
        ("10.0.0.1", "a private address"),
        ("100.64.0.1", "an address inside a provider's network"),
        ("100.127.255.255", "an address inside a provider's network"),
        ("127.0.0.1", "this machine"),
        ("127.255.255.254", "this machine"),
        ("169.254.169.254", "a link-local address"),
        ("172.16.0.1", "a private address"),
        ("172.31.255.255", "a private address"),
        ("192.0.0.1", "a reserved address"),
        ("192.0.2.1", "an address for documentation"),
        ("192.88.99.1", "a relay of 6to4"),
        ("192.168.1.1", "a private address"),
        ("198.18.0.1", "an address for benchmarks"),
        ("198.19.255.255", "an address for benchmarks"),
        ("198.51.100.1", "an address for documentation"),
        ("203.0.113.1", "an address for documentation"),
        ("224.0.0.1", "a multicast address"),
        ("239.255.255.255", "a multicast address"),
        ("240.0.0.1", "a reserved address"),
        ("255.255.255.255", "a reserved address"),
        ("::", "the unspecified address"),
        ("::1", "this machine"),
        ("::2", "a reserved address"),
        ("::10.0.0.1", "a reserved address"),
        ("::ffff:10.0.0.1", "10.0.0.1 in another form, a private address"),
        ("::ffff:169.254.169.254", "169.254.169.254 in another form, a link-local address"),
        ("::ffff:0:10.0.0.1", "a reserved address"),
        ("64:ff9b::10.0.0.1", "10.0.0.1 in another form, a private address"),
        ("64:ff9b::7f00:1", "127.0.0.1 in another form, this machine"),
        ("64:ff9b:1::a00:1", "a private address in NAT64's form"),
        ("100::1", "a reserved address"),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", "an address in Teredo's form, which may carry any other"),
        ("2001:2::1", "a reserved address"),
        ("2001:db8::1", "an address for documentation"),
        ("2002:7f00:1::", "an address in 6to4's form, which may carry any other"),
        ("3fff::1", "an address for documentation"),
        ("5f00::1", "a reserved address"),
        ("fc00::1", "a private address"),
        ("fd12:3456:789a::1", "a private address"),
        ("fe80::1", "a link-local address"),
        ("fec0::1", "a private address"),
        ("ff02::1", "a multicast address"),
    ],
)
def test_an_address_that_is_not_public_is_refused_as_digits_and_behind_a_name(
    address: str, why: str, names: Names
) -> None:
    assert why_not_public(ip_address(address)) == why
    with pytest.raises(FetchError, match="Only public addresses are read"):
        resolve(address, 80)
    names.known["chronicle.example"] = [address]
    with pytest.raises(FetchError) as refused:
        resolve("chronicle.example", 80)
    assert str(refused.value).startswith(f"chronicle.example: chronicle.example leads to {ip_address(address)}, which")
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
     "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
     "198.20.0.0", "223.255.255.255", "2003::1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"],
)  # fmt: skip
def test_an_address_beside_those_is_public(address: str) -> None:
    assert why_not_public(ip_address(address)) is None
    assert resolve(address, 443) == [ip_address(address)]


def test_all_addresses_behind_a_name_have_to_be_public(names: Names) -> None:
    names.known["chronicle.example"] = ["1.1.1.1", "2606:4700::1111", "192.168.1.1"]
    with pytest.raises(FetchError, match=r"leads to 192.168.1.1, which is a private address"):
        resolve("chronicle.example", 80)
    names.known["chronicle.example"] = ["1.1.1.1", "2606:4700::1111"]
    assert resolve("chronicle.example", 80) == [ip_address("1.1.1.1"), ip_address("2606:4700::1111")]


def test_a_name_inside_a_network_is_not_even_looked_up(names: Names) -> None:
    names.known["wiki.internal"] = ["1.1.1.1"]
    with pytest.raises(FetchError, match=r"wiki.internal is a name inside a network"):
        resolve("wiki.internal", 80)
    assert names.asked == []


def test_a_network_of_ones_own_may_be_allowed_and_nothing_beside_it(names: Names) -> None:
    own = networks("10.0.0.0/8, fd00::/8")
    assert own == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    names.known |= {
        "wiki.internal": ["10.1.2.3"],
        "trap.internal": ["1.1.1.1"],
        "mixed.example": ["10.1.2.3", "127.0.0.1"],
    }
    assert resolve("10.1.2.3", 80, allow=own) == [ip_address("10.1.2.3")]
    assert resolve("::ffff:10.1.2.3", 80, allow=own) == [ip_address("::ffff:10.1.2.3")]
    assert resolve("wiki.internal", 80, allow=own) == [ip_address("10.1.2.3")]
    assert resolve("1.1.1.1", 80, allow=own) == [ip_address("1.1.1.1")]
    for host in ("127.0.0.1", "192.168.1.1", "trap.internal", "mixed.example"):
        with pytest.raises(FetchError, match="Only public addresses are read"):
            resolve(host, 80, allow=own)


def test_the_environment_may_name_networks_and_is_told_where_it_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert networks() == ()
    monkeypatch.setenv("KG_FETCH_ALLOW", "10.0.0.0/8")
    assert networks() == (ip_network("10.0.0.0/8"),)
    monkeypatch.setenv("KG_FETCH_ALLOW", "10.0.0.1/8")
    with pytest.raises(MetadataError, match=r"KG_FETCH_ALLOW is '10.0.0.1/8'"):
        Client()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("ftp://example.org/", "only addresses that begin with http"),
        ("gopher://example.org/", "only addresses that begin with http"),
        ("javascript:alert(1)", "only addresses that begin with http"),
        ("data:text/html,hello", "only addresses that begin with http"),
        ("//example.org/", "only addresses that begin with http"),
        ("example.org", "only addresses that begin with http"),
        ("", "only addresses that begin with http"),
        ("http:///path", "has no host"),
        ("http:example.org", "has no host"),
        ("http://:80/", "has no host"),
        ("http://ada:secret@example.org/", "names a user"),
        ("http://ada@example.org/", "names a user"),
        ("http://example.org\\@127.0.0.1/", "names a user"),
        ("http://example.org:80:81/", "misspelled"),
        ("http://example.org:http/", "misspelled"),
        ("http://example.org:٨٠/", ""),
        ("http://example.org:99999/", "port 99999"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org:22/", "port 22 is none of the web's"),
        ("http://example.org:25/", "port 25"),
        ("http://example.org:6379/", "port 6379"),
        ("https://example.org:11211/", "port 11211"),
        ("http://exa mple.org/", "no name of a host"),
        ("http://exam\tple.org/", "can't be seen"),
        ("http://example.org/a\r\nHost: b", "can't be seen"),
        ("http://example.org/a\x00b", "can't be seen"),
        ("http://example\\.org/", "no name of a host"),
        ("http://-example.org/", "no name of a host"),
        ("http://example..org/", "no name of a host"),
        ("http://.org/", "no name of a host"),
        ("http://" + "a" * 64 + ".org/", "no name of a host"),
        ("http://" + "a." * 127 + "org/", "no name of a host"),
        ("http://xn--\udce4.org/", "can't be seen"),
        ("http://\u2488example.org/", "no name of a host"),
        ("http://[::1/", ""),
        ("http://[]/", ""),
        ("http://example.org/" + "a" * 5_000, "has 5,019 characters"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(FetchError) as refused:
        check_url(url)
    assert why in str(refused.value)
    assert "secret" not in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 1_000


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        (" http://example.org/a#part ", "http://example.org/a"),
        ("http://example.org?q=1", "http://example.org/?q=1"),
        ("http://example.org/a?", "http://example.org/a?"),
        ("http://example.org/a/./b/../c/", "http://example.org/a/c/"),
        ("http://example.org/%2e%2E/%2e/a", "http://example.org/a"),
        ("http://example.org/../../a/..", "http://example.org/"),
        ("http://example.org/a b/ü?ü=[1]", "http://example.org/a%20b/%C3%BC?%C3%BC=[1]"),
        ("http://example.org/100%/%zz/%41", "http://example.org/100%25/%25zz/%41"),
        ("http://example.org/a\\b", "http://example.org/a%5Cb"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://BÜCHER.example/", "http://xn--bcher-kva.example/"),
        ("http://news_desk.example.org/", "http://news_desk.example.org/"),
        ("http://127.0.0.1.example.org/", "http://127.0.0.1.example.org/"),
        ("http://[2606:4700:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_an_address_has_one_spelling(url: str, same: str) -> None:
    assert str(check_url(url)) == same
    assert str(check_url(same)) == same


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(FetchError, match=r"^nowhere.example: there is no host nowhere.example \(Name or service"):
        resolve("nowhere.example", 80)


def test_a_resolver_that_does_not_answer_is_waited_for_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(FetchError, match=r"nobody told in 0 seconds where slow.example is"):
        resolve("slow.example", 80, timeout=0.05)
    over.set()
