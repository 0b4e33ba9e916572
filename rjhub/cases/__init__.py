"""One case, worked together: information, suitability, risk, preparation, meetings, messages, agreements, closing."""
