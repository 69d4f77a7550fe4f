"""Reading files from outside in a process of its own: what a hostile file can break there is that process and no more.

In this room: starting the process, its limits, and turning every way it can end into an answer or one refusal. Data go in
and come out as JSON. Not here: what is read (`files`, `engines.embedded`).
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile, as_data, from_data
from cxgov.writing import scratch_folder

MEMORY = 6 << 30
"""Address space of the process in bytes; the engine's own limit is far below."""
SECONDS = 3600.0
"""How long one source may take."""
FILE_SIZE = 64 << 30
"""Largest file the process may write, in bytes: a copy in UTF-8 of a source in another encoding."""


class ReaderFault(RuntimeError):
    """A fault of cxgov in the other process; the text says where."""


_CODE = "from cxgov.measuring.isolation import serve; serve()"


def run(function: str, payload: Mapping[str, Any], *, seconds: float = SECONDS, memory: int = MEMORY) -> dict[str, Any]:
    """Calls a function in a process of its own, with limits on time and memory and a private folder for copies.

    Args:
        function: ``module:name`` of a function of cxgov that takes and returns plain JSON data.
        payload: its argument; ``payload["scratch"]`` is set to the private folder, which is removed afterwards.
        seconds: how long it may take.
        memory: address space in bytes.

    Returns:
        What the function returned.

    Raises:
        UnreadableFile: as the function raised it, or when the process died, ran out of time or of memory.
    """
    with scratch_folder() as scratch:
        request = json.dumps({"function": function, "payload": {**payload, "scratch": str(scratch)}, "memory": memory})
        # -P: a cxgov.py or json.py in the folder of a client's files must not be imported.
        with subprocess.Popen([sys.executable, "-P", "-c", _CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, env=_environment()) as process:
            try:
                out, _ = process.communicate(request.encode(), timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                raise UnreadableFile(message(N_("reading it took longer than {seconds} seconds"), seconds=round(seconds)),
                                     message(N_("split the file, or look whether it is the right one"))) from None
            except BaseException:  # an interrupt: the reader must not outlive us
                process.kill()
                raise
        return _answer(out, process.returncode)


def _environment() -> dict[str, str]:
    """What the reader may see: how to find Python and cxgov, and nothing that leads to a network or a user's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "OPENBLAS_CORETYPE",
                                                "OPENBLAS_L2_SIZE", "VIRTUAL_ENV") if name in os.environ}
    # A checkout that is not installed is found the way we were found.
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def _answer(out: bytes, code: int) -> dict[str, Any]:
    try:
        answer = json.loads(out)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        if code < 0 and -code in {signal.SIGINT, signal.SIGTERM}:
            raise KeyboardInterrupt
        raise UnreadableFile(message(N_("the file breaks its reader; nothing of it was used")),
                             message(N_("save it again from the program that made it, or as CSV in UTF-8")))
    if "refused" in answer:
        raise from_data(answer["refused"])
    if "fault" in answer:
        raise ReaderFault(answer["fault"])
    result: dict[str, Any] = answer["result"]
    return result


def serve() -> None:
    """Is the other process: reads the request, sets the limits, calls, answers."""
    # What a library prints must not mix with the answer; our own errors go nowhere.
    out = os.dup(1)
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.read())
    _limit(request["memory"])
    gc.disable()  # hundreds of thousands of small records are made once, and the process ends after them
    module, name = request["function"].split(":")
    try:
        answer = {"result": getattr(import_module(module), name)(request["payload"])}
    except UnreadableFile as refused:
        answer = {"refused": as_data(refused)}
    except MemoryError:
        answer = {"refused": as_data(UnreadableFile(message(N_("reading it needs more memory than is allowed")),
                                                    message(N_("split the file, or look whether it is the right one"))))}
    except Exception as error:  # noqa: BLE001 - a fault of ours crosses over by name, without the data that led to it
        frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
        answer = {"fault": " < ".join([type(error).__name__, *reversed(frames[-6:])])}
    left = memoryview(json.dumps(answer).encode())
    while left:
        left = left[os.write(out, left) :]
    # Libraries that the file has confused may not survive a tidy end.
    os._exit(0)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit must do
        return
    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))
