"""Orders of shops and programs that nobody here has met: by what every order has, however its keys are called."""
