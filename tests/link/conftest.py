"""The judge of the linking cases, loaded by its path: the test folders are no packages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

if "linking_cases" not in sys.modules:
    spec = importlib.util.spec_from_file_location("linking_cases", Path(__file__).with_name("linking_cases.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["linking_cases"] = module
    spec.loader.exec_module(module)
