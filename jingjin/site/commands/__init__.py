"""The commands of `jingjin`, by subject. Each module has `add(commands)`; imports happen when a command runs."""
