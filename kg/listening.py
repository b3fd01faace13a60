"""Where the service listens."""

import socket


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; raises OSError.

    What is sent over its connections is not held back until the other side has confirmed what came before, which takes
    it 40 milliseconds. asyncio sees to that only where a socket tells its protocol, which one from `create_server`
    does not.
    """
    listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
