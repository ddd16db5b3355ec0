#include "terminal/demo/demo_requisitions.hpp"

#include <fmt/format.h>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_gifts.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/gifts/rules/requisition_facts.hpp"

namespace qiantai::ctl {
namespace {

using WishMove = RequisitionStep;

constexpr TimeMs k_wish_hour_ms = 3'600'000, k_wish_day_ms = 24 * k_wish_hour_ms;
constexpr std::int64_t k_wish_number_first = 900'001;
constexpr std::string_view k_wish_agent = "9201", k_wish_approver = "9101", k_wish_keeper = "4001";

struct DemoWish {
    int days_ago;
    std::string_view gifts[2];
    int pieces[2];
    RequisitionPurpose purpose;
    bool by_manager;
    bool urgent;
    std::string_view words;
    std::span<const WishMove> steps;
    int approved = 100;  ///< of the first gift at most
    int missing = 0;     ///< of the first gift, when it arrives
};

constexpr WishMove k_wish_returned[] = {WishMove::manager_returned};
constexpr WishMove k_wish_forwarded[] = {WishMove::manager_approved};
constexpr WishMove k_wish_checked[] = {WishMove::manager_approved, WishMove::checked};
constexpr WishMove k_wish_approved[] = {WishMove::checked, WishMove::approved};
constexpr WishMove k_wish_refused[] = {WishMove::manager_approved, WishMove::checked,
                                       WishMove::refused};
constexpr WishMove k_wish_cancelled[] = {WishMove::checked, WishMove::cancelled};
constexpr WishMove k_wish_sent[] = {WishMove::checked, WishMove::approved, WishMove::dispatched};
constexpr WishMove k_wish_received[] = {WishMove::manager_approved, WishMove::checked,
                                        WishMove::approved,         WishMove::dispatched,
                                        WishMove::received,         WishMove::countersigned};

constexpr DemoWish k_wishes[] = {
    {40,
     {"LP001", "LP010"},
     {24, 40},
     RequisitionPurpose::daily,
     false,
     false,
     "",
     k_wish_received},
    {33,
     {"LP003", "LP004"},
     {12, 6},
     RequisitionPurpose::campaign,
     false,
     false,
     "周年庆备货",
     k_wish_received,
     8},
    {26, {"LP006", "LP004"}, {30, 4}, RequisitionPurpose::daily, false, false, "", k_wish_refused},
    {19,
     {"LP008", "LP010"},
     {20, 10},
     RequisitionPurpose::daily,
     true,
     false,
     "重复申请",
     k_wish_cancelled},
    {12,
     {"LP004", "LP009"},
     {10, 12},
     RequisitionPurpose::daily,
     false,
     false,
     "",
     k_wish_received,
     100,
     2},
    {9,
     {"LP003", "LP001"},
     {4, 10},
     RequisitionPurpose::birthday,
     false,
     false,
     "",
     k_wish_returned},
    {6,
     {"LP001", "LP003"},
     {30, 8},
     RequisitionPurpose::campaign,
     true,
     true,
     "周年庆加急",
     k_wish_sent},
    {5,
     {"LP009", "LP010"},
     {15, 30},
     RequisitionPurpose::daily,
     true,
     false,
     "",
     k_wish_approved,
     12},
    {2,
     {"LP006", "LP004"},
     {4, 6},
     RequisitionPurpose::complaint,
     false,
     true,
     "投诉补偿用",
     k_wish_checked},
    {1,
     {"LP008", "LP001"},
     {40, 12},
     RequisitionPurpose::campaign,
     false,
     false,
     "新年活动",
     k_wish_forwarded},
    {0, {"LP010", "LP004"}, {20, 4}, RequisitionPurpose::daily, false, false, "", {}},
};

Date wish_day(TimeMs at) {
    return Date::of_time(at, k_demo_utc_offset_minutes);
}

/// Of one store's nth wish.
class DemoRequisition {
  public:
    DemoRequisition(std::string_view store_code, std::size_t nth)
        : m_wish(k_wishes[nth]), m_nth(nth) {
        const TimeMs at = k_demo_now_ms - m_wish.days_ago * k_wish_day_ms - 5 * k_wish_hour_ms;
        m_row.store_code = store_code;
        m_row.id = new_id(at, "head");
        m_row.partner = k_demo_warehouse;
        m_row.number = store::format_human_number(
            {m_row.store_code, "00", k_wish_number_first + static_cast<std::int64_t>(nth), "LQ"});
        m_row.purpose = m_wish.purpose;
        m_row.wanted_on = wish_day(at).plus_days(m_wish.urgent ? 5 : 10);
        m_row.urgent = m_wish.urgent;
        m_row.lines = domain::lines_text(lines(100, 0));
        m_row.words = m_wish.words;
        m_row.by_manager = m_wish.by_manager;
        m_row.business_date = wish_day(at);
        m_row.created_at = at;
    }

    Status insert(sqlite::Database& database, const std::string& clerk,
                  const std::string& manager) {
        m_row.created_by = m_wish.by_manager ? manager : clerk;
        QIANTAI_TRY_STATUS(sqlite::insert(database, m_row));
        TimeMs at = m_row.created_at;
        for (const auto step : m_wish.steps) {
            at += step == WishMove::received ? 2 * k_wish_day_ms : k_wish_hour_ms;
            QIANTAI_TRY_STATUS(insert_step(database, step, at, clerk, manager));
        }
        return {};
    }

