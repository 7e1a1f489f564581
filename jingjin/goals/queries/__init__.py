"""Reading goals: their judgement, their lines for other pages, the sums that explain them, their history."""
