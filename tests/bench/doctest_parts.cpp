// For what tests_support shares with tests: its checks, without their main().

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
