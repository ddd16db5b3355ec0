// The catalogue and campaigns at a desk of headquarters.

#include "terminal/attachments/rules/attachments.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/gifts/rules/stock_desk.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::domain::test {
namespace {

struct GiftsDesk : StockDesk {
    GiftsDesk() : StockDesk("HQ") {}
    Gifts gifts{context};
    Campaigns campaigns{context};
    Session admin = session(StaffRole::admin);
    Session planner = session(StaffRole::cs_manager);

    static GiftEntry cup() {
        return {.code = "LP100",
                .name = "保温杯",
                .category = "日用",
                .unit = "只",
                .cost = Fen(2580),
                .stock_min = 10,
                .stock_max = 60};
    }
    CampaignEntry anniversary() const {
        return {.code = "ZN2026",
                .name = "周年庆",
                .starts_on = Date::of_text("2026-11-20"),
                .ends_on = Date::of_text("2026-12-10"),
                .gifts = {{bag, 1}, {tea, 2}},
                .rule = {.tiers = {"gold"}, .spend_min = Fen(20'000)},
                .cap = 500};
    }
};

}  // namespace

TEST_CASE("a gift is made and changed by its code, and is the same at every desk") {
    GiftsDesk desk;
    const auto made = desk.made(desk.gifts.save(desk.admin, GiftsDesk::cup()));
    CHECK(made.gift.id == gift_id_of("LP100"));
    auto dearer = GiftsDesk::cup();
    dearer.cost = Fen(2780);
    dearer.category.clear();
    dearer.status = GiftStatus::retired;
    const auto changed = desk.made(desk.gifts.save(desk.admin, dearer));
    CHECK(changed.gift.id == made.gift.id);
    CHECK(changed.gift.cost == Fen(2780));
    CHECK(changed.gift.category.empty());
    CHECK(changed.gift.status == GiftStatus::retired);
    CHECK(changed.gift.created_at == made.gift.created_at);
    CHECK(desk.last_action() == "gifts.save");
    CHECK(desk.number("SELECT count(*) FROM gift") == 3);
}

TEST_CASE("a campaign's cap is raised or lifted, never lowered, nor set once it was planned") {
    GiftsDesk desk;
    auto entry = desk.anniversary();
    const auto save_with = [&](std::optional<int> cap) {
        entry.cap = cap;
        return desk.campaigns.save(desk.planner, entry);
    };
    CHECK(desk.made(save_with(500)).cap == 500);
    const auto lower = save_with(499);
    REQUIRE_FALSE(lower.ok());
    CHECK(lower.error().kind == &k_campaign_cap_fixed);
    CHECK(lower.error().field == "cap");
    CHECK(desk.number("SELECT cap FROM campaign") == 500);
    CHECK(desk.made(save_with(500)).cap == 500);
    CHECK(desk.made(save_with(800)).cap == 800);
    CHECK_FALSE(desk.made(save_with(std::nullopt)).cap.has_value());
    CHECK(save_with(10'000).error().kind == &k_campaign_cap_fixed);
}

TEST_CASE("a gift that can't be is refused by the name of its field") {
    GiftsDesk desk;
    const auto field_of = [&](auto&& change) {
        auto entry = GiftsDesk::cup();
        change(entry);
        const auto result = desk.gifts.save(desk.admin, entry);
        return result ? "ok" : std::string(result.error().field);
    };
    CHECK(field_of([](GiftEntry& gift) { gift.code = "礼品"; }) == "code");
    CHECK(field_of([](GiftEntry& gift) { gift.name = "  "; }) == "name");
    CHECK(field_of([](GiftEntry& gift) { gift.unit.clear(); }) == "unit");
    CHECK(field_of([](GiftEntry& gift) { gift.cost = Fen(-1); }) == "cost");
    CHECK(field_of([](GiftEntry& gift) { gift.cost = Fen(10'000'001); }) == "cost");
    CHECK(field_of([](GiftEntry& gift) { gift.stock_max = 9; }) == "stock_max");
    CHECK(field_of([](GiftEntry& gift) { gift.stock_min = -1; }) == "stock_min");
    CHECK(field_of([](GiftEntry& gift) { gift.picture = "cup.jpg"; }) == "picture");
    CHECK(field_of([](GiftEntry& gift) { gift.picture = std::string(64, 'a'); }) == "ok");
}

TEST_CASE("a carton's barcode stands for so many pieces and is none of the piece's own") {
    GiftsDesk desk;
    CHECK(code_of(desk.gifts.add_carton(desk.admin, desk.bag, "16901234567899", 1)) ==
          "gift_carton_malformed");
    const auto line = desk.made(desk.gifts.add_carton(desk.admin, desk.bag, "16901234567899", 12));
    CHECK(line.barcodes.empty());
    REQUIRE(line.cartons.size() == 1);
    CHECK(pieces_of_code(line, "16901234567899") == 12);
    CHECK(pieces_of_code(line, "LP001") == 1);
    CHECK_FALSE(pieces_of_code(line, "6900000000000"));
    const auto scanned = find_gift_of_code(desk.database(), "16901234567899").value();
    REQUIRE(scanned);
    CHECK(scanned->gift.id == desk.bag);
    CHECK(scanned->pieces == 12);
    CHECK(load_carton(desk.database(), desk.bag).value() == 12);
    // It is another size now.
    desk.made(desk.gifts.add_carton(desk.admin, desk.bag, "16901234567899", 24));
    CHECK(load_carton(desk.database(), desk.bag).value() == 24);
    CHECK(code_of(desk.gifts.add_carton(desk.admin, desk.tea, "16901234567899", 6)) ==
          "gift_barcode_taken");
    desk.made(desk.gifts.remove_barcode(desk.admin, desk.bag, "16901234567899"));
    CHECK_FALSE(load_carton(desk.database(), desk.bag).value());
}

TEST_CASE("a gift has a picture that whoever plans campaigns chose, until it is taken away") {
    GiftsDesk desk;
    qiantai::test::TempFolder files;
    const auto photo = files / "bag.jpg", paper = files / "bag.pdf";
    qiantai::test::write_bytes(photo, sample_jpeg(640, 480));
    qiantai::test::write_bytes(paper, "%PDF-1.4\n%%EOF\n");
    CHECK(code_of(desk.gifts.set_picture(desk.session(StaffRole::cs_agent),
                                         {.gift_id = desk.bag, .path = photo.string()})) ==
          "not_permitted");
    const auto line = desk.made(
        desk.gifts.set_picture(desk.planner, {.gift_id = desk.bag, .path = photo.string()}));
    CHECK(line.gift.picture.size() == 64);
    CHECK(load_attachment_status(desk.context, line.gift.picture).value().here);
    CHECK(desk.last_action() == "gifts.set_picture");
    CHECK_FALSE(
        desk.gifts.set_picture(desk.planner, {.gift_id = desk.bag, .path = paper.string()}).ok());
    // What else is said of the gift leaves its picture.
    CHECK(desk.made(desk.gifts.find(desk.planner, "LP001")).gift.picture == line.gift.picture);
    CHECK(desk.made(desk.gifts.set_picture(desk.planner, {.gift_id = desk.bag}))
              .gift.picture.empty());
}

TEST_CASE("a barcode finds one gift; another gets it only after it was taken away") {
    GiftsDesk desk;
    CHECK(code_of(desk.gifts.find(desk.admin, "6901234567892")) == "gift_not_found");
    CHECK(desk.made(desk.gifts.add_barcode(desk.admin, desk.bag, " 6901234567892")).barcodes ==
          std::vector<std::string>{"6901234567892"});
    CHECK(desk.made(desk.gifts.find(desk.admin, "6901234567892")).gift.id == desk.bag);
    CHECK(desk.made(desk.gifts.find(desk.admin, "LP002")).gift.id == desk.tea);
    CHECK(code_of(desk.gifts.add_barcode(desk.admin, desk.tea, "6901234567892")) ==
          "gift_barcode_taken");
    CHECK(code_of(desk.gifts.add_barcode(desk.admin, desk.tea, "12")) == "gift_barcode_malformed");
    CHECK(code_of(desk.gifts.remove_barcode(desk.admin, desk.tea, "6901234567892")) ==
          "gift_not_found");
    CHECK(desk.made(desk.gifts.remove_barcode(desk.admin, desk.bag, "6901234567892"))
              .barcodes.empty());
    CHECK(desk.made(desk.gifts.add_barcode(desk.admin, desk.tea, "6901234567892")).gift.id ==
          desk.tea);
    CHECK(desk.made(desk.gifts.find(desk.admin, "6901234567892")).gift.id == desk.tea);
    CHECK(desk.number("SELECT count(*) FROM gift_barcode") == 1);
}

TEST_CASE("a campaign runs from its first day through its last, unless it is ended before") {
    GiftsDesk desk;
    const auto made = desk.made(desk.campaigns.save(desk.planner, desk.anniversary()));
    CHECK(made.stage == CampaignStage::running);
    CHECK(made.gifts.size() == 2);
    CHECK(made.rule.spend_min == Fen(20'000));
    CHECK(made.rule.tiers == std::vector<std::string>{"gold"});
    CHECK(made.cap == 500);
    const auto stage_on = [&](const char* day) {
        desk.set_time(day, 12);
        return desk.made(desk.campaigns.list(desk.planner)).front().stage;
    };
    CHECK(stage_on("2026-12-10") == CampaignStage::running);
    CHECK(stage_on("2026-12-11") == CampaignStage::over);
    CHECK(code_of(desk.campaigns.end(desk.planner, made.id)) == "campaign_ended");
    auto longer = desk.anniversary();
    longer.ends_on = Date::of_text("2026-12-31");
    longer.cap = 800;
    // As a new one its code is taken, and nothing is changed.
    auto new_one = longer;
    new_one.must_be_new = true;
    CHECK(code_of(desk.campaigns.save(desk.planner, new_one)) == "campaign_code_taken");
    CHECK(desk.made(desk.campaigns.save(desk.planner, longer)).cap == 800);
    CHECK(desk.made(desk.campaigns.end(desk.planner, made.id)).stage == CampaignStage::over);
    CHECK(code_of(desk.campaigns.end(desk.planner, made.id)) == "campaign_ended");
    CHECK(code_of(desk.campaigns.end(desk.planner, desk.bag)) == "campaign_not_found");
}

TEST_CASE("a campaign that can't be is refused by the name of its field") {
    GiftsDesk desk;
    const auto field_of = [&](auto&& change) {
        auto entry = desk.anniversary();
        change(entry);
        const auto result = desk.campaigns.save(desk.planner, entry);
        return result ? "ok" : std::string(result.error().field);
    };
    CHECK(field_of([](CampaignEntry& one) { one.code.clear(); }) == "code");
    CHECK(field_of([](CampaignEntry& one) { one.name.clear(); }) == "name");
    CHECK(field_of([](CampaignEntry& one) { one.ends_on = Date::of_text("2026-11-19"); }) ==
          "ends_on");
    CHECK(field_of([](CampaignEntry& one) { one.gifts.clear(); }) == "gifts");
    CHECK(field_of([](CampaignEntry& one) { one.gifts.push_back(one.gifts.front()); }) == "gifts");
    CHECK(field_of([](CampaignEntry& one) { one.gifts.front().pieces = 0; }) == "gifts");
    CHECK(field_of([](CampaignEntry& one) { one.cap = 0; }) == "cap");
    CHECK(field_of([](CampaignEntry& one) { one.rule.per_member = -1; }) == "rule.per_member");
    CHECK(field_of([](CampaignEntry& one) { one.gifts.front().gift_id = Uuid(); }) == "gift_id");
}

}  // namespace qiantai::domain::test
