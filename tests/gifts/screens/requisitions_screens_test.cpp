// Requisitions as people see them: asking, the steps of the page, counting a parcel, two signatures.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

using WishStep = RequisitionStep;

/// A terminal of a store or of headquarters, with a warehouse and two gifts in the chain.
struct WishWindow : AppWindow {
    explicit WishWindow(Headless::Size size = k_sizes[0], const std::string& store_code = "S001")
        : AppWindow(size, store_code) {
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO store (id, code, name, utc_offset_minutes, status, kind, created_at)"
                " VALUES (?, 'W001', '总仓', 480, 'open', 'warehouse', 1)",
                desk.next_id());
            for (const auto& [code, name] : {std::pair{"LP001", "帆布袋"}, {"LP002", "花茶礼盒"}}) {
                const domain::Gift gift{.id = domain::gift_id_of(code),
                                        .code = code,
                                        .name = name,
                                        .unit = "个",
                                        .cost = Fen(1990),
                                        .stock_min = 5,
                                        .stock_max = 20,
                                        .created_by = "9001",
                                        .created_at = 1};
                TestDesk::must(sqlite::insert(desk.database(), gift));
            }
        });
        jobs.post(load_shop);
        settle();
    }
    domain::Requisitions service() { return domain::Requisitions(desk.context); }

    /// As somebody of S001 asked, wherever this terminal stands.
    Uuid wish(RequisitionKind kind = RequisitionKind::requisition, bool by_manager = false) {
        desk.clock.advance(60'000);
        const auto today = domain::business_date(desk.context).value();
        const domain::Requisition row{
            .id = desk.next_id(),
            .store_code = "S001",
            .partner = "W001",
            .number = fmt::format("LQ-S001-01-{:06}-K", ++m_wishes),
            .kind = kind,
            .wanted_on = today.plus_days(7),
            .lines = domain::lines_text(std::vector{line(10), line(4, "LP002")}),
            .words = "元旦前补货",
            .by_manager = by_manager,
            .business_date = today,
            .created_by = "3001",
            .created_at = desk.clock.now_ms()};
        desk.from_headquarters([&] { TestDesk::must(sqlite::insert(desk.database(), row)); });
        return row.id;
    }
    static domain::RequisitionLine line(int pieces, const char* code = "LP001") {
        return {.gift_id = domain::gift_id_of(code), .pieces = pieces};
    }
    /// As it comes from another place.
    Uuid arrive(const Uuid& wish, WishStep step, std::vector<domain::RequisitionLine> lines = {},
                std::optional<Uuid> about = std::nullopt) {
        desk.clock.advance(60'000);
        const domain::RequisitionEvent event{
            .id = desk.next_id(),
            .store_code = "W001",
            .requisition_id = wish,
            .step = step,
            .about_id = about,
            .lines = lines.empty() ? "" : domain::lines_text(lines),
            .parcel = step == WishStep::dispatched ? "SF1001" : "",
            .business_date = domain::business_date(desk.context).value(),
            .created_by = "9999",
            .created_at = desk.clock.now_ms()};
        desk.from_headquarters([&] { TestDesk::must(sqlite::insert(desk.database(), event)); });
        return event.id;
    }
    Uuid parcel_under_way() {
        const auto id = wish(RequisitionKind::requisition, true);
        arrive(id, WishStep::checked);
        arrive(id, WishStep::approved, {line(10), line(4, "LP002")});
        arrive(id, WishStep::dispatched, {line(10), line(4, "LP002")});
        return id;
    }
    void open(const Uuid& id) {
        auto now = app.flow();
        open_requisition(now, id);
        settle();
    }
    domain::RequisitionPage page(const Uuid& id, Who who = Who::store_manager) {
        return service().get(desk.session(who), id).value();
    }
    RequisitionPageState& shown() { return state<RequisitionPageState>(); }
    std::int64_t on_shelf() {
        return desk.number(
            "SELECT ifnull(sum(quantity), 0) FROM stock_balance"
            " WHERE spot = 'shelf' AND store_code = 'S001'");
    }
    void put(int pieces) {
        auto made =
            domain::Stock(desk.context)
                .adjust(
                    desk.session(Who::store_manager),
                    {.gift_id = domain::gift_id_of("LP001"), .quantity = pieces, .reason = "期初"});
        if (!made) FAIL(made.error().message());
        desk.clock.advance(1000);
    }
    void enter() { touch("way requisitions"); }
    void switch_person(Who who) {
        touch("person");
        touch("switch");
        sign_in(who);
    }

  private:
    int m_wishes = 0;
};

}  // namespace

