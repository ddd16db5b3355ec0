#include "terminal/demo/demo_chain.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/demo/demo_callbacks.hpp"
#include "terminal/demo/demo_gifts.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::ctl {
namespace {

/// When the demo chain opened: six years before its present.
constexpr TimeMs k_opened_ms = k_demo_now_ms - TimeMs{6} * 365 * 86'400'000;

constexpr std::string_view k_store_codes[] = {"S001", "S002", "S003"};

struct DemoStore {
    std::string_view code, name, address, phone;
    std::string_view kind = "";
};
constexpr DemoStore k_stores[] = {
    {"HQ", "总部", "上海市静安区南京西路 1266 号", "021-62880000"},
    {"S001", "人民广场店", "上海市黄浦区西藏中路 268 号", "021-63510001"},
    {"S002", "徐家汇店", "上海市徐汇区虹桥路 1 号", "021-64070002"},
    {"S003", "五角场店", "上海市杨浦区邯郸路 600 号", "021-65480003"},
    {k_demo_warehouse, "总仓", "上海市青浦区华新镇纪鹤公路 1800 号", "021-59790004", "warehouse"},
};

// The PINs stand here because the demo prints them; real ones are made by headquarters and changed
// at the first sign-in.
constexpr DemoStaff k_staff[] = {
    {"HQ", "9001", "高志远", "admin", "739526"},
    {"HQ", "9002", "谢文静", "admin", "481907"},
    {"HQ", "9101", "宋慧敏", "cs_manager", "659203"},
    {"HQ", "9201", "邓晓琳", "cs_agent", "274816"},
    {"HQ", "9202", "欧阳雪", "cs_agent", "918352"},
    {"HQ", "9301", "韩立新", "auditor", "406173"},
    {"S001", "1001", "林秀芳", "store_manager", "582940"},
    {"S001", "1002", "陈佳怡", "clerk", "317065"},
    {"S001", "1003", "张浩然", "clerk", "864029"},
    {"S001", "1004", "古丽娜尔·艾力", "clerk", "590741"},
    {"S002", "2001", "周建华", "store_manager", "745218"},
    {"S002", "2002", "黄雨欣", "clerk", "163970"},
    {"S002", "2003", "单晓东", "clerk", "928405"},
    {"S002", "2004", "刘㛃", "clerk", "507386"},
    {"S003", "3001", "吴丽萍", "store_manager", "839164"},
    {"S003", "3002", "杨子豪", "clerk", "472059"},
    {"S003", "3003", "尉迟静", "clerk", "615837"},
    {"S003", "3004", "赵梦婷", "clerk", "289463"},
    {k_demo_warehouse, "4001", "马国强", "warehouse_keeper", "351768"},
    {k_demo_warehouse, "4002", "沈丽娟", "warehouse_keeper", "906245"},
};

struct DemoTier {
    std::string_view code, name;
    int rank;
    std::int64_t spend_min_fen;
    int valid_months;
};
constexpr DemoTier k_tiers[] = {{"basic", "普通会员", 0, 0, 12},
                                {"silver", "银卡会员", 1, 200'000, 12},
                                {"gold", "金卡会员", 2, 800'000, 24},
                                {"diamond", "钻石会员", 3, 3'000'000, 36}};

struct DemoPolicy {
    std::string_view code, value;
};
constexpr DemoPolicy k_policies[] = {
    {"members.renewal_notice_days", "30"},
    {"members.contact_authorisation_hours", "24"},
    {"members.consent_text_version", "\"2026-01\""},
    {"purchases.churn", R"({"new_days":30,"active_days":90,"asleep_days":180,"warned_days":365})"},
    {"tiers.rule",
     R"({"version":"2026-01","window_months":12,"notice_days":30,"steps":[)"
     R"({"tier":"basic","rise":0,"keep":0},{"tier":"silver","rise":200000,"keep":120000},)"
     R"({"tier":"gold","rise":800000,"keep":500000},)"
     R"({"tier":"diamond","rise":3000000,"keep":2000000}]})"},
    {"hours.store.S001",
     R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["09:00-12:30","13:30-21:00"]}]})"},
    {"hours.store", R"({"week":[{"days":[1,2,3,4,5,6,7],"periods":["10:00-22:00"]}]})"},
    {"hours.office",
     R"({"statutory":true,"week":[{"days":[1,2,3,4,5],"periods":["09:00-12:00","13:30-18:00"]}]})"},
    // FORMS.md, E1, from the State Council's notices of 2024-11-12 and 2025-11-04.
    {"holidays.2025",
     R"({"year":2025,"source":"国务院办公厅通知 2024-11-12","closed":[)"
     R"({"from":"2025-01-01","until":"2025-01-01","name":"元旦"},)"
     R"({"from":"2025-01-28","until":"2025-02-04","name":"春节"},)"
     R"({"from":"2025-04-04","until":"2025-04-06","name":"清明节"},)"
     R"({"from":"2025-05-01","until":"2025-05-05","name":"劳动节"},)"
     R"({"from":"2025-05-31","until":"2025-06-02","name":"端午节"},)"
     R"({"from":"2025-10-01","until":"2025-10-08","name":"国庆节、中秋节"}],)"
     R"("workdays":["2025-01-26","2025-02-08","2025-04-27","2025-09-28","2025-10-11"]})"},
    {"holidays.2026",
     R"({"year":2026,"source":"国务院办公厅通知 2025-11-04","closed":[)"
     R"({"from":"2026-01-01","until":"2026-01-03","name":"元旦"},)"
     R"({"from":"2026-02-15","until":"2026-02-23","name":"春节"},)"
     R"({"from":"2026-04-04","until":"2026-04-06","name":"清明节"},)"
     R"({"from":"2026-05-01","until":"2026-05-05","name":"劳动节"},)"
     R"({"from":"2026-06-19","until":"2026-06-21","name":"端午节"},)"
     R"({"from":"2026-09-25","until":"2026-09-27","name":"中秋节"},)"
     R"({"from":"2026-10-01","until":"2026-10-07","name":"国庆节"}],)"
     R"("workdays":["2026-01-04","2026-02-14","2026-02-28","2026-05-09","2026-09-20",)"
     R"("2026-10-10"]})"},
    {"tickets.feedback_hours", R"({"complaint":24,"repair":48,"enquiry":24,"suggestion":72})"},
    {"stocktake.tolerance_percent", "2"},
    {"stored_goods.reminders", R"({"idle_days":60,"expiry_days":[60,30,7]})"},
};

