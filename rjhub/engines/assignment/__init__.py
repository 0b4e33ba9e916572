"""Says who takes which case: how near the best is proven, why these people, and what stands in the way."""
