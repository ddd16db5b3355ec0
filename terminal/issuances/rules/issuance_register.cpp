#include "terminal/issuances/rules/issuance_register.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_register_days_max = 366, k_open_days = 31, k_alert_records_max = 200;

Result<std::vector<RegisterCheck>> load_checks(sqlite::Database& database,
                                               std::string_view store_code, Date day) {
    static const auto sql =
        sqlite::select_of<RegisterCheck>("WHERE store_code = ? AND day = ? ORDER BY created_at, id");
    return sqlite::all(database.cached(sql).bind(store_code, day.text()),
                       sqlite::read_row<RegisterCheck>);
}

Result<std::vector<Issuance>> load_issuances_of_day(sqlite::Database& database,
                                                    std::string_view store_code, Date day) {
    static const auto sql = sqlite::select_of<Issuance>(
        "WHERE store_code = ? AND business_date = ? ORDER BY created_at, id LIMIT 2000");
    return sqlite::all(database.cached(sql).bind(store_code, day.text()),
                       sqlite::read_row<Issuance>);
}

RegisterGift register_gift(const sqlite::Statement& row) {
    return {.gift_id = row.uuid(0),
            .code = std::string(row.text(1)),
            .name = std::string(row.text(2)),
            .unit = std::string(row.text(3)),
            .pieces = static_cast<int>(row.integer(4))};
}

/// What was given that day and did not come back, by code.
Result<std::vector<RegisterGift>> load_gifts_of_day(sqlite::Database& database,
                                                    std::string_view store_code, Date day) {
    auto& statement = database.cached(
        "SELECT l.gift_id, ifnull(g.code, ''), ifnull(g.name, ''), ifnull(g.unit, ''),"
        " sum(" QIANTAI_COUNTED("l.pieces") ") FROM issuance i"
        " CROSS JOIN issuance_line l ON l.issuance_id = i.id LEFT JOIN gift g ON g.id = l.gift_id"
        " WHERE i.store_code = ? AND i.business_date = ?"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)"
        " GROUP BY l.gift_id ORDER BY 2, 1");
    return sqlite::all(statement.bind(store_code, day.text()), register_gift);
}

/// Who checked it: never its issuer.
std::string checker_of(const Issuance& issuance, std::span<const RegisterCheck> checks) {
    for (const auto& check : checks) {
        const auto covered = covered_of(check);
        const bool counts = check.created_by != issuance.created_by &&
                            std::ranges::find(covered, issuance.id) != covered.end();
        if (counts) return check.created_by;
    }
    return {};
}

}  // namespace

std::string IssuanceRegister::store_or_own(std::string_view store_code) const {
    return store_code.empty() ? m_context.identity.store_code : std::string(store_code);
}

Status IssuanceRegister::check_day(Date day, Date today) const {
    const int ago = day.days_until(today);
    if (ago >= 0 && ago <= k_register_days_max) return {};
    return make_error(k_register_day_malformed, today.text(), "day");
}

Result<RegisterDay> IssuanceRegister::build_day(const Session& session,
                                                std::string_view store_code, Date day, Date today) {
    RegisterDay shown{.store_code = std::string(store_code), .day = day};
    auto& database = m_context.database;
    QIANTAI_TRY(shown.checks, load_checks(database, store_code, day));
    QIANTAI_TRY(const auto issuances, load_issuances_of_day(database, store_code, day));
    QIANTAI_TRY(shown.gifts, load_gifts_of_day(database, store_code, day));
    for (const auto& issuance : issuances) {
        QIANTAI_TRY(auto summary, build_issuance_summary(m_context, session, issuance));
        shown.pieces += summary.pieces;
        RegisterLine line{.issuance = std::move(summary),
                          .checked_by = checker_of(issuance, shown.checks)};
        if (line.checked_by.empty()) {
            ++shown.unchecked;
            line.yours = session.role == StaffRole::store_manager &&
                         session.staff_number != issuance.created_by &&
                         store_code == m_context.identity.store_code;
            if (line.yours) ++shown.yours;
        }
        shown.lines.push_back(std::move(line));
    }
    shown.late = std::ranges::any_of(shown.checks, [&](const RegisterCheck& check) {
                     return check.business_date > day;
                 }) || (shown.unchecked > 0 && day < today);
    return shown;
}

