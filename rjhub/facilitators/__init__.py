"""The facilitator register: who can take cases, what they may do and until when, and who looks after them."""
