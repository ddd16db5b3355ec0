#include "terminal/demo/demo_gifts.hpp"

#include <fmt/format.h>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_issuances.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/demo/demo_requisitions.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr TimeMs k_stock_week_ms = 7ll * 24 * 3600 * 1000;
constexpr int k_stock_weeks = 26, k_weeks_between_deliveries = 6, k_depot_weeks = 13;
constexpr std::string_view k_gift_maker = "9001", k_demo_keeper = "4001";

struct DemoGift {
    std::string_view code, name, category, spec, unit, barcode;
    std::int64_t cost;
    bool expires;
    int stock_min, stock_max;
    int given_a_week;
};
constexpr DemoGift k_gifts[] = {
    {"LP001", "帆布购物袋", "日用", "38×42 cm 米白", "个", "6970101000014", 690, false, 20, 80, 6},
    {"LP002", "花茶礼盒", "食品", "12 袋", "盒", "6970101000021", 2380, true, 10, 40, 2},
    {"LP003", "保温杯", "日用", "480 ml", "只", "6970101000038", 3990, false, 6, 24, 1},
    {"LP004", "折叠雨伞", "日用", "三折", "把", "6970101000045", 1950, false, 10, 40, 2},
    {"LP005", "洗护小样", "试用", "30 ml", "支", "6970101000052", 450, true, 40, 160, 12},
    {"LP006", "毛绒玩偶", "玩具", "25 cm", "个", "6970101000069", 2860, false, 6, 24, 1},
    {"LP007", "饼干礼罐", "食品", "400 g", "罐", "6970101000076", 1880, true, 8, 30, 2},
    {"LP008", "台历", "文具", "2027 年", "本", "6970101000083", 780, false, 20, 100, 4},
    {"LP009", "婴儿口水巾", "母婴", "三条装", "包", "6970101000090", 1290, false, 15, 60, 3},
    {"LP010", "钥匙扣", "纪念", "金属", "个", "6970101000106", 320, false, 30, 120, 7},
};

