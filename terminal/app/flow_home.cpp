#include "terminal/app/flow.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

void opened_home(Flow& flow) {
    flow.jobs.post(load_sync_view);
    count_lists(flow);
}

}  // namespace qiantai::app
