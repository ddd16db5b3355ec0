// Requisitions by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct RequisitionCounter : TestCounter {
    RequisitionCounter() {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 2 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO gift (id, code, name, unit, cost, batch_kept, expiry_kept, status,"
                " created_by, created_at)"
                " VALUES (?, 'LP001', '帆布袋', '个', 1990, 0, 0, 'active', '9001', 1)",
                gift);
            desk.run(
                "INSERT INTO store (id, code, name, utc_offset_minutes, status, kind,"
                " created_at) VALUES (?, 'W001', '总仓', 480, 'open', 'warehouse', 1)",
                desk.next_id());
            desk.run(
                "INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'gifts.budget', '{\"month\":25000,\"year\":90000}', 1, 1)",
                desk.next_id());
        });
        sign_in(StaffRole::store_manager);
    }
    std::string ask(const std::string& kind, int pieces) {
        return text_at(ok("requisitions.ask",
                          fmt::format(R"({{"partner":"W001","kind":"{}","wanted_on":"2026-12-01",)"
                                      R"("lines":[{{"gift_id":"{}","pieces":{}}}]}})",
                                      kind, gift.text(), pieces)),
                       "/requisition/id");
    }
    std::string lines(int pieces, int damaged = 0) const {
        return fmt::format(R"({{"lines":[{{"gift_id":"{}","pieces":{},"damaged":{}}}]}})",
                           gift.text(), pieces, damaged);
    }
    /// As it comes from another place.
    Uuid event(const std::string& requisition, const std::string& step,
               const std::string& columns) {
        const Uuid id = desk.next_id();
        desk.clock.advance(1000);
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO requisition_event (id, store_code, requisition_id, step, lines,"
                " worth, business_date, created_by, created_at)"
                " VALUES (?, 'S001', ?, ?, ?, 19900, '2026-11-20', '9101', 1)",
                id, *Uuid::parse(requisition), step, columns);
        });
        desk.clock.advance(1000);
        return id;
    }
    void approve(const std::string& requisition, int pieces) {
        event(requisition, "checked", lines(pieces));
        event(requisition, "approved", lines(pieces));
    }
    static std::string of(const std::string& requisition, const std::string& rest = "") {
        return fmt::format(R"({{"requisition_id":"{}"{}}})", requisition, rest);
    }
    std::string goods(int pieces, int damaged = 0) const {
        const auto all = lines(pieces, damaged);
        return "," + all.substr(1, all.size() - 2);
    }
    Uuid gift = Uuid::derive("gift\x1fLP001", Cell::of_store("HQ"));
};

}  // namespace

TEST_CASE("by command a parcel is asked for, received with a difference and countersigned") {
    RequisitionCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto id = counter.ask("requisition", 10);
    CHECK(counter.code("requisitions.decide",
                       RequisitionCounter::of(id, R"(,"step":"manager_approved")")) ==
          "requisition_not_yours");
    counter.sign_in(StaffRole::store_manager);
    CHECK(text_at(counter.ok("requisitions.decide",
                             RequisitionCounter::of(id, R"(,"step":"manager_approved")")),
                  "/state/phase") == "forwarded");
    CHECK(
        counter.code("requisitions.decide", RequisitionCounter::of(id, R"(,"step":"received")")) ==
        "requisition_not_now");
    counter.approve(id, 10);
    CHECK(counter.code("requisitions.dispatch", RequisitionCounter::of(id, counter.goods(10))) ==
          "requisition_not_yours");
    const auto parcel = counter.event(id, "dispatched", counter.lines(10));
    CHECK(counter.ok("requisitions.under_way").at("goods").as_array().size() == 1);
    const auto receipt = fmt::format(R"(,"dispatch_id":"{}")", parcel.text());
    CHECK(counter.code("requisitions.receive",
                       RequisitionCounter::of(id, receipt + counter.goods(8, 1))) ==
          "requisition_words_missing");
    const auto received = counter.ok(
        "requisitions.receive",
        RequisitionCounter::of(id, receipt + counter.goods(8, 1) + R"(,"words":"少一个，坏一个")"));
    CHECK(text_at(received, "/state/phase") == "differing");
    CHECK(counter.code("requisitions.receive",
                       RequisitionCounter::of(id, receipt + counter.goods(10))) ==
          "requisition_received_already");
    const auto of_receipt =
        fmt::format(R"(,"receipt_id":"{}")", text_at(received, "/state/parcels/0/receipt_id"));
    CHECK(counter.code("requisitions.countersign", RequisitionCounter::of(id, of_receipt)) ==
          "same_person");
    counter.sign_in(StaffRole::clerk);
    const auto signed_twice =
        counter.ok("requisitions.countersign", RequisitionCounter::of(id, of_receipt));
    CHECK(text_at(signed_twice, "/state/parcels/0/countersigned_by") == "1001");
    CHECK(counter.code(
              "requisitions.settle",
              RequisitionCounter::of(id, of_receipt + R"(,"outcome":"lost","words":"承运人赔")")) ==
          "requisition_not_yours");
    CHECK(counter.code("requisitions.book_back", RequisitionCounter::of(id, of_receipt)) ==
          "requisition_not_yours");
    CHECK(counter.desk.number("SELECT quantity FROM stock_balance WHERE spot = 'shelf'") == 8);
    CHECK(counter.desk.number("SELECT quantity FROM stock_balance WHERE spot = 'defective'") == 1);
}

