"""What people see of musnad: the command line and the page."""
