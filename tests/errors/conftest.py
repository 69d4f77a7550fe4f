"""The switch that writes the golden messages anew; read the difference before it is committed."""

from __future__ import annotations


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden messages of tests/errors anew")
