"""Reading indicators and numbers. Each function says how many queries it makes."""
