"""Words with frames → claims: the walk over a sentence, and what one frame says beside, after or instead of another."""
