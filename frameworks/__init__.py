"""Data directory: the maturity frameworks that ship with cxgov, one YAML file each (``kind: framework``)."""
