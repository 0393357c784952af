"""What was decided: limbs, votes, and the notices that tell of them."""
