"""The roster 花名册: what its columns mean, who stands above whom in it, what differs, and writing it."""
