#pragma once

#include <future>

#include "sync/client/hub_client.hpp"

namespace qiantai::sync {

/// on: while one page is applied, the next one is fetched and decoded on a helper thread. A first
/// load is then as long as the slower of network and disk, not both. off: one after the other, so
/// that tests are the same every time.
enum class ReadAhead { on, off };

/// Feed pages, one after another. The hub client, and the transport behind it, are used by this
/// alone while it lives.
class PageReader {
  public:
    PageReader(HubClient& hub, ReadAhead read_ahead) : m_hub(hub), m_read_ahead(read_ahead) {}
    /// Waits for a page that is still under way.
    ~PageReader();
    PageReader(const PageReader&) = delete;
    PageReader& operator=(const PageReader&) = delete;

    /// The page at these cursors: the one that was begun with expect(), if it was for them.
    Result<FeedReply> read(const Cursors& cursors);
    /// The page that will be asked for next, most likely. Nothing happens for no cursors.
    void expect(const Cursors& cursors);

  private:
    HubClient& m_hub;
    ReadAhead m_read_ahead;
    std::future<Result<FeedReply>> m_ahead;
    Cursors m_ahead_cursors;
};

}  // namespace qiantai::sync
