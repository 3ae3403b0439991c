"""Claims that the layout states: cells of tables, bullets under a lead-in, captions and labels."""
