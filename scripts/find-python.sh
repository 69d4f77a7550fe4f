#!/bin/sh
# Prints the first Python that is new enough: $PYTHON, then what PATH offers. One clear line when there is none.
set -u
for python in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$python" ] || continue
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$python"
        exit 0
    fi
done
echo "cxgov needs Python 3.11 or newer, and none was found; install it or name it: make PYTHON=/path/to/python3.12 ..." >&2
exit 1
