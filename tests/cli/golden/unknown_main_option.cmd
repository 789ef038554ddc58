rapport --nothing
