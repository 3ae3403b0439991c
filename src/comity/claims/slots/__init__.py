"""Who or what fills the slots of a word's frame: its own arguments, and those that other words lend it."""
