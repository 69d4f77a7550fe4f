"""Where every record of a workspace stands in its file, worked out when it is first asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from cxgov.loading.source import Document
from cxgov.model.fields import keys_of
from cxgov.model.periods import Period
from cxgov.problems import Location

# Nobody asks for the place of these by themselves; periods and texts that are equal may be one object.
_LEAVES = frozenset((str, int, float, bool, type(None), date, Period))


class RecordPlaces:
    """Finds records by identity: the records and the data they were made from are walked side by side, once.

    Args:
        roots: every file's document and the record made from it; both must outlive this object.
        name: the workspace's name, the place of records that stand in no file.
    """

    def __init__(self, roots: Sequence[tuple[Document, Any]], name: str) -> None:
        self._roots = roots
        self._nowhere = Location(name)
        self._files: dict[int, str] | None = None
        self._found: dict[int, tuple[Document, Any, str | int | None]] | None = None
        self._read: dict[int, tuple[object, object, Mapping[str, str]]] = {}

    def stands_for(self, record: object, read: object, names: Mapping[str, str]) -> None:
        """Lets a record that was made from one that was read share its place.

        Args:
            record: the made record.
            read: the record it was made from.
            names: key of an entry now -> as it stands in the file.
        """
        self._read[id(record)] = (record, read, names)

    def file(self, root: object) -> str:
        """Returns the file of a record that is a whole file; empty for any other. Costs nothing, unlike a place."""
        if self._files is None:
            self._files = {id(record): document.file for document, record in self._roots}
        return self._files.get(id(self._read[id(root)][1] if id(root) in self._read else root), "")

    def of(self, record: object, key: str | int | None = None, entry: str | int | None = None) -> Location:
        """Returns the place of a record, of one of its fields, or of an entry of that field's map; what is absent gives the holder's place."""
        if self._found is None:
            self._found = {}
            for document, root in self._roots:
                self._index(document, root, document.data, None, None)
        if id(record) in self._read:
            _, record, names = self._read[id(record)]
            entry = names.get(entry, entry) if isinstance(entry, str) else entry
        if id(record) not in self._found:
            return self._nowhere
        document, container, step = self._found[id(record)]
        data = container if step is None else container[step]
        if key is not None and isinstance(data, dict):
            name = next((k for k, field in keys_of(type(record)).items() if field == key), key)
            if name in data:
                inner = data[name]
                if entry is not None and isinstance(inner, dict) and entry in inner:
                    return document.place_in(inner, entry, of_key=True)
                return document.place_in(data, name)
        return document.place(()) if container is data and step is None else document.place_in(container, step)

    def _index(self, document: Document, value: Any, data: Any, container: Any, step: str | int | None) -> None:
        found = self._found
        if found is None:
            return
        kind = type(value)
        if kind is tuple and isinstance(data, list):
            for index, item in enumerate(value):
                if type(item) not in _LEAVES:
                    self._index(document, item, data[index], data, index)
        elif kind is dict and isinstance(data, dict):
            for key, item in value.items():
                if type(item) not in _LEAVES:
                    self._index(document, item, data[key], data, key)
        elif is_dataclass(kind):
            found[id(value)] = (document, data, None) if container is None else (document, container, step)
            if isinstance(data, dict):
                names = keys_of(kind)
                # What stands in the file is less than what a record can hold.
                for key, item in data.items():
                    if key in names and type(inner := getattr(value, names[key])) not in _LEAVES:
                        self._index(document, inner, item, data, key)
