#include "terminal/issuances/rules/entitlements.hpp"

#include <cctype>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

/// Without what is taken for another one: 0 O, 1 I.
constexpr std::string_view k_code_letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// So many that nobody guesses one and no two are alike in any chain.
constexpr std::size_t k_code_letters_count = 12, k_code_group = 4;

Result<Entitlement> load_entitlement(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Entitlement>("WHERE id = ?");
    QIANTAI_TRY(const auto found,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Entitlement>));
    if (!found) return make_error(k_entitlement_not_found, {}, "entitlement_id");
    return *found;
}

Result<std::string> entitlement_words(std::string_view typed) {
    return normalise_reason(typed, k_issuance_words_length_max, k_issuance_reason_missing);
}

AuditEntry about_entitlement(std::string_view action, const Entitlement& entitlement) {
    return {.action = std::string(action),
            .subject_entity = "entitlement",
            .subject_id = entitlement.id.text(),
            .detail = {{"campaign", entitlement.campaign_id.text()}}};
}

}  // namespace

std::string normalise_entitlement_code(std::string_view typed) {
    std::string code;
    std::size_t letters = 0;
    for (const char c : typed) {
        const auto byte = static_cast<unsigned char>(c);
        if (!std::isalnum(byte)) continue;
        if (letters > 0 && letters % k_code_group == 0) code += '-';
        code += static_cast<char>(std::toupper(byte));
        if (++letters > k_code_letters_count) return {};
    }
    return letters == k_code_letters_count ? code : std::string();
}

Result<std::optional<Entitlement>> find_entitlement(sqlite::Database& database,
                                                    std::string_view code) {
    static const auto sql =
        sqlite::select_of<Entitlement>("WHERE code = ? ORDER BY id LIMIT 1");
    return sqlite::one(database.cached(sql).bind(normalise_entitlement_code(code)),
                       sqlite::read_row<Entitlement>);
}

Result<bool> is_entitlement_used(sqlite::Database& database, const Uuid& entitlement_id) {
    auto& statement = database.cached(
        "SELECT 1 FROM issuance_line l WHERE l.entitlement_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)");
    return sqlite::any(statement.bind(entitlement_id));
}

Result<std::string> Entitlements::make_code() {
    std::string letters;
    for (std::size_t i = 0; i < k_code_letters_count; ++i) {
        letters += k_code_letters[m_context.random.below(k_code_letters.size())];
    }
    auto code = normalise_entitlement_code(letters);
    QIANTAI_TRY(const auto taken, find_entitlement(m_context.database, code));
    if (taken) return make_code();
    return code;
}

Result<EntitlementLine> Entitlements::build_line(const Session& session,
                                                 const Entitlement& entitlement) {
    EntitlementLine line{.entitlement = entitlement};
    auto& database = m_context.database;
    QIANTAI_TRY(const bool used, is_entitlement_used(database, entitlement.id));
    QIANTAI_TRY(const auto today, business_date(m_context));
    line.state = entitlement_state(entitlement, used, today);
    const auto campaign = load_campaign(database, entitlement.campaign_id);
    if (campaign) line.campaign = campaign->name;
    QIANTAI_TRY(const Uuid person, resolve_merged(database, entitlement.member_id));
    const auto member = load_member(database, person);
    if (member) line.member_name = masked_for(session, *member).name;
    auto& use = database.cached(
        "SELECT issuance_id, store_code, business_date FROM issuance_line l"
        " WHERE l.entitlement_id = ? AND NOT EXISTS (SELECT 1 FROM issuance_return r"
        " WHERE r.line_id = l.id) ORDER BY created_at, id LIMIT 1");
    struct Use {
        Uuid issuance_id;
        std::string store_code;
        Date day;
    };
    QIANTAI_TRY(const auto first,
                sqlite::one(use.bind(entitlement.id), [](const sqlite::Statement& row) {
                    return Use{row.uuid(0), std::string(row.text(1)), Date::of_text(row.text(2))};
                }));
    if (first) {
        line.used_by = first->issuance_id;
        line.used_at_store = first->store_code;
        line.used_on = first->day;
    }
    return line;
}