struct DemoCampaign {
    std::string_view code, name;
    int starts_in_days, ends_in_days;
    std::string_view gifts[2];
    CampaignAudience audience;
    std::int64_t spend_min;
    int cap;  ///< 0: none
};
constexpr DemoCampaign k_campaigns[] = {
    {"NZ2026", "年中大促", -166, -150, {"LP001", "LP010"}, CampaignAudience::members, 20'000, 800},
    {"XJ2026", "夏日清凉礼", -140, -110, {"LP005", "LP004"}, CampaignAudience::members, 0, 0},
    {"QX2026", "七夕好礼", -95, -88, {"LP006", "LP002"}, CampaignAudience::members, 50'000, 200},
    {"ZQ2026", "中秋感恩", -70, -50, {"LP002", "LP007"}, CampaignAudience::members, 30'000, 600},
    {"ZN2026", "周年庆满额赠", -6, 14, {"LP001", "LP003"}, CampaignAudience::members, 20'000, 900},
    {"SR2026", "会员生日礼", -120, 43, {"LP009", "LP006"}, CampaignAudience::birthday, 0, 0},
    {"XN2027", "新年入会礼", 33, 63, {"LP008", "LP010"}, CampaignAudience::new_members, 0, 1500},
};

Date demo_stock_today() {
    return Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
}

domain::Gift demo_gift(const DemoGift& gift) {
    return {.id = domain::gift_id_of(gift.code),
            .code = std::string(gift.code),
            .name = std::string(gift.name),
            .category = std::string(gift.category),
            .spec = std::string(gift.spec),
            .unit = std::string(gift.unit),
            .cost = Fen(gift.cost),
            .batch_kept = gift.expires,
            .expiry_kept = gift.expires,
            .stock_min = gift.stock_min,
            .stock_max = gift.stock_max,
            .created_by = std::string(k_gift_maker),
            .created_at = k_demo_now_ms - (k_stock_weeks + 4) * k_stock_week_ms};
}

domain::Campaign demo_campaign(const DemoCampaign& campaign) {
    domain::CampaignGifts gifts;
    for (const auto code : campaign.gifts) gifts.lines.push_back({domain::gift_id_of(code), 1});
    domain::CampaignRule rule{.audience = campaign.audience};
    if (campaign.spend_min > 0) rule.spend_min = Fen(campaign.spend_min);
    if (campaign.audience == CampaignAudience::birthday) rule.once_only = true;
    domain::Campaign row{.id = domain::campaign_id_of(campaign.code),
            .code = std::string(campaign.code),
            .name = std::string(campaign.name),
            .starts_on = demo_stock_today().plus_days(campaign.starts_in_days),
            .ends_on = demo_stock_today().plus_days(campaign.ends_in_days),
            .gifts = boost::json::serialize(to_json(gifts)),
            .rule = boost::json::serialize(to_json(rule)),
            .created_by = std::string(k_gift_maker),
            .created_at = k_demo_now_ms - (k_stock_weeks + 3) * k_stock_week_ms};
    if (campaign.cap > 0) row.cap = campaign.cap;
    return row;
}

/// The ledger of one store and gift.
class DemoLedger {
  public:
    DemoLedger(sqlite::Database& database, std::string_view store_code, std::string staff,
               const DemoGift& gift)
        : m_database(database), m_store_code(store_code), m_staff(std::move(staff)), m_gift(gift) {}

    /// So many weeks before the present; batches are told by the delivery they came with.
    Status add(StockKind kind, int quantity, int weeks_ago, int delivery,
               StockSpot spot = StockSpot::shelf, std::string_view partner = {}) {
        return add_at(kind, quantity, k_demo_now_ms - weeks_ago * k_stock_week_ms, delivery, spot,
                      partner);
    }
    /// Given to so many people, two pieces at most to each, on the days of that week.
    Status give(int quantity, int weeks_ago, int delivery) {
        for (int given = 0, day = 0; given < quantity; ++day) {
            const int pieces = std::min(2, quantity - given);
            const TimeMs at = k_demo_now_ms - weeks_ago * k_stock_week_ms +
                              (day % 6) * k_stock_week_ms / 7;
            QIANTAI_TRY_STATUS(
                add_at(StockKind::issue, -pieces, at, delivery, StockSpot::shelf, {}));
            given += pieces;
        }
        return {};
    }

  private:
    Status add_at(StockKind kind, int quantity, TimeMs around, int delivery, StockSpot spot,
                  std::string_view partner) {
        const TimeMs at = around - ++m_count * 60'000;
        domain::StockMovement movement{
            .id = Uuid::derive(at,
                               fmt::format("demo/stock/{}/{}/{}", m_store_code, m_gift.code, m_count),
                               Cell::of_store(m_store_code)),
            .store_code = std::string(m_store_code),
            .gift_id = domain::gift_id_of(m_gift.code),
            .kind = kind,
            .spot = spot,
            .quantity = quantity,
            .at = at,
            .partner = std::string(partner),
            .business_date = Date::of_time(at, k_demo_utc_offset_minutes),
            .created_by = m_staff,
            .created_at = at};
        if (m_gift.expires) {
            movement.batch = fmt::format("{}{:02}", m_gift.code.substr(3), delivery);
            // The first delivery is good for some days yet, the later ones for months.
            movement.expires_on = demo_stock_today().plus_days(6 + 60 * delivery);
        }
        if (kind == StockKind::issue) movement.document_id = demo_issuance_id(movement);
        if (kind == StockKind::receipt) movement.price = Fen(m_gift.cost);
        if (kind == StockKind::damage) movement.reason = "运输压坏";
        if (kind == StockKind::adjustment) movement.reason = "期初盘点";
        return sqlite::insert(m_database, movement);
    }

    sqlite::Database& m_database;
    std::string_view m_store_code;
    std::string m_staff;
    const DemoGift& m_gift;
    int m_count = 0;
};

Status fill_depot(DemoLedger& ledger, const DemoGift& gift) {
    for (int delivery = 0; delivery * k_depot_weeks < k_stock_weeks; ++delivery) {
        const int weeks_ago = k_stock_weeks - delivery * k_depot_weeks;
        const int pieces = gift.given_a_week * k_depot_weeks * 4;
        QIANTAI_TRY_STATUS(ledger.add(StockKind::receipt, pieces, weeks_ago, delivery,
                                      StockSpot::shelf, "上海礼品有限公司"));
        for (const auto store : demo_store_codes()) {
            QIANTAI_TRY_STATUS(ledger.add(StockKind::transfer_out, -gift.given_a_week * 6,
                                          weeks_ago - 1, delivery, StockSpot::shelf, store));
        }
    }
    return ledger.add(StockKind::receipt, gift.given_a_week * 4, 0, 2, StockSpot::hold,
                      "上海礼品有限公司");
}

Status fill_shop(DemoLedger& ledger, const DemoGift& gift, int nth) {
    QIANTAI_TRY_STATUS(
        ledger.add(StockKind::adjustment, gift.given_a_week * 2, k_stock_weeks, 0));
    int left = gift.given_a_week * 2, delivery = 0;
    // Of every third gift no more comes than is given, so that it runs low.
    const int spare = nth % 3 == 0 ? 0 : gift.given_a_week * 2;
    for (int week = k_stock_weeks - 1; week > 0; --week) {
        if (week % k_weeks_between_deliveries == 0) {
            ++delivery;
            const int pieces = gift.given_a_week * k_weeks_between_deliveries + spare;
            QIANTAI_TRY_STATUS(ledger.add(StockKind::transfer_in, pieces, week, delivery,
                                          StockSpot::shelf, k_demo_warehouse));
            left += pieces;
        }
        const int given = std::min(left, gift.given_a_week + (week + nth) % 3 - 1);
        if (given <= 0) continue;
        QIANTAI_TRY_STATUS(ledger.give(given, week, delivery));
        left -= given;
    }
    return {};
}

}  // namespace

Status fill_demo_catalogue(sqlite::Database& database) {
    for (const auto& demo : k_gifts) {
        const auto gift = demo_gift(demo);
        auto& known = database.cached("SELECT 1 FROM gift WHERE id = ?");
        QIANTAI_TRY(const bool filled, sqlite::any(known.bind(gift.id)));
        if (filled) continue;
        QIANTAI_TRY_STATUS(sqlite::insert(database, gift));
        QIANTAI_TRY_STATUS(sqlite::insert(
            database, domain::GiftBarcode{.id = domain::barcode_id_of(demo.barcode),
                                          .gift_id = gift.id,
                                          .barcode = std::string(demo.barcode),
                                          .created_by = gift.created_by,
                                          .created_at = gift.created_at}));
    }
    for (const auto& demo : k_campaigns) {
        const auto campaign = demo_campaign(demo);
        auto& known = database.cached("SELECT 1 FROM campaign WHERE id = ?");
        QIANTAI_TRY(const bool filled, sqlite::any(known.bind(campaign.id)));
        if (!filled) QIANTAI_TRY_STATUS(sqlite::insert(database, campaign));
    }
    return {};
}

Status fill_demo_stock(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM stock_movement WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    const bool depot = store_code == k_demo_warehouse;
    QIANTAI_TRY(const auto clerk, load_demo_clerk(database, store_code));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    int nth = 0;
    for (const auto& gift : k_gifts) {
        DemoLedger ledger(database, store_code, depot ? std::string(k_demo_keeper) : clerk, gift);
        if (depot) {
            QIANTAI_TRY_STATUS(fill_depot(ledger, gift));
            continue;
        }
        QIANTAI_TRY_STATUS(fill_shop(ledger, gift, nth));
        // Some broke, and the last of one batch was given at two tills.
        if (nth == 2) QIANTAI_TRY_STATUS(ledger.add(StockKind::damage, -1, 3, 1));
        if (nth == 4) {
            QIANTAI_TRY_STATUS(ledger.add(StockKind::transfer_in, 1, 1, 9, StockSpot::shelf,
                                          k_demo_warehouse));
            QIANTAI_TRY_STATUS(ledger.add(StockKind::issue, -1, 0, 9));
            QIANTAI_TRY_STATUS(ledger.add(StockKind::issue, -1, 0, 9));
        }
        ++nth;
    }
    if (depot) QIANTAI_TRY_STATUS(fill_demo_dispatches(database));
    return transaction.commit();
}

}  // namespace qiantai::ctl
