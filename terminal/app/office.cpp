#include "terminal/app/office.hpp"

namespace qiantai::app {

Status Office::open(store::TerminalOptions::IfMissing if_missing) {
    QIANTAI_ASSERT(!m_terminal);
    store::TerminalOptions options;
    options.if_missing = if_missing;
    QIANTAI_TRY(auto terminal,
                store::TerminalDatabase::open(m_parts.home, m_parts.clock, m_parts.random,
                                              m_parts.manifest, options));
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
