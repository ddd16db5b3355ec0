// What stands on 礼品申请单: who asked and agreed, what was approved; prices at headquarters alone.

#include "terminal/gifts/forms/requisition_forms.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "tests/gifts/rules/stock_desk.hpp"
#include "tests/paper/paper_words.hpp"

namespace qiantai::domain {
namespace {

using test::StockDesk;
using test::words_of;

struct PaperDesk : StockDesk {
    explicit PaperDesk(const std::string& store_code = "S001") : StockDesk(store_code) {
        from_headquarters([&] {
            run("INSERT INTO store (id, code, name, utc_offset_minutes, status, kind, created_at)"
                " VALUES (?, 'W001', '总仓', 480, 'open', 'warehouse', 1)",
                next_id());
        });
        put(bag, 7);
    }
    /// As it was asked for and approved in part.
    Uuid approved() {
        const Requisition row{
            .id = next_id(),
            .store_code = "S001",
            .partner = "W001",
            .number = "LQ-S001-01-000001-K",
            .kind = RequisitionKind::requisition,
            .purpose = RequisitionPurpose::campaign,
            .wanted_on = Date::of_text("2026-11-28"),
            .urgent = true,
            .lines = lines_text(std::vector{RequisitionLine{.gift_id = bag, .pieces = 60}}),
            .words = "元旦前补货",
            .by_manager = true,
            .business_date = Date::of_text("2026-11-20"),
            .created_by = "1002",
            .created_at = clock.now_ms()};
        from_headquarters([&] { must(sqlite::insert(database(), row)); });
        event(row.id, RequisitionStep::checked, 60);
        event(row.id, RequisitionStep::approved, 40);
        return row.id;
    }
    void event(const Uuid& id, RequisitionStep step, int pieces) {
        clock.advance(1000);
        const RequisitionEvent one{
            .id = next_id(),
            .store_code = "HQ",
            .requisition_id = id,
            .step = step,
            .lines = lines_text(std::vector{RequisitionLine{.gift_id = bag, .pieces = pieces}}),
            .worth = Fen(1990) * pieces,
            .business_date = Date::of_text("2026-11-20"),
            .created_by = step == RequisitionStep::checked ? "9101" : "9102",
            .created_at = clock.now_ms()};
        from_headquarters([&] { must(sqlite::insert(database(), one)); });
    }
};

}  // namespace

TEST_CASE("a store's form says who asked and agreed and what was approved, without prices") {
    PaperDesk desk;
    const auto id = desk.approved();
    const auto document = build_requisition_document(desk.context, desk.manager, {id});
    REQUIRE(document);
    const auto words = words_of(*document);
    CHECK(words.has("单号：LQ-S001-01-000001-K"));
    CHECK(words.has("希望到货日期：2026-11-28（加急）"));
    CHECK(words.has("用途：活动"));
    CHECK(words.has("元旦前补货"));
    CHECK(words.has("|1|LP001|帆布袋||个|7|0|60|40|0|0|"));
    CHECK(words.has("申请 60 件，批准 40 件"));
    CHECK_FALSE(words.has("元（"));
    CHECK(words.has("申请人：员工 1002"));
    CHECK(words.has("客服部经理（批准）：9102"));
    CHECK(words.has("仓管（发货）："));
    CHECK(document->copies.size() == 3);
}

TEST_CASE("headquarters' form has prices and the sum in words") {
    PaperDesk desk("HQ");
    const auto id = desk.approved();
    const auto document = build_requisition_document(
        desk.context, desk.session(StaffRole::cs_manager), {id});
    REQUIRE(document);
    const auto words = words_of(*document);
    CHECK(words.has("|19.90|796.00|"));
    CHECK(words.has("批准金额 796.00 元（柒佰玖拾陆元整）"));
}

TEST_CASE("a form of a requisition that is not there is refused") {
    PaperDesk desk;
    CHECK(test::code_of(build_requisition_document(desk.context, desk.manager,
                                                   {desk.next_id()})) == "requisition_not_found");
}

}  // namespace qiantai::domain
