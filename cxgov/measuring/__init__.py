"""Survey files and warehouse tables become measurements. The only place that touches a query engine or a client's data.

One question a source, whatever the number of indicators (`plan`, `query`, `sql`), answered by an engine (`engines`) or,
for files, in a process of its own (`isolation`, `files`); the counts become tallies, values and an account of every row
(`tallies`, `results`, `accounts`).
"""

from cxgov.measuring.asking import Measured, measure

__all__ = ["Measured", "measure"]