TEST_CASE("by command a store gives back, and sees its list and its budget") {
    RequisitionCounter counter;
    const auto id = counter.ask("return", 3);
    counter.approve(id, 3);
    CHECK(counter.code("requisitions.dispatch", RequisitionCounter::of(id, counter.goods(3))) ==
          "stock_not_enough");
    counter.ok("stock.adjust", fmt::format(R"({{"gift_id":"{}","quantity":5,"reason":"期初"}})",
                                           counter.gift.text()));
    CHECK(text_at(counter.ok("requisitions.dispatch", RequisitionCounter::of(id, counter.goods(3))),
                  "/state/phase") == "under_way");
    CHECK(text_at(counter.ok("requisitions.get", RequisitionCounter::of(id)),
                  "/requisition/kind") == "return");
    CHECK(text_at(counter.ok("requisitions.list", R"({"only_open":true})"),
                  "/requisitions/0/phase") == "under_way");
    const qiantai::test::TempFolder folder;
    CHECK(counter.code("requisitions.print", RequisitionCounter::of(id)) == "printer_missing");
    const auto pdf = fmt::format(R"(,"path":"{}")", (folder / "form.pdf").string());
    CHECK(text_at(counter.ok("requisitions.save_pdf", RequisitionCounter::of(id, pdf)), "/path") ==
          (folder / "form.pdf").string());
    counter.ok("requisitions.rebuild");
    CHECK(counter.ok("requisitions.run").at("mended").as_int64() == 0);
    CHECK(counter.ok("requisitions.pick_list").at("lists").as_array().empty());
    const auto partners = counter.ok("requisitions.partners");
    CHECK(text_at(partners, "/partners/0/code") == "W001");
    CHECK(boost::json::value(partners).at_pointer("/partners/0/warehouse").as_bool());
    CHECK(counter.ok("requisitions.late").at("requisitions").as_array().empty());
    const auto budget = counter.ok("requisitions.budget");
    CHECK(boost::json::value(budget).at_pointer("/month/used").as_int64() == 19900);
    CHECK_FALSE(boost::json::value(budget).at_pointer("/month/warned").as_bool());
    CHECK(counter.code("requisitions.ask",
                       fmt::format(R"({{"partner":"S009","wanted_on":"2026-12-01",)"
                                   R"("lines":[{{"gift_id":"{}","pieces":1}}]}})",
                                   counter.gift.text())) == "requisition_malformed");
    CHECK(counter.code("requisitions.ask",
                       R"({"partner":"W001","wanted_on":"2026-12-01","lines":[]})") ==
          "requisition_malformed");
}

}  // namespace qiantai::ctl
