"""Prove the gate on invented identities, their disguises and their surroundings, made without sight of the engine."""