    Status insert_dispatch(sqlite::Database& database) const {
        TimeMs at = m_row.created_at;
        for (const auto step : m_wish.steps) {
            at += k_wish_hour_ms;
            if (step != WishMove::dispatched) continue;
            for (const auto& line : lines(m_wish.approved, 0)) {
                auto movement = goods(k_demo_warehouse, line, dispatch_id(), at);
                movement.kind = StockKind::transfer_out;
                movement.quantity = -line.pieces;
                movement.partner = m_row.store_code;
                movement.created_by = k_wish_keeper;
                QIANTAI_TRY_STATUS(sqlite::insert(database, movement));
            }
        }
        return {};
    }

  private:
    Uuid new_id(TimeMs at, std::string_view what) const {
        return Uuid::derive(at, fmt::format("demo/wish/{}/{}/{}", m_row.store_code, m_nth, what),
                            Cell::of_store(m_row.store_code));
    }
    Uuid dispatch_id() const { return new_id(m_row.created_at, "dispatched"); }

    std::vector<domain::RequisitionLine> lines(int first_max, int missing) const {
        std::vector<domain::RequisitionLine> all;
        for (int i = 0; i < 2; ++i) {
            const int pieces =
                i == 0 ? std::min(m_wish.pieces[0], first_max) - missing : m_wish.pieces[1];
            all.push_back({.gift_id = domain::gift_id_of(m_wish.gifts[i]), .pieces = pieces});
        }
        return all;
    }

    domain::StockMovement goods(std::string_view store_code, const domain::RequisitionLine& line,
                                const Uuid& event_id, TimeMs at) const {
        return {.id = domain::goods_id_of(event_id, store_code, line, StockSpot::shelf),
                .store_code = std::string(store_code),
                .gift_id = line.gift_id,
                .kind = StockKind::transfer_in,
                .spot = StockSpot::shelf,
                .quantity = line.pieces,
                .at = at,
                .document_id = event_id,
                .partner = std::string(k_demo_warehouse),
                .paper = m_row.number,
                .business_date = wish_day(at),
                .created_at = at};
    }

    static std::string who(WishMove step, const std::string& clerk, const std::string& manager) {
        switch (step) {
            case WishMove::checked:
                return std::string(k_wish_agent);
            case WishMove::approved:
            case WishMove::refused:
            case WishMove::settled:
                return std::string(k_wish_approver);
            case WishMove::dispatched:
            case WishMove::closed_short:
            case WishMove::booked_back:
                return std::string(k_wish_keeper);
            case WishMove::received:
                return clerk;
            case WishMove::manager_approved:
            case WishMove::manager_returned:
            case WishMove::cancelled:
            case WishMove::countersigned:
                break;
        }
        return manager;
    }

    Status insert_step(sqlite::Database& database, WishMove step, TimeMs at,
                       const std::string& clerk, const std::string& manager) {
        domain::RequisitionEvent event{.id = new_id(m_row.created_at, code_of(step)),
                                       .store_code = m_row.store_code,
                                       .requisition_id = m_row.id,
                                       .step = step,
                                       .business_date = wish_day(at),
                                       .created_by = who(step, clerk, manager),
                                       .created_at = at};
        if (step == WishMove::approved) event.worth = Fen(m_wish.pieces[0] * 2000);
        if (step == WishMove::approved || step == WishMove::dispatched) {
            event.lines = domain::lines_text(lines(m_wish.approved, 0));
            if (m_wish.approved < m_wish.pieces[0]) event.words = "按门店月销量核减";
        }
        if (step == WishMove::dispatched) {
            event.words.clear();
            event.parcel = fmt::format("SF{:010}", 1'000'000 + m_wish.days_ago * 977);
        }
        if (step == WishMove::refused) event.words = "库存充足，暂不补货";
        if (step == WishMove::manager_returned) event.words = "数量请按生日会员名单填写";
        const Uuid receipt = domain::receipt_id_of(m_row, dispatch_id());
        if (step == WishMove::countersigned) event.about_id = receipt;
        if (step == WishMove::received) {
            event.id = receipt;
            event.about_id = dispatch_id();
            const auto counted = lines(m_wish.approved, m_wish.missing);
            event.lines = domain::lines_text(counted);
            if (m_wish.missing > 0) event.words = "外箱完好，少两件";
            for (const auto& line : counted) {
                auto movement = goods(m_row.store_code, line, receipt, at);
                movement.created_by = event.created_by;
                QIANTAI_TRY_STATUS(sqlite::insert(database, movement));
            }
        }
        return sqlite::insert(database, event);
    }

    const DemoWish& m_wish;
    std::size_t m_nth;
    domain::Requisition m_row{};
};

}  // namespace

Status fill_demo_requisitions(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM requisition WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    QIANTAI_TRY(const auto clerk, load_demo_clerk(database, store_code));
    auto& managers = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto manager, sqlite::one(managers.bind(store_code), sqlite::text_column));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (std::size_t nth = 0; nth < std::size(k_wishes); ++nth) {
        DemoRequisition requisition(store_code, nth);
        QIANTAI_TRY_STATUS(requisition.insert(database, clerk, manager.value_or(clerk)));
    }
    return transaction.commit();
}

Status fill_demo_dispatches(sqlite::Database& database) {
    for (const auto store_code : demo_store_codes()) {
        for (std::size_t nth = 0; nth < std::size(k_wishes); ++nth) {
            QIANTAI_TRY_STATUS(DemoRequisition(store_code, nth).insert_dispatch(database));
        }
    }
    return {};
}

}  // namespace qiantai::ctl
