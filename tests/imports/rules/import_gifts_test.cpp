// A catalogue of gifts of another system, at a desk of headquarters: the same rules and the same
// file of refused lines as members and receipts.

#include "terminal/gifts/rules/gifts.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::TestDesk;
using test::understood;

struct GiftImportDesk : TestDesk {
    GiftImportDesk() : TestDesk("HQ") {}
    Imports imports{context};
    Session admin = session(StaffRole::admin);
    qiantai::test::TempFolder files{};
    std::filesystem::path errors = files / "errors.ndjson";
    int written = 0;

    ImportRequest request(const std::string& bytes) {
        const auto path = files / fmt::format("{}.csv", ++written);
        qiantai::test::write_bytes(path, bytes);
        return {.file = path.string(),
                .kind = ImportKind::gifts,
                .settings = {.source = "旧系统"},
                .errors = errors.string()};
    }
    Import taken(const std::string& bytes) {
        clock.advance(1000);
        auto import = imports.run(admin, request(bytes));
        if (!import) FAIL(import.error().message());
        return *import;
    }
    std::string faults() {
        std::string all;
        std::istringstream in(qiantai::test::file_bytes(errors));
        for (std::string line; std::getline(in, line);) {
            const auto fault = boost::json::parse(line).as_object();
            all += fmt::format("{}{} {} {}", all.empty() ? "" : "; ", fault.at("line").as_int64(),
                               std::string_view(fault.at("column").as_string()),
                               std::string_view(fault.at("code").as_string()));
        }
        return all;
    }
    GiftLine gift(const char* code) {
        auto found = Gifts(context).find(admin, code);
        if (!found) FAIL(found.error().message());
        return *found;
    }
};

const std::string k_gifts_head =
    "礼品编码,礼品名称,规格,单位,成本价,条码,最低库存,最高库存,批号管理,效期管理,箱码,箱规\n";

}  // namespace

TEST_CASE(
    "a file of gifts becomes the catalogue, with barcodes, cartons and what is kept of each") {
    GiftImportDesk desk;
    const auto preview = desk.imports.preview(desk.admin, desk.request(k_gifts_head));
    REQUIRE(preview);
    CHECK(understood(*preview) ==
          "礼品编码=code 礼品名称=name 规格=spec 单位=unit 成本价=cost 条码=barcode "
          "最低库存=stock_min 最高库存=stock_max 批号管理=batch_kept 效期管理=expiry_kept "
          "箱码=carton_barcode 箱规=carton_pieces");
    const auto import = desk.taken(
        k_gifts_head +
        "LP100,保温杯,480 ml,只,¥25.80,6901234567892;6901234567809,6,24,否,否,16901234567899,12\n"
        "LP101,花茶礼盒,12 袋,盒,23.80,,10,,是,是,,\n");
    CHECK(import.counts.added == 2);
    CHECK(import.counts.refused == 0);
    const auto cup = desk.gift("6901234567809");
    CHECK(cup.gift.code == "LP100");
    CHECK(cup.gift.cost == Fen(2580));
    CHECK(cup.gift.stock_min == 6);
    CHECK(cup.gift.stock_max == 24);
    CHECK(cup.barcodes.size() == 2);
    REQUIRE(cup.cartons.size() == 1);
    CHECK(cup.cartons.front().pieces == 12);
    const auto tea = desk.gift("LP101");
    CHECK(tea.gift.batch_kept);
    CHECK(tea.gift.expiry_kept);
    CHECK_FALSE(tea.gift.stock_max);
}

TEST_CASE("what is here already is brought up to the file; what it does not say stays") {
    GiftImportDesk desk;
    desk.taken(k_gifts_head + "LP100,保温杯,480 ml,只,25.80,,6,24,否,否,,\n");
    const auto again = desk.taken("编码,名称,成本\nLP100,保温杯,27.80\n");
    CHECK(again.counts.completed == 1);
    CHECK(desk.gift("LP100").gift.cost == Fen(2780));
    CHECK(desk.gift("LP100").gift.spec == "480 ml");
    CHECK(desk.gift("LP100").gift.stock_min == 6);
    CHECK(desk.taken("编码,名称\nLP100,保温杯\n").counts.known == 1);
}

TEST_CASE("lines that can't be taken stand in the errors file with every fault") {
    GiftImportDesk desk;
    const auto import =
        desk.taken(k_gifts_head +
                   "LP100,保温杯,,只,25.80,6901234567892,6,24,否,否,,\n"
                   "LP100,保温杯二,,只,25.80,,,,,,,\n"
                   "LP102,雨伞,,把,十元,6901234567892,9,3,也许,否,16901234567899,1\n"
                   ",没有编码,,个,1,,,,,,,\n");
    CHECK(import.counts.added == 1);
    CHECK(import.counts.refused == 3);
    CHECK(import.counts.duplicates == 1);
    const auto faults = desk.faults();
    CAPTURE(faults);
    for (const char* one : {"3 礼品编码 import_gift_twice", "4 成本价 import_amount_malformed",
                            "4 批号管理 import_value_unknown", "4 箱规 gift_carton_malformed",
                            "4 条码 gift_barcode_taken", "5 礼品编码 gift_malformed"}) {
        CHECK(faults.find(one) != std::string::npos);
    }
}

TEST_CASE("a try writes nothing, and an import of gifts is headquarters' alone") {
    GiftImportDesk desk;
    auto request = desk.request(k_gifts_head + "LP100,保温杯,,只,25.80,,,,,,,\n");
    request.check = true;
    CHECK(desk.imports.run(desk.admin, request).value().counts.added == 1);
    CHECK(desk.number("SELECT count(*) FROM gift") == 0);
    CHECK(test::code_of(desk.imports.run(desk.session(StaffRole::cs_manager), request)) ==
          "not_permitted");
    test::ImportDesk store;
    CHECK(store.outcome(store.request(ImportKind::gifts, k_gifts_head)) == "not_permitted");
}

TEST_CASE("taken back, gifts that nobody has used are retired and the others stay") {
    GiftImportDesk desk;
    const auto import = desk.taken(k_gifts_head +
                                   "LP100,保温杯,,只,25.80,6901234567892,,,,,,\n"
                                   "LP101,雨伞,,把,19.50,,,,,,,\n");
    desk.clock.advance(1000);
    Gifts gifts(desk.context);
    auto umbrella = gifts.save(
        desk.admin, {.code = "LP101", .name = "晴雨伞", .unit = "把", .cost = Fen(1950)});
    REQUIRE(umbrella);
    const auto undone = desk.imports.undo(desk.admin, import.id);
    REQUIRE(undone);
    CHECK(undone->gone == 1);
    CHECK(undone->stayed == 1);
    CHECK(desk.gift("LP100").gift.status == GiftStatus::retired);
    CHECK(test::code_of(gifts.find(desk.admin, "6901234567892")) == "gift_not_found");
    CHECK(desk.gift("LP101").gift.status == GiftStatus::active);
}

}  // namespace qiantai::domain