Uuid demo_id(std::string_view kind, std::string_view code, std::string_view store_code = "HQ") {
    return Uuid::derive(fmt::format("demo/{}/{}", kind, code), Cell::of_store(store_code));
}

Status insert_stores(sqlite::Database& database) {
    for (const auto& store : k_stores) {
        QIANTAI_TRY_STATUS(database
                               .cached("INSERT INTO store (id, code, name, address, phone, "
                                       "utc_offset_minutes, status, created_at, kind)"
                                       " SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, nullif(?8, '')"
                                       " WHERE NOT EXISTS (SELECT 1 FROM store WHERE code = ?2)")
                               .bind(demo_id("store", store.code), store.code, store.name,
                                     store.address, store.phone, k_demo_utc_offset_minutes,
                                     k_opened_ms, store.kind)
                               .run());
    }
    return {};
}

Status insert_staff(sqlite::Database& database, const domain::PinCost& pin_cost) {
    for (const auto& staff : k_staff) {
        QIANTAI_TRY(const auto hash, domain::hash_pin(staff.pin, pin_cost));
        QIANTAI_TRY_STATUS(
            database
                .cached("INSERT INTO staff (id, store_code, number, name, role, status, pin_hash,"
                        " pin_changed_at, pin_must_change, created_at)"
                        " SELECT ?1, ?2, ?3, ?4, ?5, 'active', ?6, ?7, 0, ?7"
                        " WHERE NOT EXISTS (SELECT 1 FROM staff WHERE number = ?3)")
                .bind(demo_id("staff", staff.number, staff.store_code), staff.store_code,
                      staff.number, staff.name, staff.role, hash, k_opened_ms)
                .run());
    }
    return {};
}

