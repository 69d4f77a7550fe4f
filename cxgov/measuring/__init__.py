"""Survey files and warehouse tables become measurements. The only place that touches a query engine or a client's data."""
