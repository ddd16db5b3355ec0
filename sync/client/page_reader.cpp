#include "sync/client/page_reader.hpp"

namespace qiantai::sync {

PageReader::~PageReader() {
    if (m_ahead.valid()) m_ahead.wait();
}

Result<FeedReply> PageReader::read(const Cursors& cursors) {
    if (m_ahead.valid()) {
        auto reply = m_ahead.get();
        if (m_ahead_cursors == cursors) return reply;
    }
    return m_hub.feed(cursors);
}

void PageReader::expect(const Cursors& cursors) {
    if (m_read_ahead == ReadAhead::off || cursors.empty()) return;
    QIANTAI_ASSERT(!m_ahead.valid());
    m_ahead_cursors = cursors;
    m_ahead = std::async(std::launch::async, [this, cursors] { return m_hub.feed(cursors); });
}

}  // namespace qiantai::sync
