#pragma once

#include <functional>
#include <memory>

#include "sync/hub/store/hub_store.hpp"

namespace qiantai::test {

/// Makes an empty store; called once for each behaviour.
using StoreMaker = std::function<std::shared_ptr<hub::HubStore>()>;

/// What every HubStore must do, as doctest subcases of the test case that calls it.
void check_store_conforms(const StoreMaker& make_store);

}  // namespace qiantai::test
