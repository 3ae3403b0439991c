"""What qualifies a claim, whatever it states: modality, negation, attribution, time, amount, domain."""
