"""Argon2 as in production, at a cost that tests can pay."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The same algorithm with the least work it allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
