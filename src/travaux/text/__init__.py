"""The matter: instruments, their provisions, their exact words. Imports nothing of ours."""
