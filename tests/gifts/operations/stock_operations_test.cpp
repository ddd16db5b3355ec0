// Gifts, campaigns and stock by command: every answer fits its schema, and bad input says what is
// wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct GiftCounter : TestCounter {
    explicit GiftCounter(const std::string& store_code = "S001") : TestCounter(store_code) {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 2 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO gift (id, code, name, unit, cost, batch_kept, expiry_kept,"
                " stock_min, status, created_by, created_at)"
                " VALUES (?, 'LP001', '帆布袋', '个', 1990, 0, 0, 5, 'active', '9001', 1)",
                gift);
        });
        sign_in(StaffRole::store_manager);
    }
    std::int64_t number_in(const boost::json::object& answer, std::string_view path) {
        return boost::json::value(answer).at_pointer(path).to_number<std::int64_t>();
    }
    std::string of_gift(const std::string& rest) const {
        return fmt::format(R"({{"gift_id":"{}"{}}})", gift.text(), rest);
    }
    Uuid gift = Uuid::derive("gift\x1fLP001", Cell::of_store("HQ"));
};

}  // namespace

TEST_CASE("by command headquarters keeps the catalogue and plans a campaign") {
    GiftCounter counter("HQ");
    counter.sign_in(StaffRole::admin);
    const auto cup = counter.ok(
        "gifts.save", R"({"code":"LP100","name":"保温杯","unit":"只","cost":2580,"stock_min":3})");
    const auto id = text_at(cup, "/gift/id");
    CHECK(text_at(cup, "/gift/status") == "active");
    CHECK(counter.code("gifts.save", R"({"code":"LP 1","name":"x","unit":"只","cost":0})") ==
          "gift_malformed");
    const auto barcode = fmt::format(R"({{"gift_id":"{}","barcode":"6901234567892"}})", id);
    CHECK(text_at(counter.ok("gifts.add_barcode", barcode), "/barcodes/0") == "6901234567892");
    CHECK(text_at(counter.ok("gifts.find", R"({"code":"6901234567892"})"), "/gift/code") ==
          "LP100");
    const auto carton =
        counter.ok("gifts.add_carton",
                   fmt::format(R"({{"gift_id":"{}","barcode":"16901234567899","pieces":12}})", id));
    CHECK(counter.number_in(carton, "/cartons/0/pieces") == 12);
    CHECK(counter.code("gifts.set_picture", fmt::format(R"({{"gift_id":"{}","path":"/none.jpg"}})",
                                                        id)) == "file_error");
    CHECK(counter.ok("gifts.set_picture", fmt::format(R"({{"gift_id":"{}"}})", id))
              .at("gift")
              .as_object()
              .contains("picture") == false);
    CHECK(counter.ok("gifts.remove_barcode", barcode).at("barcodes").as_array().empty());
    CHECK(counter.ok("gifts.list").at("gifts").as_array().size() == 2);
    counter.sign_in(StaffRole::cs_manager);
    const auto campaign =
        counter.ok("campaigns.save",
                   fmt::format(R"({{"code":"ZN2026","name":"周年庆","starts_on":"2026-11-20",)"
                               R"("ends_on":"2026-12-10","gifts":[{{"gift_id":"{}"}}],)"
                               R"("rule":{{"spend_min":20000}},"cap":500}})",
                               id));
    CHECK(text_at(campaign, "/stage") == "running");
    CHECK(text_at(campaign, "/rule/audience") == "members");
    CHECK(text_at(counter.ok("campaigns.list"), "/campaigns/0/code") == "ZN2026");
    CHECK(text_at(counter.ok("campaigns.end",
                             fmt::format(R"({{"campaign_id":"{}"}})", text_at(campaign, "/id"))),
                  "/stage") == "over");
    CHECK(counter.code("campaigns.save",
                       R"({"code":"A","name":"B","starts_on":"2026-11-20",)"
                       R"("ends_on":"2026-12-10","gifts":[]})") == "campaign_malformed");
}

