#include "terminal/desk/office.hpp"

namespace qiantai::app {
namespace {

/// Screens read a few pages at a time; the large cache is for bulk writing, which has its own
/// connection (sync). Keeps the terminal below 100 MB.
constexpr const char* k_small_cache = "PRAGMA cache_size = -3072";  // KiB

}  // namespace

Status Office::open(store::TerminalOptions::IfMissing if_missing) {
    const auto began = m_parts.clock.now_ms();
    auto opened = open_terminal(if_missing);
    if (!opened) {
        log().write_error("database_not_opened", opened.error());
    } else {
        log().write(
            LogLevel::info, "database_opened",
            {{"ms", m_parts.clock.now_ms() - began}, {"incarnation", m_terminal->incarnation()}});
    }
    return opened;
}

Status Office::open_terminal(store::TerminalOptions::IfMissing if_missing) {
    QIANTAI_ASSERT(!m_terminal);
    store::TerminalOptions options;
    options.if_missing = if_missing;
    options.log = &m_parts.log;
    QIANTAI_TRY(auto terminal,
                store::TerminalDatabase::open(m_parts.home, m_parts.clock, m_parts.random,
                                              m_parts.manifest, options));
    QIANTAI_TRY_STATUS(terminal.database().execute(k_small_cache));
    m_terminal.emplace(std::move(terminal));
    return {};
}

Status Office::take_identity() {
    auto& database = terminal().database();
    QIANTAI_TRY(auto identity, domain::load_identity(database));
    m_context.emplace(domain::ServiceContext{database, m_parts.clock, m_parts.random,
                                             m_parts.manifest, std::move(identity)});
    return {};
}

store::TerminalDatabase& Office::terminal() {
    QIANTAI_ASSERT(m_terminal);
    return *m_terminal;
}

domain::ServiceContext& Office::context() {
    QIANTAI_ASSERT(m_context);
    return *m_context;
}

}  // namespace qiantai::app
