"""What sets up, starts and stops RJ Hub on one machine: the database, the web server and the worker."""
