"""What is told of a check: a contract for programs, feedback for the student, tables for the assistant."""
