#pragma once

// Everyday things with gifts: giving one away, posting a stocktake, closing the day.

#include "tests/torture/torture_till.hpp"

namespace qiantai::test {

/// A gift of the catalogue with twenty pieces on the shelf, and a stocktake of it that found two of
/// them missing and waits for its approval.
void want_gifts(TortureTill& till);
/// Its paper, its line and its movement.
Deed giving(int n);
/// The approval, the posting and the adjustment of want_gifts()'s stocktake.
Deed posting();
/// The day's closing and the till's mark, whatever is left.
Deed day_closing(int n);

}  // namespace qiantai::test