Result<EntitlementLine> Entitlements::grant(const Session& session, const EntitlementEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::entitlements_grant));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, entry.member_id));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto kept, load_campaign(m_context.database, entry.campaign_id));
    const auto campaign = campaign_line(kept, now.today);
    const Date expires_on = entry.expires_on.value_or(campaign.ends_on);
    if (!campaign.rule.once_only || campaign.stage == CampaignStage::over) {
        return make_error(k_entitlement_malformed, campaign.code, "campaign_id");
    }
    if (expires_on < now.today || expires_on > campaign.ends_on) {
        return make_error(k_entitlement_malformed, campaign.ends_on.text(), "expires_on");
    }
    QIANTAI_TRY(const auto code, make_code());
    const Entitlement entitlement{.id = m_context.new_id(),
                                  .store_code = m_context.identity.store_code,
                                  .member_id = member.id,
                                  .campaign_id = campaign.id,
                                  .code = code,
                                  .expires_on = expires_on,
                                  .business_date = now.today,
                                  .created_by = session.staff_number,
                                  .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, entitlement));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    about_entitlement("entitlements.grant", entitlement), now));
    QIANTAI_TRY(auto line, build_line(session, entitlement));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<EntitlementLine> Entitlements::cancel(const Session& session, const Uuid& entitlement_id,
                                             std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::entitlements_grant));
    QIANTAI_TRY(const auto why, entitlement_words(reason));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto before, load_entitlement(m_context.database, entitlement_id));
    if (before.store_code != m_context.identity.store_code) {
        return make_error(k_entitlement_of_other_store, before.store_code, "entitlement_id");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const bool used, is_entitlement_used(m_context.database, before.id));
    if (entitlement_state(before, used, now.today) != EntitlementState::unused) {
        return make_error(k_entitlement_not_usable, {}, "entitlement_id");
    }
    auto& statement = m_context.database.cached(
        "UPDATE entitlement SET voided_at = ?, voided_by = ?, void_reason = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(now.at, session.staff_number, why, before.id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    about_entitlement("entitlements.cancel", before), now));
    QIANTAI_TRY(const auto after, load_entitlement(m_context.database, before.id));
    QIANTAI_TRY(auto line, build_line(session, after));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<EntitlementLine> Entitlements::find(const Session& session, std::string_view code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto found, find_entitlement(m_context.database, code));
    if (!found) return make_error(k_entitlement_not_found, {}, "code");
    return build_line(session, *found);
}

Result<std::vector<EntitlementLine>> Entitlements::list(const Session& session,
                                                        const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_member(m_context.database, member_id));
    QIANTAI_TRY(const Uuid person, resolve_merged(m_context.database, member.id));
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, person));
    static const auto sql = sqlite::select_of<Entitlement>("WHERE member_id = ?");
    std::vector<Entitlement> found;
    for (const Uuid& id : group) {
        QIANTAI_TRY(auto more, sqlite::all(m_context.database.cached(sql).bind(id),
                                           sqlite::read_row<Entitlement>));
        std::ranges::move(more, std::back_inserter(found));
    }
    std::ranges::sort(found, [](const Entitlement& one, const Entitlement& other) {
        return std::pair(one.created_at, one.id) > std::pair(other.created_at, other.id);
    });
    if (found.size() > k_issuance_list_max) found.resize(k_issuance_list_max);
    std::vector<EntitlementLine> lines;
    for (const auto& entitlement : found) {
        QIANTAI_TRY(auto line, build_line(session, entitlement));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<EntitlementConflictLine> Entitlements::build_conflict(const EntitlementConflict& conflict) {
    EntitlementConflictLine line{.conflict = conflict};
    const auto entitlement = load_entitlement(m_context.database, conflict.entitlement_id);
    if (!entitlement) return line;
    line.code = entitlement->code;
    const auto campaign = load_campaign(m_context.database, entitlement->campaign_id);
    if (campaign) line.campaign = campaign->name;
    return line;
}

Result<std::vector<EntitlementConflictLine>> Entitlements::conflicts(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    static const auto sql = sqlite::select_of<EntitlementConflict>(
        "WHERE status = 'open' AND (?1 IS NULL OR store_code = ?1 OR other_store = ?1)"
        " ORDER BY created_at, id LIMIT ?2");
    auto& statement = m_context.database.cached(sql);
    statement.bind(seen_store(m_context), k_issuance_list_max);
    QIANTAI_TRY(const auto found,
                sqlite::all(statement, sqlite::read_row<EntitlementConflict>));
    std::vector<EntitlementConflictLine> lines;
    for (const auto& conflict : found) {
        QIANTAI_TRY(auto line, build_conflict(conflict));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<EntitlementConflictLine> Entitlements::settle(const Session& session,
                                                     const Uuid& conflict_id,
                                                     std::string_view words) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::entitlements_settle));
    QIANTAI_TRY(const auto why, entitlement_words(words));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    static const auto sql = sqlite::select_of<EntitlementConflict>("WHERE id = ?");
    QIANTAI_TRY(auto conflict, sqlite::one(m_context.database.cached(sql).bind(conflict_id),
                                           sqlite::read_row<EntitlementConflict>));
    if (!conflict || !(conflict->status == EntitlementConflictStatus::open)) {
        return make_error(k_entitlement_conflict_not_found, {}, "conflict_id");
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    conflict->status = EntitlementConflictStatus::settled;
    conflict->settled_by = session.staff_number;
    conflict->settled_at = now.at;
    conflict->words = why;
    auto& statement = m_context.database.cached(
        "UPDATE entitlement_conflict SET status = ?, settled_by = ?, settled_at = ?, words = ?"
        " WHERE id = ?");
    statement.bind(conflict->status.text(), conflict->settled_by, now.at, why, conflict_id);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "entitlements.settle",
                                     .subject_entity = "entitlement_conflict",
                                     .subject_id = conflict_id.text()},
                                    now));
    QIANTAI_TRY(auto line, build_conflict(*conflict));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

}  // namespace qiantai::domain
