"""A process that cannot reach the net, and that workers are such."""

import asyncio
import platform
import subprocess
import sys
from pathlib import Path

from kg.endpoint.frames import Task
from kg.endpoint.offline import forbid_sockets
from kg.endpoint.pool import Pool
from kg.settings import Settings
from kg.store.embedded import EmbeddedStore

SUPPORTED = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")
CHILD = """
import socket, sys
import pyoxigraph
from kg.endpoint.offline import forbid_sockets

with socket.create_server(("127.0.0.1", 0)) as trap:
    trap.setblocking(False)
    assert forbid_sockets()
    for kind in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        try:
            socket.socket(kind)
        except PermissionError:
            continue
        sys.exit("a socket was made")
    address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
    try:
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
    except OSError:
        pass
    try:
        trap.accept()
    except BlockingIOError:
        print("nobody came")
"""


def test_neither_python_nor_the_engine_can_connect() -> None:
    if not SUPPORTED:
        assert not forbid_sockets()
        return
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("nobody came\n", "")


def test_workers_are_offline(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "kg"))
    EmbeddedStore.open(settings.store).close()

    async def status() -> str:
        async with Pool(settings) as pool:
            answer = await pool.answer(Task(query="ASK {}", media={"ask": "application/json"}))
            answer.close()
            path = Path(f"/proc/{pool.pids[0]}/status")
            return path.read_text(encoding="utf-8") if path.exists() else ""

    assert ("Seccomp:\t2" in asyncio.run(status())) is SUPPORTED
