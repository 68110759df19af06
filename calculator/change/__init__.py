"""What would change the answer, exactly."""