TEST_CASE("a clerk asks for what is short by touch, and it waits for the manager") {
    WishWindow window;
    window.sign_in(Who::clerk);
    window.enter();
    CHECK(window.seen().shows("没有礼品申请"));
    window.touch("ask");
    // Nothing lies here, so both gifts are short.
    window.touch("add short");
    auto& form = window.state<RequisitionAskState>();
    REQUIRE(form.entry.lines.size() == 2);
    CHECK(form.entry.lines.front().pieces == 20);
    CHECK(form.entry.partner == "W001");
    window.touch("save");
    CHECK(window.nav().screen == k_requisition_screen);
    CHECK(window.desk.number("SELECT count(*) FROM requisition") == 1);
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
    CHECK(window.seen().shows("等店长同意"));
    // What somebody else has to do stands there with whose it is, and can't be touched.
    CHECK(window.seen().shows("由测试门店办理"));
    CHECK(window.seen().find("next step") == nullptr);
}

TEST_CASE("a gift is found by name or scanned, and each scan is one more") {
    WishWindow window;
    window.sign_in(Who::clerk);
    window.enter();
    window.touch("ask");
    window.touch("field");
    window.type("花茶");
    CHECK(window.seen().find("add LP001") == nullptr);
    window.touch("add LP002");
    window.scan("LP001");
    window.scan("LP001");
    const auto& lines = window.state<RequisitionAskState>().entry.lines;
    REQUIRE(lines.size() == 2);
    CHECK(lines.back().gift_id == domain::gift_id_of("LP001"));
    CHECK(lines.back().pieces == 21);
}

TEST_CASE("a half-filled request is there again after the terminal was switched off") {
    WishWindow window;
    window.sign_in(Who::clerk);
    window.enter();
    window.touch("ask");
    window.touch("add LP001");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 1);
    window.forget_work();
    window.enter();
    window.touch("ask");
    REQUIRE(window.state<RequisitionAskState>().entry.lines.size() == 1);
    CHECK(window.state<RequisitionAskState>().restored);
    window.touch("give up");
    window.touch("confirm");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("the manager agrees from the list, where it says that it is theirs to do") {
    WishWindow window;
    const auto id = window.wish();
    window.sign_in(Who::store_manager);
    window.enter();
    CHECK(window.state<RequisitionsState>().yours == 1);
    CHECK(window.seen().shows("待您办"));
    window.touch("requisition LQ-S001-01-000001-K");
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.page(id).state.phase == RequisitionPhase::forwarded);
    CHECK(window.seen().shows("等客服审核"));
    window.touch("back");
    CHECK(window.state<RequisitionsState>().yours == 0);
}

TEST_CASE("a request goes back with a reason, and not without one") {
    WishWindow window;
    const auto id = window.wish();
    window.sign_in(Who::store_manager);
    window.open(id);
    window.touch("退回申请");
    CHECK_FALSE(window.window.touch("confirm asking"));
    window.touch("门店库存够用");
    window.touch("confirm asking");
    CHECK(window.page(id).state.phase == RequisitionPhase::refused);
    CHECK(window.page(id).events.back().words == "门店库存够用");
}

