#include "schema/base/signature.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/printing/screens/screen_printing.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct GoodsWindow : AppWindow {
    explicit GoodsWindow(Who who = Who::clerk, Headless::Size size = k_sizes[0])
        : AppWindow(size), member(desk.add_member("陈静", "13800138001")) {
        sign_in(who);
    }
    domain::StoredGoodsKeeper keeper() { return domain::StoredGoodsKeeper(desk.context); }
    Uuid deposit(int quantity = 6, std::optional<int> expires_in = {}) {
        desk.clock.advance(1000);
        domain::GoodsDeposit deposit{.member_id = member.id,
                                     .item = "爱他美 3 段",
                                     .quantity = quantity,
                                     .barcode = "6901234567892",
                                     .unit = "罐",
                                     .batch = "L20260301",
                                     .place = "A-03",
                                     .till_receipt = "S001-0921-0033",
                                     .fee = Fen(500)};
        if (expires_in) {
            deposit.expires_on = domain::business_date(desk.context).value().plus_days(*expires_in);
        }
        auto made = keeper().deposit(desk.session(Who::clerk), deposit);
        if (!made) FAIL(made.error().message());
        return made->line.goods.id;
    }
    void open(const Uuid& id) {
        auto now = app.flow();
        open_goods(now, id);
        settle();
    }
    int remaining(const Uuid& id) {
        return keeper().get(desk.session(Who::clerk), id).value().line.state.remaining;
    }
    void sign() {
        const auto* pad = seen().find("pad");
        REQUIRE(pad != nullptr);
        const auto area = pad->target;
        window.drag({area.left + 60, area.center_y()}, {area.right - 60, area.center_y()}, 12);
        window.drag({area.center_x(), area.top + 20}, {area.center_x(), area.bottom - 60}, 8);
        settle();
    }
    /// On the page of a deposit: the customer's side, with one piece.
    void turn() {
        touch("withdraw");
        touch("save sheet");
        REQUIRE(nav().screen == k_goods_slip_screen);
    }
    domain::Member member;
};

}  // namespace

TEST_CASE("goods are taken in by touch: member by name, item, quantity; the number stands large") {
    GoodsWindow window;
    window.touch("way stored_goods");
    CHECK(window.seen().shows("没有存货"));
    window.touch("deposit");
    window.type("陈静");
    window.touch("member 0");
    window.type("爱他美 3 段");
    for (int i = 0; i < 5; ++i) window.touch("增加");
    // The on-screen keyboard's own key leads through the form: quantity, unit, then the date.
    for (int i = 0; i < 3; ++i) window.touch("下一项");
    window.type("20270131");
    window.touch("save");
    REQUIRE(window.state<GoodsDepositState>().done);
    CHECK(window.seen().shows("SG-S001-01-000001-"));
    CHECK(window.desk.number("SELECT quantity FROM stored_goods") == 6);
    CHECK(window.desk.text("SELECT expires_on FROM stored_goods") == "2027-01-31");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
    window.touch("open goods");
    CHECK(window.seen().shows("爱他美 3 段"));
    CHECK(window.seen().shows("共存 6 件"));
}

TEST_CASE("while something is missing the button leads there and says what") {
    GoodsWindow window;
    window.touch("way stored_goods");
    window.touch("deposit");
    window.touch("hide");
    CHECK(window.seen().shows("先选会员"));
    CHECK_FALSE(window.window.touch("save"));
    window.touch("field");
    // Above the keyboard stands who was found, and nothing to save yet.
    CHECK(window.seen().find("save") == nullptr);
    window.type("陈静");
    CHECK(window.state<GoodsDepositState>().member_typed == "陈静");
    window.touch("member 0");
    window.touch("hide");
    window.touch("save");
    CHECK(window.state<GoodsDepositState>().errors.contains("item"));
    CHECK(window.desk.number("SELECT count(*) FROM stored_goods") == 0);
    window.touch("expires_on");
    window.type("20270231");
    window.touch("save");
    CHECK(window.state<GoodsDepositState>().errors.contains("expires_on"));
}