Result<RegisterDay> IssuanceRegister::day(const Session& session, Date day,
                                          std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY_STATUS(check_day(day, today));
    return build_day(session, store_or_own(store_code), day, today);
}

Result<std::vector<RegisterDay>> IssuanceRegister::open_days(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    auto& statement = m_context.database.cached(
        "SELECT DISTINCT business_date FROM issuance WHERE store_code = ? AND business_date >= ?"
        " AND business_date < ? ORDER BY business_date");
    statement.bind(m_context.identity.store_code, today.plus_days(-k_open_days).text(),
                   today.text());
    QIANTAI_TRY(const auto days, sqlite::all(statement, sqlite::text_column));
    std::vector<RegisterDay> open;
    for (const auto& text : days) {
        QIANTAI_TRY(auto one, build_day(session, m_context.identity.store_code,
                                        Date::of_text(text), today));
        if (one.unchecked > 0) open.push_back(std::move(one));
    }
    return open;
}

Result<RegisterDay> IssuanceRegister::check(const Session& session,
                                            const RegisterCheckEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_check));
    QIANTAI_TRY(auto words, normalise_note(entry.words, k_issuance_words_length_max, "words"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY_STATUS(check_day(entry.day, now.today));
    QIANTAI_TRY(const auto limits, load_gift_limits(m_context));
    if (std::abs(entry.off) > limits.register_off && words.empty()) {
        return make_error(k_register_words_missing, std::to_string(limits.register_off), "words");
    }
    const auto& store = m_context.identity.store_code;
    QIANTAI_TRY(const auto before, build_day(session, store, entry.day, now.today));
    RegisterCovered covered;
    int pieces = 0;
    for (const auto& line : before.lines) {
        if (!line.yours) continue;
        covered.issuances.push_back(line.issuance.id);
        pieces += line.issuance.pieces;
    }
    if (covered.issuances.empty()) return make_error(k_register_nothing_to_check, {}, "day");
    const RegisterCheck check{.id = m_context.new_id(),
                              .store_code = store,
                              .day = entry.day,
                              .covered = boost::json::serialize(to_json(covered)),
                              .pieces = pieces,
                              .off = entry.off,
                              .words = std::move(words),
                              .business_date = now.today,
                              .created_by = session.staff_number,
                              .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, check));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "issuance_register.check",
         .subject_entity = "register_check",
         .subject_id = check.id.text(),
         .detail = {{"day", entry.day.text()},
                    {"issuances", std::to_string(covered.issuances.size())},
                    {"off", std::to_string(entry.off)}}},
        now));
    QIANTAI_TRY(auto after, build_day(session, store, entry.day, now.today));
    QIANTAI_TRY_STATUS(transaction.commit());
    return after;
}

Result<std::vector<AlertLine>> IssuanceRegister::load_alert_lines(std::string_view store_code,
                                                                  Date day) {
    auto& statement = m_context.database.cached(
        "SELECT l.issuance_id, l.gift_id, l.created_by, " QIANTAI_COUNTED("l.pieces")
        " FROM issuance_line l WHERE l.store_code = ? AND l.business_date = ?"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)"
        " ORDER BY l.created_at, l.id");
    return sqlite::all(statement.bind(store_code, day.text()), [](const sqlite::Statement& row) {
        return AlertLine{row.uuid(0), row.uuid(1), std::string(row.text(2)),
                         static_cast<int>(row.integer(3))};
    });
}