TEST_CASE("by command stock comes in, is moved, written off, taken back and counted") {
    GiftCounter counter;
    counter.sign_in(StaffRole::warehouse_keeper);
    const auto received =
        counter.ok("stock.receive", fmt::format(R"({{"supplier":"上海礼品厂","lines":[)"
                                                R"({{"gift_id":"{}","quantity":9}}]}})",
                                                counter.gift.text()));
    CHECK(text_at(received, "/movements/0/spot") == "hold");
    const auto waiting = counter.ok("stock.unsigned_receipts");
    CHECK(text_at(waiting, "/receipts/0/supplier") == "上海礼品厂");
    CHECK(counter.code("stock.countersign",
                       fmt::format(R"({{"document_id":"{}"}})",
                                   text_at(waiting, "/receipts/0/document_id"))) == "same_person");
    CHECK(counter.code("stock.countersign",
                       fmt::format(R"({{"document_id":"{}"}})", counter.gift.text())) ==
          "receipt_not_found");
    counter.sign_in(StaffRole::store_manager);
    counter.ok("stock.move", counter.of_gift(R"(,"from":"hold","to":"shelf","quantity":8)"));
    counter.ok("stock.move", counter.of_gift(R"(,"from":"shelf","to":"defective","quantity":2)"));
    counter.ok("stock.write_off", counter.of_gift(R"(,"quantity":1,"reason":"压坏")"));
    const auto more =
        counter.ok("stock.adjust", counter.of_gift(R"(,"quantity":3,"reason":"期初")"));
    const auto list = counter.ok("stock.list");
    CHECK(counter.number_in(list, "/stock/0/on_shelf") == 9);
    CHECK(counter.number_in(list, "/stock/0/on_hold") == 1);
    CHECK(counter.number_in(list, "/stock/0/defective") == 1);
    counter.ok("stock.reverse", fmt::format(R"({{"movement_id":"{}","reason":"录错"}})",
                                            text_at(more, "/movements/0/id")));
    const auto now = counter.desk.clock.now_ms();
    CHECK(counter.number_in(counter.ok("stock.balance", counter.of_gift(fmt::format(
                                                            R"(,"spot":"shelf","at":{})", now))),
                            "/quantity") == 6);
    CHECK(counter.number_in(counter.ok("stock.suggest", counter.of_gift(R"(,"quantity":7)")),
                            "/missing") == 1);
    CHECK(counter.ok("stock.movements").at("movements").as_array().size() == 8);
    CHECK(counter.ok("stock.expiring").at("lots").as_array().empty());
    CHECK(counter.ok("stock.low").at("gifts").as_array().empty());
    const auto sheet = counter.ok("stock.sheet", R"({"from":"2026-11-01","until":"2026-11-30"})");
    CHECK(counter.number_in(sheet, "/lines/0/received") == 9);
    CHECK(counter.number_in(sheet, "/lines/0/closing") == 8);
    counter.ok("stock.rebuild");
    CHECK(counter.number_in(counter.ok("stock.list"), "/stock/0/on_shelf") == 6);
    CHECK(counter.code("stock.move",
                       counter.of_gift(R"(,"from":"loft","to":"shelf","quantity":8)")) ==
          "input_invalid");
}

TEST_CASE("by command headquarters recalls a batch and ends that; a place says where gifts lie") {
    {
        GiftCounter counter("HQ");
        counter.sign_in(StaffRole::cs_manager);
        const auto entry = counter.of_gift(R"(,"batch":"B1","reason":"检出异物")");
        const auto recall = text_at(counter.ok("recalls.recall", entry), "/id");
        CHECK(counter.code("recalls.recall", entry) == "recall_known");
        CHECK(counter.ok("recalls.list").at("recalls").as_array().size() == 1);
        const auto of_recall = fmt::format(R"({{"recall_id":"{}"}})", recall);
        CHECK(counter.ok("recalls.end", of_recall).contains("ended_at"));
        CHECK(counter.code("recalls.end", of_recall) == "recall_not_found");
    }
    GiftCounter counter;
    CHECK(text_at(counter.ok("stock.set_bin", counter.of_gift(R"(,"bin":"A-03")")), "/bin") ==
          "A-03");
    CHECK(text_at(counter.ok("stock.list"), "/stock/0/bin") == "A-03");
    CHECK(counter.code("recalls.recall", counter.of_gift(R"(,"reason":"检出异物")")) ==
          "not_permitted");
}

TEST_CASE("by command a shortage is shown with its causes, and settled") {
    GiftCounter counter;
    counter.desk.from_headquarters([&] {
        counter.desk.run(
            "INSERT INTO stock_movement (id, store_code, gift_id, kind, spot, quantity, at,"
            " business_date, created_by, created_at)"
            " VALUES (?, 'S001', ?, 'issue', 'shelf', -1, 1, '2026-11-20', '1002', 1)",
            counter.desk.next_id(), counter.gift);
    });
    const auto shortages = counter.ok("stock.shortages");
    CHECK(counter.number_in(shortages, "/shortages/0/lot/quantity") == -1);
    CHECK(text_at(shortages, "/shortages/0/causes/0/kind") == "issue");
    counter.ok("stock.settle", counter.of_gift(R"(,"reason":"漏登收货")"));
    CHECK(counter.ok("stock.shortages").at("shortages").as_array().empty());
}

}  // namespace qiantai::ctl
