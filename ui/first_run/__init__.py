"""The first start: who the company is, where its books lie, what it begins with; and the door on later days."""
