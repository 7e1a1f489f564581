"""The arithmetic of goals, in Decimals, without Django or the rest of the product.

Ratios (progress, expected progress, shares) are fractions: 1 is 100 %. They are kept with twelve places and
rounded once, where they are shown (`shown`).
"""