TEST_CASE("a half-filled deposit is there again after the terminal was switched off") {
    GoodsWindow window;
    window.touch("way stored_goods");
    window.touch("deposit");
    window.type("陈静");
    window.touch("member 0");
    window.type("奶粉");
    window.touch("hide");
    window.touch("place");
    window.type("B-02");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 1);
    CHECK(window.desk.number("SELECT count(*) FROM draft WHERE content LIKE '%陈静%'") == 0);
    window.forget_work();
    window.touch("way stored_goods");
    window.touch("deposit");
    const auto& state = window.state<GoodsDepositState>();
    REQUIRE(state.member);
    CHECK(state.member->member.name == "陈静");
    CHECK(state.deposit.item == "奶粉");
    CHECK(state.deposit.place == "B-02");
    CHECK(state.restored);
    window.touch("放弃");
    window.touch("confirm");
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("scanned on the deposit a card chooses the member, a barcode the item stored before") {
    GoodsWindow window;
    window.deposit();
    const auto card = window.desk.text("SELECT number FROM member_card");
    window.touch("way stored_goods");
    window.touch("deposit");
    window.scan(card);
    REQUIRE(window.state<GoodsDepositState>().member);
    window.scan("6901234567892");
    CHECK(window.state<GoodsDepositState>().deposit.item == "爱他美 3 段");
    CHECK(window.state<GoodsDepositState>().deposit.unit == "罐");
}

TEST_CASE("scanned on the list a slip opens its goods, a card shows its member's") {
    GoodsWindow window;
    const auto id = window.deposit();
    const auto other = window.desk.add_member("王丽", "13900139002");
    const auto number = window.desk.text("SELECT number FROM stored_goods");
    window.touch("way stored_goods");
    window.scan(window.desk.text("SELECT number FROM member_card WHERE member_id = ?", other.id));
    CHECK(window.seen().shows("没有找到"));
    window.touch("看全部");
    CHECK(window.seen().shows("陈静"));
    window.scan(number);
    CHECK(window.nav().screen == k_goods_screen);
    CHECK(window.state<GoodsPageState>().id == id);
}

TEST_CASE("scanned anywhere a slip opens its goods; what nobody knows is said") {
    GoodsWindow window;
    const auto id = window.deposit();
    window.scan(window.desk.text("SELECT number FROM stored_goods"));
    CHECK(window.nav().screen == k_goods_screen);
    CHECK(window.state<GoodsPageState>().id == id);
    window.touch("way home");
    const auto of_other_kind = store::format_human_number({"S001", "00", 7, "XX"});
    window.scan(of_other_kind);
    CHECK(window.nav().screen == k_home_screen);
    CHECK(window.seen().shows(of_other_kind));
}

TEST_CASE("the list finds by name, shows whom to remind, and what is left of each item") {
    GoodsWindow window;
    window.deposit(6, 20);
    window.deposit(3);
    window.touch("way stored_goods");
    CHECK(window.seen().shows("剩 6 罐"));
    window.touch("field");
    window.type("没有的人");
    CHECK(window.seen().shows("没有找到"));
    window.touch("看全部");
    window.touch("待提醒 1");
    CHECK(window.seen().shows("还剩 20 天到期"));
    CHECK(window.seen().shows("还没提醒过"));
    window.touch("按品名");
    CHECK(window.seen().shows("剩 9 罐"));
    window.touch("item 爱他美 3 段 罐");
    CHECK(window.state<GoodsListState>().view == GoodsView::left);
    CHECK(window.state<GoodsListState>().rows.size() == 2);
}

TEST_CASE("the member's page says how much lies here, and leads to it") {
    GoodsWindow window;
    const auto other = window.desk.add_member("王丽", "13900139002");
    window.deposit();
    window.deposit(3);
    auto flow = window.app.flow();
    open_member(flow, other.id);
    window.settle();
    CHECK(window.seen().find("line stored_goods") == nullptr);
    open_member(flow, window.member.id);
    window.settle();
    CHECK(window.seen().shows("存货 2 笔未领完"));
    window.touch("line stored_goods");
    CHECK(window.nav().screen == k_goods_list_screen);
    CHECK(window.state<GoodsListState>().rows.size() == 2);
    CHECK(window.seen().shows("陈静"));
}

TEST_CASE("the customer signs, the rest is thanks and a locked terminal; the same person goes on") {
    GoodsWindow window;
    const auto id = window.deposit();
    window.open(id);
    window.touch("withdraw");
    window.touch("增加");
    window.touch("save sheet");
    CHECK(window.seen().shows("陈静，请您核对"));
    CHECK(window.seen().shows("2 罐"));
    CHECK(window.seen().find("way home") == nullptr);
    CHECK_FALSE(window.seen().shows("138"));
    CHECK_FALSE(window.window.touch("agree"));
    window.sign();
    window.touch("agree");
    CHECK(window.remaining(id) == 4);
    CHECK(window.seen().shows("谢谢您"));
    window.window.advance(k_customer_thanks_s + 0.1);
    window.settle();
    CHECK(window.scene().stage == Stage::sign_in);
    window.pin(domain::test::k_pin);
    CHECK(window.nav().screen == k_goods_screen);
    CHECK(window.seen().shows("领取 2 罐"));
    const auto text = window.desk.text("SELECT signed_text FROM stored_goods_event");
    CHECK(text.find("本次领取: 2 罐") != std::string::npos);
    CHECK(text.find("领后还剩: 4 罐") != std::string::npos);
}

