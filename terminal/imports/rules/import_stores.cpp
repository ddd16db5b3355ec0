#include "terminal/imports/rules/import_stores.hpp"

#include <algorithm>

#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {

Result<ImportStores> ImportStores::load(ServiceContext& context, const ImportSettings& settings) {
    ImportStores stores;
    stores.m_own_store = settings.own_store;
    auto& statement = context.database.cached("SELECT code, name FROM store");
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const bool own = row.text(0) == context.identity.store_code;
        auto& names = own ? stores.m_own_names : stores.m_other_names;
        names.emplace_back(row.text(0));
        names.emplace_back(row.text(1));
    }));
    return stores;
}

ImportStores::Whose ImportStores::whose(std::string_view said) const {
    if (said.empty()) return Whose::own;
    if (!m_own_store.empty()) return said == m_own_store ? Whose::own : Whose::other;
    const auto has = [&](const std::vector<std::string>& names) {
        return std::ranges::find(names, said) != names.end();
    };
    return has(m_own_names) ? Whose::own : has(m_other_names) ? Whose::other : Whose::unknown;
}

}  // namespace qiantai::domain
