// Printing on screen: the preview of stored goods' papers, the queue and the printers, driven by
// what a person reads.

#include "schema/base/signature.hpp"
#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/printing/rules/printers.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct PrintWindow : AppWindow {
    explicit PrintWindow(Who who = Who::clerk, Headless::Size size = k_sizes[0])
        : AppWindow(size), member(desk.add_member("陈静", "13800138001")) {
        qiantai::test::write_bytes(slips(), "");
        domain::StoredGoodsKeeper keeper(desk.context);
        const auto clerk = desk.session(Who::clerk);
        const auto made = keeper.deposit(
            clerk, {.member_id = member.id, .item = "爱他美 3 段", .quantity = 6, .unit = "罐"});
        REQUIRE(made.ok());
        goods = made->line.goods;
        const auto taken =
            keeper.withdraw(clerk, {.goods_id = goods.id,
                                    .quantity = 2,
                                    .signed_text = "领取",
                                    .signature = signature_text({{{1000, 3000}, {4000, 3200}}})});
        REQUIRE(taken.ok());
        sign_in(who);
    }
    std::string slips() const { return (papers / "slips").string(); }
    std::string on_paper() const { return qiantai::test::file_bytes(slips()); }
    void set_printer(domain::PrinterUse use, const std::string& address) {
        const auto set = domain::Printers(desk.context)
                             .set(desk.session(Who::store_manager),
                                  {.use = use, .name = "收银台小票机", .address = address});
        REQUIRE(set.ok());
    }
    void open_page() {
        auto now = app.flow();
        open_goods(now, goods.id);
        settle();
    }
    void open_withdrawal_slip() {
        open_page();
        touch("print event 0");
        settle();
    }

    qiantai::test::TempFolder papers;
    domain::Member member;
    domain::StoredGoods goods;
};

}  // namespace

TEST_CASE("the preview shows the page as it will be, as large as it is drawn") {
    PrintWindow window;
    window.open_page();
    window.touch("print sheet");
    window.settle();
    REQUIRE(window.nav().screen == k_preview_screen);
    CHECK(window.seen().shows("寄存单"));
    const auto& state = window.state<PreviewState>();
    REQUIRE(state.picture);
    CHECK(state.page_count == 1);
    const auto* page = window.seen().find("sheet");
    REQUIRE(page != nullptr);
    CHECK(page->target.width() == doctest::Approx(state.picture->width).epsilon(0.01));
    const auto small = state.picture->width;
    window.touch("whole");
    window.settle();
    CHECK(state.picture->width > small);
    // What is on the picture is drawn, not only its frame.
    const auto dark =
        std::ranges::count_if(state.picture->rgba, [](auto byte) { return byte < 60; });
    CHECK(dark > 2000);
}

TEST_CASE("a signed slip is printed from the course, and it says so") {
    PrintWindow window;
    window.set_printer(domain::PrinterUse::slip, window.slips());
    window.open_withdrawal_slip();
    CHECK(window.seen().shows("收银台小票机"));
    CHECK(window.seen().shows("就绪"));
    CHECK(window.seen().shows("顾客联 · 门店联"));
    window.touch("print");
    CHECK(window.on_paper().size() > 500);
    CHECK(window.desk.text("SELECT state FROM print_job") == "printed");
    CHECK(window.state<PreviewState>().history.size() == 1);
    CHECK(window.seen().shows("已打印"));
    // Pressing once more is asking once more.
    window.touch("减少");
    window.touch("print");
    CHECK(window.desk.number("SELECT copies FROM print_job ORDER BY seq DESC") == 1);
}

TEST_CASE("the slip of what was just taken in is a touch away") {
    PrintWindow window;
    window.set_printer(domain::PrinterUse::slip, window.slips());
    window.touch("way stored_goods");
    window.touch("deposit");
    window.type("陈静");
    window.touch("member 0");
    window.type("奶瓶");
    window.touch("save");
    window.touch("print slip");
    window.settle();
    CHECK(window.seen().shows("存货小票"));
    window.touch("print");
    CHECK(window.desk.text("SELECT state FROM print_job") == "printed");
}

TEST_CASE("a new member's card is printed from where its number stands") {
    PrintWindow window;
    window.set_printer(domain::PrinterUse::slip, window.slips());
    window.touch("way find");
    window.touch("register");
    window.type("13911820746");
    window.touch("name");
    window.type("张三丰");
    window.touch("agree membership");
    window.touch("save");
    window.touch("print card");
    window.settle();
    CHECK(window.seen().shows("会员卡"));
    window.touch("print");
    CHECK(window.desk.text("SELECT title || state FROM print_job") == "会员卡printed");
}

