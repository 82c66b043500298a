"""Start everything on one machine: the embedded servers, the web server, worker and beat."""
