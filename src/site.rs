//! What is public at one clock, and the plan of all paths.
