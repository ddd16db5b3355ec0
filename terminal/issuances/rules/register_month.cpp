// The register's month (register_month_facts.hpp).

#include <algorithm>
#include <map>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/register_month_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_register_months_back = 12;

using MonthDays = std::map<std::string, RegisterMonthDay>;

/// Its first and last day.
struct MonthSpan {
    Date first{};
    Date last{};
};

Status count_issuances(sqlite::Database& database, std::string_view store_code,
                       const MonthSpan& span, MonthDays& days) {
    auto& statement = database.cached("SELECT i.business_date, ifnull(sum((SELECT sum(" QIANTAI_COUNTED(
        "l.pieces") ") FROM issuance_line l WHERE l.issuance_id = i.id AND NOT EXISTS (SELECT 1 FROM"
                    " issuance_return r WHERE r.line_id = l.id))), 0), count(*) FROM issuance i"
                    " WHERE i.store_code = ? AND i.business_date BETWEEN ? AND ? GROUP BY i.business_date");
    statement.bind(store_code, span.first.text(), span.last.text());
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        auto& day = days[std::string(row.text(0))];
        day.day = Date::of_text(row.text(0));
        day.pieces = static_cast<int>(row.integer(1));
        day.issuances = static_cast<int>(row.integer(2));
    });
}

/// Who looked at which of them: never the issuer alone.
Status add_checks(sqlite::Database& database, std::string_view store_code, const MonthSpan& span,
                  MonthDays& days) {
    static const auto sql = sqlite::select_of<RegisterCheck>(
        "WHERE store_code = ? AND day BETWEEN ? AND ? ORDER BY created_at, id");
    auto& statement = database.cached(sql);
    statement.bind(store_code, span.first.text(), span.last.text());
    QIANTAI_TRY(const auto checks, sqlite::all(statement, sqlite::read_row<RegisterCheck>));
    std::set<std::pair<Uuid, std::string>> looked_at;
    for (const auto& check : checks) {
        auto& day = days[check.day.text()];
        day.day = check.day;
        day.off += check.off;
        const auto& by = day.checked_by;
        if (std::ranges::find(by, check.created_by) == by.end()) {
            day.checked_by.push_back(check.created_by);
        }
        for (const Uuid& issuance : covered_of(check)) {
            looked_at.insert({issuance, check.created_by});
        }
    }
    auto& issuances = database.cached(
        "SELECT id, created_by, business_date FROM issuance WHERE store_code = ?"
        " AND business_date BETWEEN ? AND ?");
    issuances.bind(store_code, span.first.text(), span.last.text());
    return sqlite::each(issuances, [&](const sqlite::Statement& row) {
        const Uuid id = row.uuid(0);
        for (auto one = looked_at.lower_bound({id, {}}); one != looked_at.end() && one->first == id;
             ++one) {
            if (one->second != row.text(1)) return;
        }
        ++days[std::string(row.text(2))].unchecked;
    });
}

Result<std::vector<RegisterGift>> load_gifts_of_month(sqlite::Database& database,
                                                      std::string_view store_code,
                                                      const MonthSpan& span) {
    auto& statement = database.cached(
        "SELECT l.gift_id, ifnull(g.code, ''), ifnull(g.name, ''), ifnull(g.unit, ''),"
        " sum(" QIANTAI_COUNTED("l.pieces") ") FROM issuance i"
        " CROSS JOIN issuance_line l ON l.issuance_id = i.id LEFT JOIN gift g ON g.id = l.gift_id"
        " WHERE i.store_code = ? AND i.business_date BETWEEN ? AND ?"
        " AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)"
        " GROUP BY l.gift_id ORDER BY 2, 1");
    statement.bind(store_code, span.first.text(), span.last.text());
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return RegisterGift{.gift_id = row.uuid(0),
                            .code = std::string(row.text(1)),
                            .name = std::string(row.text(2)),
                            .unit = std::string(row.text(3)),
                            .pieces = static_cast<int>(row.integer(4))};
    });
}

Result<RegisterMonthSum> load_month_sum(sqlite::Database& database, std::string_view store_code,
                                        const MonthSpan& span) {
    MonthDays days;
    QIANTAI_TRY_STATUS(count_issuances(database, store_code, span, days));
    QIANTAI_TRY_STATUS(add_checks(database, store_code, span, days));
    RegisterMonthSum sum;
    QIANTAI_TRY(sum.gifts, load_gifts_of_month(database, store_code, span));
    for (auto& [text, day] : days) {
        // A check of issuances that have not arrived is no day of it.
        if (day.issuances == 0) continue;
        sum.issuances += day.issuances;
        sum.pieces += day.pieces;
        sum.unchecked += day.unchecked;
        sum.days.push_back(std::move(day));
    }
    return sum;
}

