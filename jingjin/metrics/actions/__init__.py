"""Changing indicators, sources and numbers. Each function is one use-case: validated, one transaction, audited."""
