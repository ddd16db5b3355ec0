#include "terminal/demo/demo_goods.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/demo/demo_signature.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr TimeMs k_goods_day_ms = 24ll * 3600 * 1000;
constexpr int k_goods_keeps = 9999;

struct DemoGoods {
    std::string_view item, unit, barcode, batch, place;
    int quantity;
    int stored_days_ago;
    int expires_in_days;  ///< k_goods_keeps: never
    std::int64_t fee;
    /// How many were fetched how many days ago; 0 = not.
    struct Fetched {
        int quantity, days_ago;
    } fetched[2];
};
constexpr DemoGoods k_goods[] = {
    {"爱他美 3 段 800g", "罐", "4008976022336", "L260118", "A-03", 6, 82, 24, 0, {{2, 75}, {}}},
    {"飞鹤 星飞帆 2 段 700g",
     "罐",
     "6923422770128",
     "20260305",
     "A-05",
     12,
     48,
     171,
     0,
     {{3, 33}, {2, 9}}},
    {"帮宝适 一级帮 L 52 片",
     "包",
     "6903148244630",
     "P60417",
     "C-11",
     8,
     70,
     k_goods_keeps,
     0,
     {{}, {}}},
    {"美素佳儿 3 段 900g", "罐", "8716200719315", "NL25K09", "A-01", 4, 130, -3, 0, {{2, 96}, {}}},
    {"贝亲 宽口径奶瓶 240ml", "只", "4902508008860", "", "B-07", 2, 15, k_goods_keeps, 0, {{}, {}}},
    {"a2 至初 3 段 900g",
     "罐",
     "9421902960024",
     "A2-2603",
     "A-04",
     6,
     66,
     58,
     0,
     {{1, 40}, {1, 12}}},
    {"花王 妙而舒 NB 90 片",
     "包",
     "4901301230782",
     "K0219",
     "C-02",
     5,
     91,
     k_goods_keeps,
     0,
     {{3, 80}, {2, 20}}},
    {"合生元 益生菌 48 袋", "盒", "6920589810316", "H260501", "B-01", 3, 28, 6, 0, {{1, 14}, {}}},
    {"好孩子 婴儿推车 D619",
     "台",
     "6935384500013",
     "",
     "仓 2",
     1,
     5,
     k_goods_keeps,
     2000,
     {{}, {}}},
    {"惠氏 启赋 3 段 810g", "罐", "9300605126046", "W26B14", "A-02", 10, 39, 240, 0, {{4, 21}, {}}},
};

struct Depositor {
    Uuid id;
    std::string name;
};
Result<std::vector<Depositor>> load_depositors(sqlite::Database& database,
                                               std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT id, name FROM member WHERE store_code = ? AND status = 'active'"
        " AND name IS NOT NULL AND merged_into IS NULL ORDER BY created_at, id LIMIT ?");
    return sqlite::all(rows.bind(store_code, static_cast<int>(std::size(k_goods))),
                       [](const sqlite::Statement& row) {
                           return Depositor{row.uuid(0), std::string(row.text(1))};
                       });
}

Status insert_fetched(sqlite::Database& database, const domain::StoredGoods& goods, int number,
                      const DemoGoods::Fetched& fetched, std::string_view name, int left) {
    const auto at = k_demo_now_ms - fetched.days_ago * k_goods_day_ms;
    return sqlite::insert(
        database,
        domain::GoodsEvent{
            .id = Uuid::derive(fmt::format("demo/fetched/{}/{}", goods.number, number),
                               Cell::of_store(goods.store_code)),
            .store_code = goods.store_code,
            .goods_id = goods.id,
            .member_id = goods.member_id,
            .kind = GoodsEventKind::withdrawal,
            .quantity = fetched.quantity,
            .signed_by = GoodsSigner::member,
            .signed_text = fmt::format(
                "领取存货 {}\n{}，请您核对\n品名: {}\n领后还剩: {} {}\n本次领取: {} {}",
                goods.number, name, goods.item, left, goods.unit, fetched.quantity, goods.unit),
            .signature = demo_signature(fetched.days_ago),
            .business_date = Date::of_time(at, k_demo_utc_offset_minutes),
            .created_by = goods.created_by,
            .created_at = at});
}

/// Signed for at the counter, when they were left.
Status insert_signing(sqlite::Database& database, const domain::StoredGoods& goods,
                      std::string_view name) {
    return sqlite::insert(
        database,
        domain::GoodsEvent{
            .id = Uuid::derive("demo/signed/" + goods.number, Cell::of_store(goods.store_code)),
            .store_code = goods.store_code,
            .goods_id = goods.id,
            .member_id = goods.member_id,
            .kind = GoodsEventKind::signing,
            .signed_text = fmt::format("寄存单 {}\n{}，请您核对\n本次寄存: {} {}\n{}: {} {}",
                                       goods.number, name, goods.quantity, goods.unit, goods.item,
                                       goods.quantity, goods.unit),
            .signature = demo_signature(goods.quantity),
            .business_date = goods.business_date,
            .created_by = goods.created_by,
            .created_at = goods.created_at});
}

}  // namespace

Status fill_demo_goods(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM stored_goods WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    QIANTAI_TRY(const auto depositors, load_depositors(database, store_code));
    QIANTAI_TRY(const auto clerk, load_demo_clerk(database, store_code));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    int sequence = 0;
    for (const auto& depositor : depositors) {
        const auto& demo = k_goods[sequence];
        const auto at = k_demo_now_ms - demo.stored_days_ago * k_goods_day_ms;
        // No real terminal has code 00.
        domain::StoredGoods goods{
            .store_code = std::string(store_code),
            .member_id = depositor.id,
            .number = store::format_human_number({std::string(store_code), "00", ++sequence, "SG"}),
            .item = std::string(demo.item),
            .barcode = std::string(demo.barcode),
            .unit = std::string(demo.unit),
            .quantity = demo.quantity,
            .batch = std::string(demo.batch),
            .place = std::string(demo.place),
            .till_receipt = fmt::format("{}-{:04}", demo.stored_days_ago, 1000 + sequence * 37),
            .fee = Fen(demo.fee),
            .business_date = Date::of_time(at, k_demo_utc_offset_minutes),
            .created_by = clerk,
            .created_at = at};
        goods.id = Uuid::derive("demo/goods/" + goods.number, Cell::of_store(store_code));
        if (demo.expires_in_days != k_goods_keeps) {
            goods.expires_on = Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes)
                                   .plus_days(demo.expires_in_days);
        }
        QIANTAI_TRY_STATUS(sqlite::insert(database, goods));
        // One customer was in a hurry.
        const bool is_signed = sequence % 4 != 1;
        if (is_signed) QIANTAI_TRY_STATUS(insert_signing(database, goods, depositor.name));
        int left = demo.quantity;
        for (int i = 0; i < 2; ++i) {
            const auto& fetched = demo.fetched[i];
            if (fetched.quantity == 0) continue;
            left -= fetched.quantity;
            QIANTAI_TRY_STATUS(insert_fetched(database, goods, i, fetched, depositor.name, left));
        }
    }
    return transaction.commit();
}

}  // namespace qiantai::ctl
