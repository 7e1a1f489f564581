"""A browser walks through the product as the people who use it."""
