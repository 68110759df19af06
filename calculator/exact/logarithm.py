"""Base-2 logarithms in whole numbers, the same on every machine (the platform's own differ in the last bit)."""

from calculator.exact.numerals import Exact

FRACTION_BITS = 20
_PRECISION = 64


def log2_fixed(value: Exact) -> int:
    """The base-2 logarithm of a positive number, in units of 2**-20, cut off below.

    Binary digits by repeated squaring of the mantissa (Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25).
    """
    numerator, denominator = value.numerator, value.denominator
    exponent = numerator.bit_length() - denominator.bit_length()
    if exponent >= 0:
        mantissa = (numerator << _PRECISION) // (denominator << exponent)
    else:
        mantissa = (numerator << (_PRECISION - exponent)) // denominator
    if mantissa < 1 << _PRECISION:
        mantissa <<= 1
        exponent -= 1
    result = exponent
    for _ in range(FRACTION_BITS):
        mantissa = (mantissa * mantissa) >> _PRECISION
        bit = mantissa >> (_PRECISION + 1)
        mantissa >>= bit
        result = (result << 1) | bit
    return result