Status insert_tiers(sqlite::Database& database) {
    for (const auto& tier : k_tiers) {
        QIANTAI_TRY_STATUS(database
                               .cached("INSERT INTO tier (id, code, name, rank, spend_min_fen, "
                                       "valid_months, status, created_at)"
                                       " SELECT ?1, ?2, ?3, ?4, nullif(?5, 0), ?6, 'active', ?7"
                                       " WHERE NOT EXISTS (SELECT 1 FROM tier WHERE code = ?2)")
                               .bind(demo_id("tier", tier.code), tier.code, tier.name, tier.rank,
                                     tier.spend_min_fen, tier.valid_months, k_opened_ms)
                               .run());
    }
    return {};
}

/// A rule of tiers for next year: stores count what it would do, headquarters sees the sum.
Status insert_announced_rule(sqlite::Database& database) {
    constexpr std::string_view k_rule =
        R"({"version":"2027-01-01","window_months":12,"notice_days":30,"steps":[)"
        R"({"tier":"basic","rise":0,"keep":0},{"tier":"silver","rise":240000,"keep":120000},)"
        R"({"tier":"gold","rise":1000000,"keep":600000},)"
        R"({"tier":"diamond","rise":3000000,"keep":2000000}]})";
    constexpr TimeMs k_minute_ms = 60'000;
    const TimeMs from = utc_day_start(Date::of_text("2027-01-01")) -
                        k_demo_utc_offset_minutes * k_minute_ms;
    return database
        .cached(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " SELECT ?1, 'tiers.rule', ?2, ?3, ?4"
            " WHERE NOT EXISTS (SELECT 1 FROM policy WHERE id = ?1)")
        .bind(demo_id("policy", "tiers.rule 2027-01-01"), k_rule, from, k_opened_ms)
        .run();
}

Status insert_policies(sqlite::Database& database) {
    for (const auto& policy : k_policies) {
        QIANTAI_TRY_STATUS(
            database
                .cached("INSERT INTO policy (id, code, value, effective_from, created_at)"
                        " SELECT ?1, ?2, ?3, ?4, ?4"
                        " WHERE NOT EXISTS (SELECT 1 FROM policy WHERE code = ?2)")
                .bind(demo_id("policy", policy.code), policy.code, policy.value, k_opened_ms)
                .run());
    }
    return {};
}

}  // namespace

std::span<const DemoStaff> demo_staff() {
    return k_staff;
}
std::span<const std::string_view> demo_store_codes() {
    return k_store_codes;
}

Result<std::string> load_demo_clerk(sqlite::Database& database, std::string_view store_code) {
    auto& clerk = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'clerk' ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto number, sqlite::one(clerk.bind(store_code), sqlite::text_column));
    return number.value_or("");
}

Status fill_demo_chain(sqlite::Database& database, const domain::PinCost& pin_cost) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(insert_stores(database));
    QIANTAI_TRY_STATUS(insert_staff(database, pin_cost));
    QIANTAI_TRY_STATUS(insert_tiers(database));
    QIANTAI_TRY_STATUS(insert_policies(database));
    QIANTAI_TRY_STATUS(insert_announced_rule(database));
    QIANTAI_TRY_STATUS(fill_demo_callback_plan(database));
    QIANTAI_TRY_STATUS(fill_demo_catalogue(database));
    return transaction.commit();
}

}  // namespace qiantai::ctl
