"""Steps of ``scripts/build_reference.py``."""