TEST_CASE(
    "what was taken in is signed for at once, with the conditions; the page shows who signed") {
    GoodsWindow window;
    window.deposit(2);
    window.touch("way stored_goods");
    window.touch("deposit");
    window.type("陈静");
    window.touch("member 0");
    window.type("飞鹤 2 段");
    window.touch("save");
    REQUIRE(window.state<GoodsDepositState>().done);
    const auto id = window.state<GoodsDepositState>().done->goods.id;
    window.touch("sign");
    REQUIRE(window.nav().screen == k_goods_slip_screen);
    for (const auto* words : {"2 笔", "飞鹤 2 段", "爱他美 3 段", "寄存须知"}) {
        CAPTURE(words);
        CHECK(window.seen().shows(words));
    }
    CHECK_FALSE(window.window.touch("agree"));
    window.sign();
    window.touch("agree");
    CHECK(window.desk.number("SELECT count(*) FROM stored_goods_event WHERE kind = 'signing'") ==
          2);
    CHECK(window.desk.text("SELECT signed_text FROM stored_goods_event LIMIT 1").find("寄存须知") !=
          std::string::npos);
    window.window.advance(k_customer_thanks_s + 0.1);
    window.settle();
    window.pin(domain::test::k_pin);
    CHECK(window.nav().screen == k_goods_screen);
    CHECK(window.state<GoodsPageState>().id == id);
    CHECK(window.seen().shows("顾客签了寄存单"));
    CHECK(window.seen().find("sign deposit") == nullptr);
    window.touch("print event 0");
    CHECK(window.state<PreviewState>().title == "寄存单");
}

TEST_CASE("what was taken in and all that can be done next is in sight on the smallest screens") {
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height / size.scale);
        GoodsWindow window(Who::clerk, size);
        window.touch("way stored_goods");
        window.touch("deposit");
        window.type("陈静");
        window.touch("member 0");
        window.type("飞鹤 2 段");
        window.touch("save");
        REQUIRE(window.state<GoodsDepositState>().done);
        window.check_layout("goods-deposited");
        for (const auto* button : {"sign", "print slip", "open goods", "next deposit"}) {
            CAPTURE(button);
            const auto* seen = window.seen().find(button);
            REQUIRE(seen != nullptr);
            CHECK(seen->clip.contains(seen->target));
            CHECK(seen->target.height() >= k_target_min * size.scale);
        }
    }
}

TEST_CASE("a deposit that nobody signed for is signed from its page; who disagrees signs nothing") {
    GoodsWindow window;
    const auto id = window.deposit();
    window.open(id);
    window.touch("sign deposit");
    REQUIRE(window.nav().screen == k_goods_slip_screen);
    window.touch("disagree");
    CHECK(window.desk.number("SELECT count(*) FROM stored_goods_event") == 0);
    window.settle();
    window.pin(domain::test::k_pin);
    CHECK(window.seen().shows("顾客有不同意见"));
    window.touch("sign deposit");
    window.touch("language");
    window.sign();
    window.touch("agree");
    CHECK(window.desk.text("SELECT signed_text FROM stored_goods_event").starts_with("Deposit"));
}

TEST_CASE("that nobody signed yet is said in sight on the smallest screens, until all is fetched") {
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height / size.scale);
        GoodsWindow window(Who::clerk, size);
        const auto id = window.deposit(2);
        window.open(id);
        window.check_layout("goods-unsigned");
        CHECK(window.seen().shows("顾客还没在寄存单上签名"));
        const auto* button = window.seen().find("sign deposit");
        REQUIRE(button != nullptr);
        CHECK(button->clip.contains(button->target));
        window.touch("withdraw");
        window.touch("全部");
        window.touch("save sheet");
        window.sign();
        window.touch("agree");
        window.window.advance(k_customer_thanks_s + 0.1);
        window.settle();
        window.pin(domain::test::k_pin);
        REQUIRE(window.remaining(id) == 0);
        CHECK(window.seen().find("sign deposit") == nullptr);
    }
}

