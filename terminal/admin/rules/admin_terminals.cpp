#include "terminal/admin/rules/admin_terminals.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_terminal_name_length_max = 60;

Terminal read_terminal(const sqlite::Statement& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    return {row.uuid(0),
            text(1),
            text(2),
            text(3),
            Coded<TerminalStatus>::of_text(row.text(4)),
            row.is_null(5) ? std::nullopt : std::optional(row.integer(5))};
}

}  // namespace

Result<std::vector<Terminal>> AdminTerminals::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_terminals));
    std::optional<std::string> store;
    if (!m_context.identity.is_headquarters()) store = m_context.identity.store_code;
    auto& statement = m_context.database.cached(
        "SELECT id, store_code, code, name, status, enrolled_at FROM terminal"
        " WHERE (?1 IS NULL OR store_code = ?1) ORDER BY store_code, code, id");
    statement.bind(store);
    return sqlite::all(statement, read_terminal);
}

Result<Terminal> AdminTerminals::load(const Uuid& id) {
    auto& statement = m_context.database.cached(
        "SELECT id, store_code, code, name, status, enrolled_at FROM terminal WHERE id = ?");
    statement.bind(id);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return make_error(k_terminal_not_found, id.text(), "terminal_id");
    auto terminal = read_terminal(statement);
    statement.reset();
    return terminal;
}

Result<Terminal> AdminTerminals::save(const Session& session, const Terminal& terminal,
                                      std::string_view action) {
    auto& statement =
        m_context.database.cached("UPDATE terminal SET name = ?, status = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(terminal.name, terminal.status.text(), terminal.id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = std::string(action),
                                     .subject_entity = "terminal",
                                     .subject_id = terminal.id.text(),
                                     .detail = {{"store_code", terminal.store_code},
                                                {"code", terminal.code},
                                                {"name", terminal.name}}}));
    return terminal;
}

Result<Terminal> AdminTerminals::rename(const Session& session, const Uuid& id,
                                        std::string_view name) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_terminals));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto terminal, load(id));
    QIANTAI_TRY(terminal.name, normalise_note(name, k_terminal_name_length_max, "name"));
    if (terminal.name.empty()) return make_error(k_setup_value_malformed, "empty", "name");
    QIANTAI_TRY(auto saved, save(session, terminal, "admin.rename_terminal"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return saved;
}

Result<Terminal> AdminTerminals::revoke(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_terminals));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto terminal, load(id));
    const auto& identity = m_context.identity;
    if (terminal.store_code == identity.store_code && terminal.code == identity.terminal_code) {
        return make_error(k_own_terminal, {}, "terminal_id");
    }
    terminal.status = TerminalStatus::revoked;
    QIANTAI_TRY(auto saved, save(session, terminal, "admin.revoke_terminal"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return saved;
}

}  // namespace qiantai::domain
