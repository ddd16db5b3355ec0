#include "terminal/demo/demo_purchases.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::ctl {
namespace {

using domain::Purchase;

constexpr int k_demo_days = 730, k_day_total_days = 60;
constexpr int k_most_lines = 3;
/// Today: people who are no members, and what a store has every day besides.
constexpr int k_walk_ins_today = 9;
/// So many have been given notice that their tier falls.
constexpr int k_falling_most = 6;
constexpr std::uint64_t k_purchases_seed = 20'261'119;

struct DemoArticle {
    std::string_view code, name, category;
    std::int64_t fen;
};
constexpr DemoArticle k_articles[] = {
    {"NF0301", "爱他美 3 段 800g", "奶粉", 23'800},
    {"NF0202", "飞鹤 星飞帆 2 段 700g", "奶粉", 32'800},
    {"NF0304", "a2 至初 3 段 900g", "奶粉", 36'500},
    {"DP0101", "帮宝适 一级帮 L 52 片", "纸尿裤", 12'900},
    {"DP0102", "花王 妙而舒 NB 90 片", "纸尿裤", 11'500},
    {"FD0110", "嘉宝 高铁米粉 250g", "辅食", 5'200},
    {"FD0117", "小皮 西梅泥 113g", "辅食", 2'250},
    {"FE0201", "贝亲 宽口径奶瓶 240ml", "喂养", 10'800},
    {"FE0206", "硅胶围兜", "喂养", 3'900},
    {"CA0103", "强生 婴儿润肤霜 100g", "洗护", 3'450},
    {"CA0108", "全棉时代 湿巾 80 抽", "洗护", 1'590},
    {"TY0109", "费雪 软积木", "玩具", 8'900},
    {"CL0112", "纯棉连体衣 66 码", "服装", 7'900},
    {"CL0118", "防滑学步袜 三双装", "服装", 2'990},
};

/// How much members of a tier come and take home.
struct DemoHabit {
    std::string_view tier;
    int visits_min, visits_more;
    int most_of_one;
};
constexpr DemoHabit k_habits[] = {
    {"basic", 0, 6, 1}, {"silver", 8, 10, 2}, {"gold", 18, 16, 4}, {"diamond", 30, 30, 8}};

/// How much is bought in each month of a year, in percent of an even one: before the Spring Festival,
/// in June and in November with their sales more, in February and in summer less.
constexpr int k_season[] = {125, 70, 85, 90, 100, 125, 85, 85, 95, 100, 130, 110};

/// A day of the same year, so moved that evenly spread days become those of the seasons.
Date season_day(Date day) {
    const Date first = *Date::make(day.year(), 1, 1);
    int all = 0;
    for (const int percent : k_season) all += percent;
    const int days_of_year = first.days_until(*Date::make(day.year() + 1, 1, 1));
    int place = first.days_until(day) * all / days_of_year;
    Date month = first;
    for (const int percent : k_season) {
        const int days_of_month = month.days_until(month.plus_months(1));
        if (place < percent) return month.plus_days(place * days_of_month / percent);
        place -= percent;
        month = month.plus_months(1);
    }
    return day;
}

struct DemoBuyer {
    Uuid id;
    std::string tier;
    Date joined_on;
};

Result<std::vector<DemoBuyer>> load_buyers(sqlite::Database& database,
                                           std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT id, tier_code, joined_on FROM member WHERE store_code = ? AND status = 'active'"
        " AND merged_into IS NULL ORDER BY created_at DESC, id LIMIT ?");
    return sqlite::all(rows.bind(store_code, k_demo_buyers_max), [](const sqlite::Statement& row) {
        return DemoBuyer{row.uuid(0), std::string(row.text(1)), Date::of_text(row.text(2))};
    });
}

/// Writes one store's receipts, one after the other, in transactions of the usual size.
class DemoTillRoll {
  public:
    DemoTillRoll(sqlite::Database& database, std::string_view store_code, std::string clerk)
        : m_database(database),
          m_store_code(store_code),
          m_clerk(std::move(clerk)),
          m_random(k_purchases_seed + Cell::of_store(store_code).number()) {}

    Status write_all(const std::vector<DemoBuyer>& buyers) {
        QIANTAI_TRY_STATUS(load_rule());
        for (const auto& buyer : buyers) {
            QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_database));
            m_spent = {};
            QIANTAI_TRY_STATUS(write_visits(buyer));
            QIANTAI_TRY_STATUS(write_tier(buyer));
            QIANTAI_TRY_STATUS(transaction.commit());
        }
        // Last: they say that all the rest is there.
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_database));
        QIANTAI_TRY_STATUS(write_today());
        QIANTAI_TRY_STATUS(write_day_totals());
        QIANTAI_TRY_STATUS(begin_tiers());
        return transaction.commit();
    }

  private:
    int below(int bound) {
        return static_cast<int>(m_random.below(static_cast<std::uint64_t>(bound)));
    }

    Status write_visits(const DemoBuyer& buyer) {
        const auto habit = std::ranges::find(k_habits, buyer.tier, &DemoHabit::tier);
        const auto& use = habit == std::end(k_habits) ? k_habits[0] : *habit;
        const int since = std::min(k_demo_days, buyer.joined_on.days_until(m_today));
        // One in six has not come for long, one in twelve not at all for a year.
        const int kind = below(12);
        const int away = kind == 0 ? 370 + buyer.id.bytes()[14] : kind <= 2 ? 100 + below(200) : below(60);
        if (since <= away) return {};
        int visits = use.visits_min + below(use.visits_more + 1);
        // Some come much less than they did when they rose.
        if (kind == 3) visits = std::min(visits, 1 + below(3));
        for (int i = 0; i < visits; ++i) {
            const int days_ago = i == 0 ? away : away + below(since - away + 1);
            const Date drawn = m_today.plus_days(-days_ago);
            const Date moved = i == 0 ? drawn : season_day(drawn);
            const bool fits =
                moved >= m_today.plus_days(-since) && moved <= m_today.plus_days(-away);
            QIANTAI_TRY_STATUS(write_visit(buyer, use, fits ? moved : drawn));
        }
        return {};
    }

    Purchase receipt(const DemoBuyer& buyer, PurchaseKind kind, Date date) {
        return {.store_code = m_store_code,
                .kind = kind,
                .source = std::string(domain::k_own_till_source),
                .till = std::to_string(1 + below(2)),
                .number = fmt::format("{:06}", ++m_sequence),
                .business_date = date,
                .member_id = buyer.id,
                .created_by = m_clerk,
                .created_at = time_of(date)};
    }

    TimeMs time_of(Date date) {
        constexpr TimeMs k_hour_ms = 3'600'000;
        const TimeMs day = utc_day_start(date);
        return std::min(k_demo_now_ms, day + 2 * k_hour_ms + below(10 * 3600) * TimeMs{1000});
    }

    Status write_visit(const DemoBuyer& buyer, const DemoHabit& habit, Date date) {
        auto sale = receipt(buyer, PurchaseKind::sale, date);
        std::vector<domain::PurchaseItem> items;
        const int lines = 1 + below(k_most_lines);
        int pieces = 0;
        for (int i = 0; i < lines; ++i) {
            const auto& article = k_articles[below(static_cast<int>(std::size(k_articles)))];
            const int count = 1 + below(habit.most_of_one);
            items.push_back({.code = std::string(article.code),
                             .name = std::string(article.name),
                             .category = std::string(article.category),
                             .pieces = count,
                             .amount = Fen(article.fen * count)});
            sale.amount = sale.amount + Fen(article.fen * count);
            pieces += count;
        }
        sale.pieces = pieces;
        sale.items = domain::items_text(items);
        if (date.days_until(m_today) < 365) m_spent = m_spent + sale.amount;
        QIANTAI_TRY_STATUS(write(sale));
        if (below(18) != 0) return {};
        auto back =
            receipt(buyer, PurchaseKind::refund, std::min(m_today, date.plus_days(1 + below(6))));
        back.refund_of = sale.id;
        back.amount = *items.front().amount;
        back.pieces = items.front().pieces;
        return write(back);
    }

    Status write(Purchase& purchase) {
        purchase.id = purchase.weak_key ? domain::weak_purchase_id(purchase, 0)
                                        : domain::purchase_id(purchase);
        const Fen money = purchase.is_refund() ? Fen() - purchase.amount : purchase.amount;
        auto& day = m_days[purchase.business_date];
        day.net = day.net + money;
        day.receipts += purchase.is_refund() ? 0 : 1;
        // There from before, if the fill was cut off.
        auto& there = m_database.cached("SELECT 1 FROM purchase WHERE id = ?");
        QIANTAI_TRY(const bool is_there, sqlite::any(there.bind(purchase.id)));
        return is_there ? Status() : sqlite::insert(m_database, purchase);
    }

    Status load_rule() {
        auto& rules = m_database.cached(
            "SELECT value FROM policy WHERE code = ? ORDER BY effective_from LIMIT 1");
        QIANTAI_TRY(m_rule_json,
                    sqlite::one(rules.bind(domain::k_tier_rule_policy), sqlite::text_column));
        if (m_rule_json) m_rule = domain::parse_tier_rule(*m_rule_json);
        return {};
    }

    Status write_change(domain::TierChange change) {
        change.store_code = m_store_code;
        change.rule_version = m_rule->version;
        change.created_by = m_clerk;
        change.created_at = time_of(change.business_date);
        const auto key = fmt::format("demo tier\x1f{}\x1f{}\x1f{}", change.member_id.text(),
                                     change.kind.text(), change.business_date.text());
        change.id = Uuid::derive(utc_day_start(change.business_date), key,
                                 Cell::of_store(m_store_code));
        auto& there = m_database.cached("SELECT 1 FROM tier_change WHERE id = ?");
        QIANTAI_TRY(const bool is_there, sqlite::any(there.bind(change.id)));
        return is_there ? Status() : sqlite::insert(m_database, change);
    }

    /// How the member came to the tier; of some who have bought too little, that it falls.
    Status write_tier(const DemoBuyer& buyer) {
        if (!m_rule) return {};
        const auto& steps = m_rule->steps;
        const auto step = std::ranges::find(steps, buyer.tier, &domain::TierStep::tier);
        if (step == steps.end() || step == steps.begin()) return {};
        const Date window = m_today.plus_months(-m_rule->window_months);
        const bool falls =
            m_spent < step->keep && m_falling < k_falling_most && buyer.joined_on < window;
        const Date rose = std::max(buyer.joined_on, falls ? window.plus_days(3 + 4 * m_falling)
                                                          : m_today.plus_days(-40 - below(290)));
        domain::TierChange rise{.member_id = buyer.id,
                                .kind = TierChangeKind::rise,
                                .from_tier = (step - 1)->tier,
                                .to_tier = buyer.tier,
                                .sum = step->rise + Fen(100 * below(900)),
                                .counts_from = domain::window_start(*m_rule, rose),
                                .counts_until = rose,
                                .keeps_until = rose.plus_months(m_rule->window_months),
                                .business_date = rose};
        QIANTAI_TRY_STATUS(write_change(rise));
        if (!falls) return {};
        ++m_falling;
        const Date end = *rise.keeps_until, noticed = end.plus_days(1 - m_rule->notice_days);
        domain::TierChange notice{.member_id = buyer.id,
                                  .kind = TierChangeKind::notice,
                                  .from_tier = buyer.tier,
                                  .to_tier = buyer.tier,
                                  .sum = m_spent,
                                  .counts_from = domain::window_start(*m_rule, noticed),
                                  .counts_until = noticed,
                                  .keeps_until = end,
                                  .falls_on = end.plus_days(1),
                                  .business_date = noticed};
        return write_change(notice);
    }

    /// Somebody nobody knows, a receipt without number, one whose buyer is not clear.
    Status write_today() {
        for (int i = 0; i < k_walk_ins_today; ++i) {
            auto sale = receipt({}, PurchaseKind::sale, m_today);
            sale.member_id.reset();
            const auto& article = k_articles[below(static_cast<int>(std::size(k_articles)))];
            sale.amount = Fen(article.fen);
            sale.pieces = 1;
            const std::array items{domain::PurchaseItem{.code = std::string(article.code),
                                                        .name = std::string(article.name),
                                                        .category = std::string(article.category),
                                                        .pieces = 1,
                                                        .amount = Fen(article.fen)}};
            sale.items = domain::items_text(items);
            if (i == 3) {
                sale.number.clear();
                sale.weak_key = true;
            }
            if (i == 6) sale.claimed = "13917530268";
            QIANTAI_TRY_STATUS(write(sale));
        }
        return {};
    }

    /// The demo's tiers are what they are; only what comes is looked at.
    Status begin_tiers() {
        QIANTAI_TRY_STATUS(m_database.execute("DELETE FROM tier_due"));
        if (!m_rule_json) return {};
        return sqlite::save_fact(m_database, sqlite::fact::k_tier_rule_applied, *m_rule_json);
    }

    /// Nobody known buys, too: some three times what the known members do.
    Status write_day_totals() {
        for (int days_ago = k_day_total_days; days_ago > 0; --days_ago) {
            const Date date = m_today.plus_days(-days_ago);
            auto total = m_days[date];
            total.id = domain::day_total_id(m_store_code, date);
            total.store_code = m_store_code;
            total.business_date = date;
            total.source = domain::k_own_till_source;
            const int others = 18 + below(20) + (date.weekday() >= 6 ? 15 : 0);
            for (int i = 0; i < others; ++i) {
                total.net = total.net + Fen(3'000 + below(30'000));
            }
            total.receipts += others;
            total.created_by = m_clerk;
            total.created_at = time_of(date);
            QIANTAI_TRY_STATUS(sqlite::insert(m_database, total));
        }
        return {};
    }

    sqlite::Database& m_database;
    std::string m_store_code, m_clerk;
    SeededRandom m_random;
    Date m_today = Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
    int m_sequence = 0, m_falling = 0;
    Fen m_spent;  ///< in a year, by the buyer who is written down
    std::optional<std::string> m_rule_json;
    std::optional<domain::TierRule> m_rule;
    std::map<Date, domain::DayTotal> m_days;
};

}  // namespace

Status fill_demo_purchases(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM day_total WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    QIANTAI_TRY(const auto buyers, load_buyers(database, store_code));
    if (buyers.empty()) return {};
    QIANTAI_TRY(auto clerk, load_demo_clerk(database, store_code));
    return DemoTillRoll(database, store_code, std::move(clerk)).write_all(buyers);
}

}  // namespace qiantai::ctl