/// Of several that tills signed without knowing of each other the first.
Result<std::optional<RegisterMonth>> load_signed_month(sqlite::Database& database,
                                                       std::string_view store_code,
                                                       std::string_view month) {
    static const auto sql = sqlite::select_of<RegisterMonth>(
        "WHERE store_code = ? AND month = ? ORDER BY row_hlc, id LIMIT 1");
    return sqlite::one(database.cached(sql).bind(store_code, month),
                       sqlite::read_row<RegisterMonth>);
}

Result<MonthSpan> span_of_month(std::string_view month, Date today) {
    const auto first = month_of_text(month);
    const Date now = today.month_start();
    if (!first || *first > now || *first < now.plus_months(-k_register_months_back)) {
        return make_error(k_register_month_malformed, std::string(month), "month");
    }
    return MonthSpan{*first, first->plus_months(1).plus_days(-1)};
}

}  // namespace

std::optional<Date> month_of_text(std::string_view month) {
    constexpr std::size_t k_month_length = 7;
    if (month.size() != k_month_length) return std::nullopt;
    return Date::parse(std::string(month) + "-01");
}

std::string month_code(Date day) {
    return day.text().substr(0, 7);
}

Result<RegisterMonthPage> IssuanceRegister::build_month(const Session& session,
                                                        std::string_view store_code,
                                                        std::string_view month, Date today) {
    QIANTAI_TRY(const auto span, span_of_month(month, today));
    auto& database = m_context.database;
    RegisterMonthPage page{.store_code = std::string(store_code),
                           .month = std::string(month),
                           .over = span.last < today};
    QIANTAI_TRY(page.now, load_month_sum(database, store_code, span));
    QIANTAI_TRY(page.signed_as, load_signed_month(database, store_code, month));
    page.changed = page.signed_as && (page.signed_as->issuances != page.now.issuances ||
                                      page.signed_as->pieces != page.now.pieces);
    page.yours = has_right(session.role, Right::issuances_check) && page.over && !page.signed_as &&
                 page.now.unchecked == 0 && store_code == m_context.identity.store_code;
    return page;
}

Result<RegisterMonthPage> IssuanceRegister::month(const Session& session, std::string_view month,
                                                  std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    return build_month(session, store_or_own(store_code), month, today);
}

Result<RegisterMonthPage> IssuanceRegister::sign_month(const Session& session,
                                                       const RegisterMonthEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_check));
    QIANTAI_TRY(auto words, normalise_note(entry.words, k_issuance_words_length_max, "words"));
    std::string signature;
    if (!entry.signature.empty()) {
        QIANTAI_TRY(signature, take_signature(entry.signature));
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const auto& store = m_context.identity.store_code;
    QIANTAI_TRY(auto page, build_month(session, store, entry.month, now.today));
    if (!page.over) return make_error(k_register_month_running, entry.month, "month");
    if (page.signed_as) return make_error(k_register_month_signed_already, entry.month, "month");
    if (page.now.unchecked > 0) {
        return make_error(k_register_month_unchecked, std::to_string(page.now.unchecked), "month");
    }
    const RegisterMonth row{
        .id = m_context.new_id(),
        .store_code = store,
        .month = entry.month,
        .issuances = page.now.issuances,
        .pieces = page.now.pieces,
        .days = boost::json::serialize(to_json(RegisterMonthDays{page.now.days})),
        .gifts = boost::json::serialize(to_json(RegisterMonthGifts{page.now.gifts})),
        .words = std::move(words),
        .signature = std::move(signature),
        .business_date = now.today,
        .created_by = session.staff_number,
        .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, row));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "issuance_register.sign_month",
                                     .subject_entity = "register_month",
                                     .subject_id = row.id.text(),
                                     .detail = {{"month", row.month},
                                                {"issuances", std::to_string(row.issuances)},
                                                {"pieces", std::to_string(row.pieces)}}},
                                    now));
    QIANTAI_TRY_STATUS(transaction.commit());
    page.signed_as = row;
    page.yours = false;
    return page;
}

}  // namespace qiantai::domain