TEST_CASE("without a printer the filled button saves a file") {
    PrintWindow window;
    const qiantai::test::TempFolder home;
    ::setenv("HOME", home.path().c_str(), 1);
    window.open_withdrawal_slip();
    CHECK(window.seen().find("print") == nullptr);
    CHECK(window.seen().shows("还没有设置这种纸张的打印机"));
    window.touch("save pdf");
    window.touch("save pdf");
    CHECK(std::filesystem::exists(home / ("领取小票-" + window.goods.number + ".pdf")));
    CHECK(std::filesystem::exists(home / ("领取小票-" + window.goods.number + " (2).pdf")));
    CHECK(window.desk.last_action() == "stored_goods.save_pdf");
}

TEST_CASE("a print that failed is told, waits in the queue, and goes when it is tried again") {
    PrintWindow window;
    window.set_printer(domain::PrinterUse::slip, (window.papers / "gone").string());
    window.open_withdrawal_slip();
    CHECK(window.seen().shows("连不上"));
    window.touch("print");
    CHECK(window.desk.text("SELECT state FROM print_job") == "failed");
    window.scene().toasts = {};
    window.touch("way prints");
    CHECK(window.seen().shows("没有打成"));
    CHECK(window.seen().shows("连不上打印机"));
    CHECK(window.state<PrintsState>().open_count() == 1);
    qiantai::test::write_bytes(window.papers / "gone", "");
    window.touch("print again");
    CHECK(window.desk.text("SELECT state FROM print_job") == "printed");
    CHECK(window.state<PrintsState>().open_count() == 0);
    CHECK_FALSE(window.seen().shows("没有打成"));
}

TEST_CASE("after a program that died somebody is asked, and nothing is printed unasked") {
    PrintWindow window;
    window.set_printer(domain::PrinterUse::slip, window.slips());
    // A print in the hands of a program that is there no more.
    window.open_withdrawal_slip();
    window.touch("print");
    const auto once = window.on_paper();
    window.desk.run("UPDATE print_job SET state = 'sending', payload = x'41'");
    window.touch("way prints");
    CHECK(window.seen().shows("打出来了吗？"));
    CHECK(window.on_paper() == once);
    // What burns comes before the printers: above them, or in the first column.
    const auto* came_out = window.seen().find("came out");
    const auto printers = std::ranges::find(window.seen().texts, "打印机", &SeenText::text);
    REQUIRE(came_out != nullptr);
    REQUIRE(printers != window.seen().texts.end());
    CHECK((came_out->target.top < printers->needed.top ||
           came_out->target.left < printers->needed.left));
    SUBCASE("it came out") {
        window.touch("came out");
        CHECK(window.desk.text("SELECT state FROM print_job") == "printed");
        CHECK(window.on_paper() == once);
    }
    SUBCASE("it did not") {
        window.touch("not printed");
        CHECK(window.desk.text("SELECT state FROM print_job") == "printed");
        CHECK(window.on_paper() == once + "A");
    }
    SUBCASE("it is not wanted any more") {
        window.touch("cancel print");
        CHECK(window.desk.text("SELECT state FROM print_job") == "cancelled");
        CHECK(window.on_paper() == once);
    }
}

TEST_CASE("a manager sets a printer up and takes it away; a clerk reads who does") {
    PrintWindow window(Who::store_manager);
    window.touch("way prints");
    window.touch("printer slip");
    window.type("收银台");
    window.touch("address");
    window.type("lp0");
    window.touch("save printer");
    CHECK(window.seen().shows("打印机地址应为"));
    window.touch("address");
    for (int i = 0; i < 3; ++i) window.key(ImGuiKey_Backspace);
    window.type(window.slips());
    window.touch("save printer");
    CHECK(window.desk.text("SELECT address FROM printer") == window.slips());
    CHECK(window.seen().shows("就绪"));
    window.touch("printer slip");
    CHECK(window.state<PrintsState>().name == "收银台");
    window.touch("remove printer");
    CHECK(window.desk.number("SELECT count(*) FROM printer") == 0);
    PrintWindow clerk;
    clerk.touch("way prints");
    CHECK(clerk.seen().shows("由店长设置"));
    CHECK(clerk.seen().find("printer slip") == nullptr);
}

TEST_CASE("preview, queue and printer sheet fit on every screen in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        PrintWindow window(Who::store_manager, size);
        window.set_printer(domain::PrinterUse::slip, (window.papers / "gone").string());
        window.open_withdrawal_slip();
        window.check_layout("preview-slip");
        window.touch("print");
        window.scene().toasts = {};
        window.settle();
        window.touch("back");
        window.touch("print sheet");
        window.check_layout("preview-sheet");
        window.touch("whole");
        window.check_layout("preview-sheet-large");
        window.touch("queue");
        window.check_layout("prints");
        window.desk.run("UPDATE print_job SET state = 'sending'");
        auto flow = window.app.flow();
        load_screen(flow);
        window.settle();
        window.check_layout("prints-uncertain");
        window.touch("printer page");
        window.check_layout("printer-sheet");
    }
}

}  // namespace qiantai::app::test
