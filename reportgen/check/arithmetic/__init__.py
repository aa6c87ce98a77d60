"""Whether the sides of a written equation are equal, in some reading, and what is wrong where they are not."""
