#include "terminal/app/change_watch.hpp"

#include "sync/client/device_facts.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

void ChangeWatch::operator()(Office& office) {
    if (!office.is_enrolled()) return;
    const auto last = sync::load_last_seq(office.context().database);
    if (!last || *last == m_last) return;
    const bool is_first = m_last < 0;
    m_last = *last;
    if (is_first) return;
    m_link.notify_change();
    m_replies.push(load_sync_view(office));
}

}  // namespace qiantai::app