TEST_CASE("after a minute without a touch nothing is saved and the staff has to unlock") {
    GoodsWindow window;
    const auto id = window.deposit();
    window.open(id);
    window.turn();
    window.sign();
    window.window.advance(k_customer_idle_s - 1);
    window.settle();
    CHECK(window.nav().screen == k_goods_slip_screen);
    window.window.advance(1.1);
    window.settle();
    CHECK(window.scene().stage == Stage::sign_in);
    CHECK(window.remaining(id) == 6);
    CHECK(window.state<GoodsSlipState>().turn.strokes.empty());
    window.pin(domain::test::k_pin);
    CHECK(window.nav().screen == k_goods_screen);
}

TEST_CASE("a customer who disagrees signs nothing, and the clerk sees it") {
    GoodsWindow window;
    const auto id = window.deposit();
    window.open(id);
    window.turn();
    window.sign();
    window.touch("disagree");
    CHECK(window.scene().stage == Stage::sign_in);
    window.pin(domain::test::k_pin);
    CHECK(window.seen().shows("顾客有不同意见"));
    CHECK(window.remaining(id) == 6);
}

TEST_CASE("the customer reads and signs in the own language, the terminal keeps its own") {
    GoodsWindow window;
    window.open(window.deposit());
    window.turn();
    window.touch("English");
    CHECK(window.seen().shows("Please check, 陈静"));
    CHECK(window.scene().settings.language == Language::zh);
    window.sign();
    window.touch("agree");
    const auto text = window.desk.text("SELECT signed_text FROM stored_goods_event");
    CHECK(text.find("Handed over now: 1 罐") != std::string::npos);
}

TEST_CASE("if another till has handed out the last piece meanwhile, the staff is told why not") {
    GoodsWindow window;
    const auto id = window.deposit(1);
    window.open(id);
    window.turn();
    REQUIRE(
        window.keeper().withdraw(window.desk.session(Who::clerk),
                                 {.goods_id = id,
                                  .quantity = 1,
                                  .signed_text = "x",
                                  .signature = signature_text({{{1000, 3000}, {4000, 3200}}})}));
    window.sign();
    window.touch("agree");
    CHECK(window.scene().stage == Stage::sign_in);
    CHECK(window.desk.number("SELECT count(*) FROM stored_goods_event") == 1);
    window.pin(domain::test::k_pin);
    CHECK(window.seen().shows("剩余数量不足"));
}

TEST_CASE("nothing a scanner types while the customer has the screen leads away from it") {
    GoodsWindow window;
    window.open(window.deposit());
    window.turn();
    window.scan(window.desk.text("SELECT number FROM member_card"));
    CHECK(window.nav().screen == k_goods_slip_screen);
    window.key(ImGuiKey_Escape);
    CHECK(window.nav().screen == k_goods_slip_screen);
}

TEST_CASE("goods are moved, reminded of, and a manager takes a hand-out back") {
    GoodsWindow window(Who::store_manager);
    const auto id = window.deposit(6, 20);
    REQUIRE(
        window.keeper().withdraw(window.desk.session(Who::clerk),
                                 {.goods_id = id,
                                  .quantity = 2,
                                  .signed_text = "x",
                                  .signature = signature_text({{{1000, 3000}, {4000, 3200}}})}));
    window.open(id);
    window.touch("move");
    window.touch("place");
    window.type("B-01");
    window.give_reason("腾地方");
    window.touch("save sheet");
    CHECK(window.seen().shows("B-01"));
    window.touch("remind");
    window.touch("已告知");
    window.touch("save sheet");
    CHECK(window.desk.text("SELECT outcome FROM stored_goods_event WHERE kind = 'reminder'") ==
          "reached");
    window.touch("event 2");
    window.touch("数量填错");
    window.touch("save sheet");
    CHECK(window.remaining(id) == 6);
    CHECK(window.seen().shows("已冲正"));
}

TEST_CASE(
    "place and reason of a move are asked side by side where the keyboard leaves little room") {
    for (const auto size :
         {k_sizes[0], Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height / size.scale);
        GoodsWindow window(Who::clerk, size);
        window.open(window.deposit());
        window.touch("move");
        CHECK(window.seen().shows("新货位（现在 A-03）"));
        CHECK(window.seen().shows("请先填写新货位、原因"));
        for (const auto* item : {"q", "place", "full", "cool", "save sheet", "cancel"}) {
            CAPTURE(item);
            const auto* seen = window.seen().find(item);
            REQUIRE(seen != nullptr);
            CHECK(seen->clip.contains(seen->target));
        }
        window.touch("cancel");
        CHECK(window.state<GoodsPageState>().sheet == GoodsPageState::Sheet::none);
    }
}

