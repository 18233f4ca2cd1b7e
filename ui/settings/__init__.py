"""What is set up: the company, its people, its connections, its papers, and this workstation."""
