"""The parts of the journey: from a plan to a certificate, each part through the real pages."""
