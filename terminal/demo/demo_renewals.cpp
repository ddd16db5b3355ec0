#include "terminal/demo/demo_renewals.hpp"

#include "schema/base/member_codes.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/members/rules/card_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr std::uint64_t k_renewals_seed = 20'261'120;
constexpr int k_term_months = 12, k_least_term_days = 330;
/// From so many days before a card's end to so many after it members renew.
constexpr int k_early_days = 28, k_late_days = 12;

struct DemoCard {
    Uuid id, member_id;
    Date expires_on{}, joined_on{};
    bool lapsed = false;
    std::string clerk;
};

Result<std::vector<DemoCard>> load_demo_cards(sqlite::Database& database,
                                              std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT c.id, c.member_id, c.expires_on, m.joined_on, m.status = 'lapsed', m.home_clerk"
        " FROM member m JOIN member_card c ON c.member_id = m.id WHERE m.store_code = ?"
        " AND m.status IN ('active', 'lapsed') AND m.merged_into IS NULL AND c.expires_on IS NOT NULL"
        " ORDER BY m.created_at DESC, m.id LIMIT ?");
    return sqlite::all(rows.bind(store_code, k_demo_renewals_max),
                       [](const sqlite::Statement& row) {
                           return DemoCard{row.uuid(0),
                                           row.uuid(1),
                                           Date::of_text(row.text(2)),
                                           Date::of_text(row.text(3)),
                                           row.integer(4) != 0,
                                           std::string(row.text(5))};
                       });
}

constexpr LapseReason k_lapse_reasons[] = {LapseReason::no_need, LapseReason::price,
                                           LapseReason::moved_away, LapseReason::other_shop,
                                           LapseReason::unreachable};

/// What was decided at the card's last end; nothing if it has not had one.
std::optional<domain::Renewal> last_decision(const DemoCard& card, std::string_view store_code,
                                             Date today, SeededRandom& random) {
    const Date ended = card.lapsed ? card.expires_on : card.expires_on.plus_months(-k_term_months);
    const int off = static_cast<int>(random.below(k_early_days + k_late_days)) - k_early_days;
    const auto reason = k_lapse_reasons[random.below(std::size(k_lapse_reasons))];
    if (card.joined_on.days_until(ended) < k_least_term_days) return std::nullopt;
    const Date on = card.lapsed ? ended.plus_days(std::max(0, off)) : ended.plus_days(off);
    if (on > today) return std::nullopt;
    const TimeMs at = utc_day_start(on) + 3 * 3'600'000;
    domain::Renewal decision{.id = Uuid::derive(at, "demo renewal\x1f" + card.id.text(),
                                                Cell::of_store(store_code)),
                             .store_code = std::string(store_code),
                             .member_id = card.member_id,
                             .card_id = card.id,
                             .decision = card.lapsed ? RenewalDecision::lapsed
                                                     : RenewalDecision::renewed,
                             .expires_before = ended.text(),
                             .expires_after = card.expires_on.text(),
                             .reason = {},
                             .business_date = on.text(),
                             .created_by = card.clerk,
                             .created_at = at};
    if (card.lapsed) decision.reason = reason;
    return decision;
}

}  // namespace

Status fill_demo_renewals(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM renewal WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    QIANTAI_TRY(const auto cards, load_demo_cards(database, store_code));
    const Date today = Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
    SeededRandom random(k_renewals_seed + Cell::of_store(store_code).number());
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (const auto& card : cards) {
        const auto decision = last_decision(card, store_code, today, random);
        if (!decision) continue;
        QIANTAI_TRY_STATUS(sqlite::insert(database, *decision));
    }
    return transaction.commit();
}

}  // namespace qiantai::ctl
