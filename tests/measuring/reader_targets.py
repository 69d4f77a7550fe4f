"""What the reading process is told to do in tests of `cxgov.measuring.isolation`; each function runs in that process."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from cxgov.language import counted, message
from cxgov.measuring.engines.embedded import count
from cxgov.measuring.files import UnreadableFile


def echo(payload: dict[str, Any]) -> dict[str, Any]:
    return payload


def surroundings(payload: dict[str, Any]) -> dict[str, Any]:
    scratch = Path(payload["scratch"])
    return {"environment": dict(os.environ), "pid": os.getpid(), "mode": scratch.stat().st_mode & 0o777, "files": list(map(str, scratch.iterdir()))}


def noise(payload: dict[str, Any]) -> dict[str, Any]:
    print("a library prints")
    sys.stdout.flush()
    os.write(1, b'{"result": {"wrong": true}}\n')
    os.write(2, b"x" * 200_000)
    return {"length": len(payload["text"])}


def large(_payload: dict[str, Any]) -> dict[str, Any]:
    return {"text": "ż" * 3_000_000}


def crash(_payload: dict[str, Any]) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def abort(_payload: dict[str, Any]) -> dict[str, Any]:
    os.abort()


def leave(_payload: dict[str, Any]) -> dict[str, Any]:
    sys.exit(0)


def leave_at_once(_payload: dict[str, Any]) -> dict[str, Any]:
    os._exit(0)


def killed(payload: dict[str, Any]) -> dict[str, Any]:
    os.kill(os.getpid(), payload["signal"])
    time.sleep(60)
    return {}


def for_ever(_payload: dict[str, Any]) -> dict[str, Any]:
    while True:
        time.sleep(60)


def greedy(_payload: dict[str, Any]) -> dict[str, Any]:
    return {"length": len(b"x" * (4 << 30))}


def deep(_payload: dict[str, Any]) -> dict[str, Any]:
    return deep(_payload)


def fault(payload: dict[str, Any]) -> dict[str, Any]:
    raise ValueError(f"the answer was {payload['secret']}")


def refuses(_payload: dict[str, Any]) -> dict[str, Any]:
    inner = counted(3, "{n} row", "{n} rows")
    raise UnreadableFile(message("broken: {what}", what=inner), message("mend {n}", n=2), 7, "acme/f.csv")


def audited(payload: dict[str, Any]) -> dict[str, Any]:
    """Counts a source and notes every socket, process and file opened for writing."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "urllib.")):
            seen.append(event)
        if event == "open" and isinstance(arguments[0], str | bytes) and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            seen.append(f"open {os.fsdecode(arguments[0]).replace(payload['scratch'], 'scratch')}")

    sys.addaudithook(hook)
    return {"counted": count(payload), "seen": seen}