TEST_CASE("a parcel is counted by scan; a difference needs its reason; two people sign") {
    WishWindow window;
    const auto id = window.parcel_under_way();
    window.sign_in(Who::clerk);
    window.open(id);
    window.touch("next step");
    REQUIRE(window.shown().sheet == RequisitionSheet::receive);
    CHECK(pieces_in_sheet(window.shown()) == 0);
    for (int i = 0; i < 3; ++i) window.scan("LP001");
    CHECK(pieces_in_sheet(window.shown()) == 3);
    // Less than was sent: nothing is signed without a word about it.
    CHECK_FALSE(window.window.touch("save sheet"));
    window.touch("all");
    CHECK(pieces_in_sheet(window.shown()) == 14);
    window.touch("收 14 件并签名");
    CHECK(window.on_shelf() == 14);
    CHECK(window.page(id).state.phase == RequisitionPhase::done);
    CHECK(window.seen().shows("缺第二人签名"));
    // The one who counted is not the second, who may type the PIN here, though.
    CHECK(window.seen().find("next step") == nullptr);
    CHECK(window.seen().shows("另一人在这里输密码签收"));
    window.switch_person(Who::store_manager);
    window.open(id);
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.page(id).state.parcels.front().countersigned_by ==
          TestDesk::number_of(Who::store_manager));
    CHECK(window.seen().shows("已签收"));
}

TEST_CASE("the second one signs for a parcel at the same till, with the PIN; the form is printed") {
    WishWindow window;
    const auto id = window.parcel_under_way();
    window.sign_in(Who::clerk);
    window.open(id);
    window.touch("next step");
    window.touch("all");
    window.touch("save sheet");
    window.touch("step countersigned 0");
    window.touch("choice 0");
    window.touch("other pin");
    window.type(domain::test::k_pin);
    window.touch("confirm asking");
    const auto& second = window.page(id).state.parcels.front().countersigned_by;
    CHECK_FALSE(second.empty());
    CHECK(second != TestDesk::number_of(Who::clerk));
    CHECK(window.scene().session->staff_number == TestDesk::number_of(Who::clerk));
    window.touch("print");
    CHECK(window.nav().screen == ScreenId{"preview"});
}

TEST_CASE("what is missing, spoilt or wrong is signed with its reason and waits for headquarters") {
    WishWindow window;
    const auto id = window.parcel_under_way();
    window.sign_in(Who::clerk);
    window.open(id);
    window.touch("next step");
    window.touch("all");
    window.shown().lines.front().pieces = 8;
    window.shown().lines.front().damaged = 1;
    window.settle();
    CHECK_FALSE(window.window.touch("save sheet"));
    window.touch("外箱破损");
    window.touch("save sheet");
    const auto page = window.page(id);
    CHECK(page.state.phase == RequisitionPhase::differing);
    CHECK(page.state.parcels.front().received.front().damaged == 1);
    CHECK(page.events.back().words == "外箱破损");
    CHECK(window.seen().shows("由总部办理"));
    CHECK(window.on_shelf() == 12);
}

TEST_CASE("a store sends back from its own shelf what the pick list takes for it") {
    WishWindow window;
    window.put(6);
    const auto id = window.wish(RequisitionKind::give_back, true);
    window.arrive(id, WishStep::checked);
    window.arrive(id, WishStep::approved, {WishWindow::line(10)});
    window.sign_in(Who::store_manager);
    window.enter();
    window.touch("tab 2");
    CHECK(window.seen().shows("缺 4 件"));
    window.touch("dispatch LQ-S001-01-000001-K");
    REQUIRE(window.shown().sheet == RequisitionSheet::dispatch);
    window.touch("发出 6 件");
    CHECK(window.on_shelf() == 0);
    CHECK(window.page(id).state.phase == RequisitionPhase::under_way);
    CHECK(window.page(id).state.items.front().still_to_send == 4);
}

TEST_CASE("headquarters approves line by line, and says why it is less") {
    WishWindow window(k_sizes[0], "HQ");
    const auto id = window.wish(RequisitionKind::requisition, true);
    window.sign_in(Who::cs_agent);
    window.open(id);
    window.touch("next step");
    window.touch("confirm");
    CHECK(window.page(id, Who::cs_agent).state.phase == RequisitionPhase::checked);
    window.switch_person(Who::cs_manager);
    window.open(id);
    window.touch("next step");
    REQUIRE(window.shown().sheet == RequisitionSheet::approve);
    CHECK(window.seen().shows("批准 14 件"));
    window.shown().lines.front().pieces = 7;
    window.settle();
    CHECK(window.seen().shows("批准 11 件"));
    CHECK_FALSE(window.window.touch("save sheet"));
    window.touch("总仓不足");
    window.touch("save sheet");
    const auto page = window.page(id, Who::cs_manager);
    CHECK(page.state.phase == RequisitionPhase::approved);
    CHECK(page.state.items.front().approved == 7);
    CHECK(page.state.worth == Fen(11 * 1990));
}

