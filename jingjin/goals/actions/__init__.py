"""Changing goals. Each public function is one use-case: allowed, validated, audited, in one transaction."""
