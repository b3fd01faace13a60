"""A process that cannot reach the net: on Linux the kernel refuses it sockets, whatever its libraries try.

It is the second guard. The first is the check of queries, which lets nothing pass that fetches; this holds where that,
or the engine, has a hole. It needs no privilege and can't be undone in the process that asked for it.
"""

import ctypes
import errno
import platform
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""What prctl is asked for."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The kernel's number of a machine, and there the number of the call that makes a socket."""
_IO_URING = 425
"""The number of the call through which sockets can be had otherwise; it is the same on all machines."""
_FOREIGN = 0x40000000
"""From here on are the calls of x32, which would be another way."""


def forbid_sockets() -> bool:
    """Let the kernel refuse this process every socket from now on; return False where it can't be asked for that."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    machine, socket = _CALLS[platform.machine()]
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 3, 0, _FOREIGN),
        (_EQUAL, 2, 0, socket),
        (_EQUAL, 1, 0, _IO_URING),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(prctl(_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0) == 0)