TEST_CASE("headquarters settles what did not arrive as it was sent") {
    WishWindow window(k_sizes[0], "HQ");
    const auto id = window.parcel_under_way();
    const auto parcel = window.page(id, Who::cs_manager).state.parcels.front().id;
    window.arrive(id, WishStep::received, {WishWindow::line(8), WishWindow::line(4, "LP002")},
                  parcel);
    window.sign_in(Who::cs_manager);
    window.open(id);
    window.touch("处理差异");
    REQUIRE(window.shown().sheet == RequisitionSheet::settle);
    CHECK_FALSE(window.window.touch("save sheet"));
    window.touch("仍在发货方");
    window.touch("发货方少装或装错");
    window.touch("save sheet");
    const auto page = window.page(id, Who::cs_manager);
    CHECK(page.state.parcels.front().outcome == DifferenceOutcome::sender_has_it);
    CHECK(page.state.parcels.front().to_book);
}

TEST_CASE("shelves that two tills filled twice are evened out by themselves") {
    WishWindow window;
    window.sign_in(Who::store_manager);
    const auto id = window.parcel_under_way();
    const auto parcel = window.page(id).state.parcels.front().id;
    REQUIRE(
        window.service().receive(window.desk.session(Who::clerk),
                                 {.requisition_id = id,
                                  .dispatch_id = parcel,
                                  .lines = {WishWindow::line(10), WishWindow::line(4, "LP002")}}));
    // The other till counted other batches, and its rows arrive now.
    const auto receipt = *window.page(id).state.parcels.front().receipt_id;
    window.desk.from_headquarters([&] {
        window.desk.run(
            "INSERT INTO stock_movement (id, store_code, gift_id, kind, spot, batch, quantity, at,"
            " document_id, business_date, created_by, created_at)"
            " VALUES (?, 'S001', ?, 'transfer_in', 'shelf', 'B7', 10, ?, ?, '2026-11-21', '1009',"
            " 1)",
            window.desk.next_id(), domain::gift_id_of("LP001"), window.desk.clock.now_ms(),
            receipt);
    });
    CHECK(window.on_shelf() == 24);
    SUBCASE("once a minute") {
        auto now = window.app.flow();
        requisitions_screen().each_minute(now);
    }
    SUBCASE("after an exchange with headquarters") {
        auto now = window.app.flow();
        requisitions_screen().session_ended(now, std::nullopt);
    }
    window.settle();
    CHECK(window.on_shelf() == 14);
}

TEST_CASE("requisitions keep every word and target in both languages and all sizes") {
    for (const auto& size : k_sizes) {
        WishWindow window(size);
        window.put(6);
        window.wish();
        const auto back = window.wish(RequisitionKind::give_back, true);
        window.arrive(back, WishStep::checked);
        window.arrive(back, WishStep::approved, {WishWindow::line(10)});
        const auto under_way = window.parcel_under_way();
        window.sign_in(Who::store_manager);
        window.enter();
        window.check_layout("requisitions");
        window.touch("tab 2");
        window.check_layout("requisitions-pick");
        window.touch("dispatch LQ-S001-01-000002-K");
        window.check_layout("requisition-dispatch");
        window.key(ImGuiKey_Escape);
        window.open(under_way);
        window.check_layout("requisition");
        window.touch("next step");
        window.check_layout("requisition-receive");
        auto& sheet = window.shown();
        sheet.sheet = RequisitionSheet::approve;
        window.check_layout("requisition-approve");
        sheet.sheet = RequisitionSheet::settle;
        window.check_layout("requisition-settle");
        window.key(ImGuiKey_Escape);
        window.enter();
        window.touch("ask");
        window.touch("add LP002");
        window.check_layout("requisition-ask");
    }
}

}  // namespace qiantai::app::test