Status IssuanceRegister::add_repeats(const Session& session, std::string_view store_code, Date day,
                                     const GiftLimits& limits,
                                     std::vector<IssuanceAlert>& alerts) {
    // At headquarters, which has no telephones, by the member.
    auto& statement = m_context.database.cached(
        "SELECT i.id, coalesce(i.recipient_phone, m.phone, hex(i.member_id), ''), i.business_date"
        " FROM issuance i LEFT JOIN member m ON m.id = i.member_id"
        " WHERE i.store_code = ? AND i.business_date BETWEEN ? AND ?"
        " AND EXISTS (SELECT 1 FROM issuance_line l WHERE l.issuance_id = i.id"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id))"
        " ORDER BY i.created_at, i.id");
    statement.bind(store_code, day.plus_days(-limits.repeat_days).text(), day.text());
    QIANTAI_TRY(const auto visits, sqlite::all(statement, [](const sqlite::Statement& row) {
                    return AlertVisit{row.uuid(0), std::string(row.text(1)),
                                      Date::of_text(row.text(2))};
                }));
    for (auto& alert : find_repeats(visits, day, limits.repeat_days)) {
        QIANTAI_TRY(const auto last, load_issuance(m_context.database, alert.issuances.back()));
        QIANTAI_TRY(const auto shown, show_recipient(m_context, session, last));
        alert.name = shown.name;
        alerts.push_back(std::move(alert));
    }
    return {};
}

Status IssuanceRegister::add_caps(std::string_view store_code, Date day, const GiftLimits& limits,
                                  std::vector<IssuanceAlert>& alerts) {
    auto& database = m_context.database;
    // What a store knows of a cap is its own part; headquarters has all of them.
    const bool all = m_context.identity.is_headquarters();
    auto& statement = database.cached(
        "SELECT c.id, c.name, c.cap, (SELECT ifnull(sum(" QIANTAI_COUNTED("l.pieces") "), 0)"
        " FROM issuance_line l WHERE l.campaign_id = c.id AND (?1 OR l.store_code = ?2)"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)) FROM campaign c"
        " WHERE c.cap IS NOT NULL AND c.starts_on <= ?3 AND c.ends_on >= ?3 ORDER BY c.code, c.id");
    statement.bind(all ? 1 : 0, store_code, day.text());
    QIANTAI_TRY(auto used, sqlite::all(statement, [](const sqlite::Statement& row) {
                    return IssuanceAlert{.kind = IssuanceAlertKind::cap,
                                         .campaign_id = row.uuid(0),
                                         .name = std::string(row.text(1)),
                                         .pieces = static_cast<int>(row.integer(3)),
                                         .of = static_cast<int>(row.integer(2))};
                }));
    for (auto& alert : used) {
        if (!is_cap_reached(alert.pieces, alert.of, limits.cap_percent)) continue;
        auto& records = database.cached(
            "SELECT DISTINCT l.issuance_id FROM issuance_line l WHERE l.campaign_id = ?"
            " AND (? OR l.store_code = ?) ORDER BY l.created_at DESC, l.issuance_id LIMIT ?");
        records.bind(*alert.campaign_id, all ? 1 : 0, store_code, k_alert_records_max);
        QIANTAI_TRY(alert.issuances, sqlite::all(records, sqlite::id_column));
        alerts.push_back(std::move(alert));
    }
    return {};
}

Result<std::vector<IssuanceAlert>> IssuanceRegister::alerts(const Session& session, Date day,
                                                            std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY_STATUS(check_day(day, today));
    QIANTAI_TRY(const auto limits, load_gift_limits(m_context));
    const auto store = store_or_own(store_code);
    QIANTAI_TRY(const auto lines, load_alert_lines(store, day));
    std::vector<IssuanceAlert> alerts;
    QIANTAI_TRY_STATUS(add_repeats(session, store, day, limits, alerts));
    for (auto& alert : find_heavy_clerks(lines, limits.mean_percent)) {
        alerts.push_back(std::move(alert));
    }
    for (auto& alert : find_dominant_gifts(lines, limits.share_percent)) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, *alert.gift_id));
        alert.name = gift.name;
        alerts.push_back(std::move(alert));
    }
    QIANTAI_TRY_STATUS(add_caps(store, day, limits, alerts));
    return alerts;
}

}  // namespace qiantai::domain