TEST_CASE("whom to remind is called at a number that is asked for, with a trace") {
    GoodsWindow window(Who::clerk);
    window.desk.run("UPDATE member SET home_clerk = '1002'");
    const auto id = window.deposit(6, 20);
    window.touch("way stored_goods");
    CHECK(window.seen().shows("138****8001"));
    window.open(id);
    CHECK(window.seen().shows("存货 · 陈静"));
    window.touch("remind");
    window.touch("show number");
    CHECK(window.desk.last_action() == "members.reveal_contact");
    CHECK(window.seen().shows("138 0013 8001"));
}

TEST_CASE("what and whose it is, how many are left and where they lie is in sight at once") {
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height / size.scale);
        GoodsWindow window(Who::clerk, size);
        window.open(window.deposit(6, 20));
        for (const auto* words : {"爱他美 3 段", "陈静", "6 罐", "共存 6 罐", "A-03"}) {
            CAPTURE(words);
            const auto text = std::ranges::find(window.seen().texts, words, &SeenText::text);
            REQUIRE(text != window.seen().texts.end());
            CHECK(text->clip.contains(text->needed));
        }
        CHECK(std::ranges::count(window.seen().items, "记录提醒", &SeenItem::label) == 1);
    }
}

TEST_CASE("whoever is found for a deposit stands in two rows at least above the keyboard") {
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height / size.scale);
        GoodsWindow window(Who::clerk, size);
        window.desk.add_member("陈静怡", "13900139002");
        window.touch("way stored_goods");
        window.touch("deposit");
        window.type("陈静");
        REQUIRE(window.seen().find("q") != nullptr);
        for (const auto* row : {"member 0", "member 1"}) {
            const auto* seen = window.seen().find(row);
            REQUIRE(seen != nullptr);
            CHECK(seen->clip.contains(seen->target));
        }
    }
}

TEST_CASE("whose goods are taken in stays in sight above the keyboard") {
    GoodsWindow window(Who::clerk, {1366, 768, 1.5f});
    window.touch("way stored_goods");
    window.touch("deposit");
    window.type("陈静");
    window.touch("member 0");
    window.touch("place");
    const auto name = std::ranges::find(window.seen().texts, "陈静", &SeenText::text);
    REQUIRE(name != window.seen().texts.end());
    CHECK(name->clip.contains(name->needed));
    CHECK_FALSE(name->scrolls);
    CHECK(window.seen().shows("草稿已保存"));
}

TEST_CASE("a clerk is not offered to take a hand-out back") {
    GoodsWindow window;
    const auto id = window.deposit();
    REQUIRE(
        window.keeper().withdraw(window.desk.session(Who::clerk),
                                 {.goods_id = id,
                                  .quantity = 2,
                                  .signed_text = "x",
                                  .signature = signature_text({{{1000, 3000}, {4000, 3200}}})}));
    window.open(id);
    CHECK_FALSE(window.window.touch("event 0"));
}

TEST_CASE("every screen of stored goods fits every size and both languages, keyboard included") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        GoodsWindow window(Who::store_manager, size);
        const auto id = window.deposit(6, 20);
        window.deposit(3);
        REQUIRE(window.keeper().withdraw(
            window.desk.session(Who::clerk),
            {.goods_id = id,
             .quantity = 2,
             .signer = "陈建国",
             .signed_text = "x",
             .signature = signature_text({{{1000, 3000}, {4000, 3200}}})}));
        window.touch("way stored_goods");
        window.check_layout("goods-list");
        window.touch("tab 1");
        window.check_layout("goods-due");
        window.touch("tab 2");
        window.check_layout("goods-items");
        window.touch("deposit");
        window.check_layout("goods-deposit-empty");
        window.type("陈静");
        window.check_layout("goods-deposit-found");
        window.touch("member 0");
        window.check_layout("goods-deposit");
        window.touch("save");
        window.check_layout("goods-deposit-wrong");
        window.open(id);
        window.check_layout("goods-page");
        for (const auto* sheet : {"withdraw", "move", "remind"}) {
            window.touch(sheet);
            window.check_layout(std::string("goods-") + sheet);
            window.key(ImGuiKey_Escape);
        }
        window.touch("withdraw");
        window.touch("别人代领");
        window.touch("signer");
        window.check_layout("goods-signer");
        window.type("陈建国");
        window.touch("save sheet");
        window.sign();
        window.check_layout("goods-slip");
        window.touch("larger");
        window.check_layout("goods-slip-large");
        window.touch("staff");
        window.settle();
        window.pin(domain::test::k_pin);
        window.open(id);
        window.touch("sign deposit");
        window.sign();
        window.check_layout("goods-deposit-slip");
        window.touch("larger");
        window.check_layout("goods-deposit-slip-large");
    }
}

}  // namespace qiantai::app::test
