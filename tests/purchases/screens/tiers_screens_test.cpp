#include "tests/purchases/screens/receipts_window.hpp"

namespace qiantai::app::test {
namespace {

struct TierWindow : ReceiptsWindow {
    using ReceiptsWindow::ReceiptsWindow;
    TiersState& tiers_page() { return state<TiersState>(); }
    void open_tiers() {
        auto now = app.flow();
        open_screen(now, k_tiers_screen);
        settle();
    }
    void open_tier() {
        auto now = app.flow();
        open_member_tier(now, member.id, member.name);
        settle();
    }
};

}  // namespace

TEST_CASE("the member's page says spending, churn and the tier's progress, and leads there") {
    TierWindow window;
    window.set_rule();
    window.open_page(window.member.id);
    CHECK(window.seen().shows("还没有消费记录"));
    CHECK(window.seen().shows("新客"));
    window.sale("1", 32'800);
    window.sale("2", 12'200);
    window.open_page(window.member.id);
    CHECK(window.seen().shows("近一年消费 ¥450.00，2 次"));
    CHECK(window.seen().shows("上次消费：今天"));
    CHECK(window.seen().shows("活跃"));
    CHECK(window.seen().shows("还差 ¥550.00 升"));
    window.touch("line member_receipts");
    CHECK(window.state<MemberReceiptsState>().rows.size() == 2);
    CHECK(window.seen().shows("平均每次 ¥225.00"));
    window.touch("record");
    REQUIRE(window.state<ReceiptFormState>().who.member);
    CHECK(window.state<ReceiptFormState>().who.member->member.id == window.member.id);
    window.touch("back");
    window.touch("tier");
    CHECK(window.nav().screen == k_member_tier_screen);
    CHECK(window.seen().shows("等级还没有变动过"));
    window.touch("back");
    window.touch("back");
    CHECK(window.nav().screen == k_member_screen);
    window.touch("line member_tier");
    CHECK(window.nav().screen == k_member_tier_screen);
}

TEST_CASE("who has been away for long is said to be, with the days") {
    TierWindow window;
    window.sale("1", 1'000);
    window.later(200);
    window.sign_in_again();
    window.open_page(window.member.id);
    CHECK(window.seen().shows("流失预警"));
    CHECK(window.seen().shows("200 天没来了"));
}

TEST_CASE("of another store's member only what was bought here is said, and nothing of the tier") {
    TierWindow window;
    window.set_rule();
    window.sale("1", 1'000);
    window.desk.from_headquarters([&] {
        window.desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", window.member.id);
    });
    window.open_page(window.member.id);
    CHECK(window.seen().shows("近一年在本店消费 ¥10.00，1 次"));
    CHECK(window.seen().find("line member_tier") == nullptr);
    window.touch("line member_receipts");
    CHECK(window.seen().shows("只有在本店的消费"));
    CHECK(window.seen().find("tier") == nullptr);
}

TEST_CASE("the tier's history says what happened, why, by which rule and how much was spent") {
    TierWindow window;
    window.set_rule();
    window.sale("1", 100'000);
    window.open_tier();
    CHECK(window.seen().shows("升为"));
    CHECK(window.seen().shows("按规则 2026"));
    CHECK(window.seen().shows("消费 ¥1,000.00"));
    CHECK(window.seen().shows("保到"));
    CHECK(window.seen().shows("调整等级请店长操作"));
    CHECK(window.seen().find("set tier") == nullptr);
}

TEST_CASE("a manager locks a tier with a reason, no rule changes it, and unlocks it again") {
    TierWindow window(Who::store_manager);
    window.set_rule();
    window.open_tier();
    CHECK(window.seen().find("unlock") == nullptr);
    window.touch("set tier");
    window.touch("tier gold");
    CHECK(window.seen().shows("请先选原因"));
    CHECK_FALSE(window.window.touch("save sheet"));
    window.touch("开业承诺");
    window.touch("save sheet");
    CHECK(window.tier() == "gold");
    CHECK(window.seen().shows("等级由人工锁定"));
    CHECK(window.desk.text("SELECT reason FROM tier_change") == "开业承诺");
    CHECK(window.desk.number("SELECT locked FROM tier_change") == 1);
    window.open_page(window.member.id);
    CHECK(window.seen().shows("人工锁定，不随消费变动"));
    window.touch("line member_tier");
    window.touch("unlock");
    window.give_reason("约好的一年到了");
    window.touch("save sheet");
    CHECK_FALSE(window.seen().shows("等级由人工锁定"));
    CHECK(window.seen().shows("解除锁定"));
    // Without the lock it is kept for one window.
    window.touch("set tier");
    window.touch("lock");
    window.touch("等级有误");
    window.touch("save sheet");
    CHECK_FALSE(window.state<MemberTierState>().report->locked);
    CHECK(window.state<MemberTierState>().report->keeps_until.has_value());
}

TEST_CASE("signing in runs the rule: notice is given, home and the list say who will fall") {
    TierWindow window;
    window.set_rule();
    window.sale("1", 100'000);
    window.later(340);
    window.sign_in_again();
    CHECK(window.desk.number("SELECT count(*) FROM tier_change WHERE kind = 'notice'") == 1);
    window.touch("way home");
    CHECK(window.seen().shows("1 位会员等级将降"));
    window.touch("todo falling");
    CHECK(window.nav().screen == k_tiers_screen);
    CHECK(window.seen().shows("陈静"));
    CHECK(window.seen().shows("¥500.00"));
    window.sign_in_again();
    CHECK(window.desk.number("SELECT count(*) FROM tier_change WHERE kind = 'notice'") == 1);
    window.touch("falling " + window.member.id.text());
    CHECK(window.nav().screen == k_member_screen);
    CHECK(window.seen().shows("降级"));
    CHECK(window.seen().shows("还差 ¥500.00 保级"));
    window.touch("line member_tier");
    CHECK(window.seen().shows("还差 ¥500.00 保级。请提醒顾客"));
    window.later(40);
    window.sign_in_again();
    CHECK(window.tier() == "standard");
    window.open_tiers();
    CHECK(window.seen().shows("没有会员将降级"));
}

TEST_CASE("a session with headquarters that brought receipts runs the rule, in small jobs") {
    TierWindow window;
    window.set_rule();
    constexpr int k_members = 450;
    std::vector<Uuid> bought;
    for (int i = 0; i < k_members; ++i) {
        bought.push_back(window.desk.add_member("会员", fmt::format("139{:08}", i)).id);
    }
    window.desk.from_headquarters([&] {
        for (const auto& id : bought) {
            window.desk.run(
                "INSERT INTO purchase (id, store_code, kind, source, number, weak_key,"
                " business_date, amount, member_id, home_store, created_by, created_at)"
                " VALUES (?, 'S002', 'sale', 'till', '7', 0, ?, 500000, ?, 'S001', '1001', 1)",
                window.desk.next_id(), window.today().text(), id);
        }
    });
    auto flow = window.app.flow();
    for (const auto& entry : flow.screens.entries) {
        if (entry.session_ended != nullptr) entry.session_ended(flow, std::nullopt);
    }
    window.settle();
    window.window.frames(6);
    CHECK(window.desk.number("SELECT count(*) FROM member WHERE tier_code = 'gold'") == k_members);
    CHECK(window.count("tier_due") == 0);
}

TEST_CASE("without a rule nothing runs and nothing is complained about") {
    TierWindow window;
    window.sale("1", 100'000);
    window.sign_in_again();
    CHECK(window.tier() == "standard");
    CHECK(window.scene().toasts.shown() == nullptr);
    window.open_tiers();
    window.touch("等级规则");
    CHECK(window.seen().shows("总部还没有设等级规则"));
    CHECK(window.seen().find("save") == nullptr);
}

TEST_CASE("a manager tries other thresholds on the store's members, and nothing is written") {
    TierWindow window(Who::store_manager);
    window.set_rule();
    window.sale("1", 60'000);
    window.open_tiers();
    window.touch("等级规则");
    window.touch("rise gold");
    window.key(ImGuiKey_End);
    for (int i = 0; i < 5; ++i) window.key(ImGuiKey_Backspace);
    window.type("300");
    window.touch("hide");
    window.touch("save");
    // More to keep than to rise is no rule.
    CHECK(window.tiers_page().errors.contains("keep gold"));
    CHECK_FALSE(window.tiers_page().moves);
    window.touch("keep gold");
    window.key(ImGuiKey_End);
    for (int i = 0; i < 4; ++i) window.key(ImGuiKey_Backspace);
    window.type("200");
    window.touch("hide");
    window.touch("save");
    REQUIRE(window.tiers_page().moves);
    CHECK(window.seen().shows("升 1"));
    CHECK(window.seen().shows("试算：升 1 位，降 0 位"));
    CHECK(window.tier() == "standard");
    CHECK(window.count("tier_change") == 0);
    CHECK(window.desk.number("SELECT count(*) FROM policy WHERE code = 'tiers.rule'") == 1);
    // What was typed is kept, and given up only when somebody says so.
    window.forget_work();
    window.open_tiers();
    window.touch("等级规则");
    CHECK(window.tiers_page().edit.rows[1].rise_typed == "300");
    window.touch("恢复原样");
    CHECK(window.tiers_page().edit.rows[1].rise_typed == "1000");
    CHECK(window.count("draft") == 0);
}

TEST_CASE("headquarters puts a rule in force from a day on; stores can try it until then") {
    TierWindow window(Who::admin);
    window.set_rule();
    window.office.context().identity.store_code = "HQ";
    window.desk.run("UPDATE staff SET store_code = 'HQ'");
    window.scene().session->store_code = "HQ";
    window.touch("entry tiers");
    window.touch("rise gold");
    window.key(ImGuiKey_End);
    window.type("0");
    window.touch("hide");
    CHECK(window.seen().shows("各店店长在启用前"));
    window.touch("save");
    REQUIRE(window.tiers_page().from);
    window.touch("后一天");
    window.touch("put in force");
    CHECK_FALSE(window.tiers_page().from);
    REQUIRE(window.tiers_page().rules->coming);
    CHECK(window.tiers_page().rules->coming->steps[1].rise == Fen(1'000'000));
    CHECK(window.tiers_page().rules->from == window.today().plus_days(2));
    CHECK(window.tiers_page().rules->in_force->version == "2026");
    CHECK(window.count("draft") == 0);
    window.touch("现行规则");
    CHECK(window.tiers_page().edit.rows[1].rise_typed == "1000");
}

TEST_CASE(
    "a store counts the announced rule by itself, in small jobs, and headquarters sees the sum") {
    TierWindow window;
    window.set_rule();
    window.sale("1", 60'000);
    const auto at = window.desk.clock.now_ms() + TimeMs{7} * 24 * 3600 * 1000;
    window.desk.from_headquarters([&] {
        window.desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at)"
            " VALUES (?, 'tiers.rule', ?, ?, 1)",
            window.desk.next_id(),
            R"({"version":"2026-12-01","window_months":12,"notice_days":30,"steps":[)"
            R"({"tier":"standard","rise":0,"keep":0},{"tier":"gold","rise":50000,"keep":20000}]})",
            at);
    });
    window.sign_in_again();
    CHECK(window.desk.number("SELECT members FROM tier_forecast") == 1);
    CHECK(window.tier() == "standard");
}

TEST_CASE("headquarters sees what an announced rule would do, and which stores have not counted") {
    TierWindow window(Who::admin);
    window.set_rule();
    window.office.context().identity.store_code = "HQ";
    window.desk.run("UPDATE staff SET store_code = 'HQ'");
    window.scene().session->store_code = "HQ";
    window.desk.run(
        "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
        " VALUES (?, 'S002', '南京西路店', 480, 'open', 1)",
        window.desk.next_id());
    window.scene().shop.stores["S002"] = "南京西路店";
    window.touch("entry tiers");
    window.touch("save");
    window.touch("put in force");
    CHECK(window.seen().shows("已报 0 家，共 2 家门店"));
    CHECK(window.seen().shows("南京西路店"));
    const auto version = window.tiers_page().rules->coming->version;
    window.desk.run(
        "INSERT INTO tier_forecast (id, store_code, rule_version, moves, members, as_of,"
        " created_by, created_at) VALUES (?, 'S002', ?, ?, 87, ?, '1001', 1)",
        window.desk.next_id(), version,
        domain::moves_text(
            {{"gold", "standard", 2}, {"standard", "gold", 15}, {"standard", "standard", 70}}),
        window.today().text());
    auto flow = window.app.flow();
    for (const auto& entry : flow.screens.entries) {
        if (entry.session_ended != nullptr) entry.session_ended(flow, std::nullopt);
    }
    window.settle();
    CHECK(window.seen().shows("已报 1 家，共 2 家门店"));
    CHECK(window.seen().shows("70 位"));
    CHECK(window.seen().shows("不列"));
    CHECK_FALSE(window.seen().shows("15 位"));
    // Of the rule in force nothing is forecast.
    window.touch("现行规则");
    CHECK_FALSE(window.seen().shows("已报"));
}

TEST_CASE("headquarters sets the days of churn; what makes no sense is said at its field") {
    TierWindow window(Who::admin);
    window.office.context().identity.store_code = "HQ";
    window.desk.run("UPDATE staff SET store_code = 'HQ'");
    window.scene().session->store_code = "HQ";
    window.touch("entry tiers");
    window.touch("流失口径");
    CHECK(window.seen().shows("91 至 180 天没来"));
    window.touch("asleep_days");
    window.key(ImGuiKey_End);
    for (int i = 0; i < 3; ++i) window.key(ImGuiKey_Backspace);
    window.type("80");
    window.touch("hide");
    window.touch("save");
    CHECK(window.tiers_page().churn_errors.contains("asleep_days"));
    CHECK(window.desk.number("SELECT count(*) FROM policy WHERE code = 'purchases.churn'") == 0);
    window.touch("asleep_days");
    window.key(ImGuiKey_End);
    for (int i = 0; i < 2; ++i) window.key(ImGuiKey_Backspace);
    window.type("120");
    window.touch("hide");
    CHECK(window.seen().shows("91 至 120 天没来"));
    window.touch("save");
    CHECK(window.tiers_page().churn->days.asleep_days == 120);
    CHECK(window.desk.number("SELECT count(*) FROM policy WHERE code = 'purchases.churn'") == 1);
    window.touch("asleep_days");
    window.type("0");
    window.touch("hide");
    window.touch("恢复原样");
    CHECK(window.tiers_page().churn_edit.typed[2] == "120");
}

TEST_CASE("a store is told the days of churn and cannot change them") {
    TierWindow window;
    window.open_tiers();
    window.touch("流失口径");
    CHECK(window.seen().shows("超过 365 天没来"));
    CHECK(window.seen().find("save") == nullptr);
    CHECK(window.seen().find("asleep_days") == nullptr);
}

TEST_CASE("a clerk is told the rule and cannot try another") {
    TierWindow window;
    window.set_rule();
    window.open_tiers();
    window.touch("等级规则");
    CHECK(window.seen().shows("满 ¥1,000.00 升级，满 ¥500.00 保级"));
    CHECK(window.seen().find("save") == nullptr);
    CHECK(window.seen().shows("试算由店长操作"));
}

TEST_CASE("headquarters' rules and what the stores counted fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        TierWindow window(Who::admin, size);
        window.set_rule();
        window.office.context().identity.store_code = "HQ";
        window.desk.run("UPDATE staff SET store_code = 'HQ'");
        window.scene().session->store_code = "HQ";
        window.touch("entry tiers");
        window.touch("save");
        window.touch("put in force");
        window.desk.run(
            "INSERT INTO tier_forecast (id, store_code, rule_version, moves, members, as_of,"
            " created_by, created_at) VALUES (?, 'S002', ?, ?, 87, ?, '1001', 1)",
            window.desk.next_id(), window.tiers_page().rules->coming->version,
            domain::moves_text(
                {{"gold", "standard", 2}, {"standard", "gold", 15}, {"standard", "standard", 70}}),
            window.today().text());
        window.touch("way home");
        window.touch("entry tiers");
        window.touch("tab 0");
        window.check_layout("tiers-forecast");
        window.touch("tab 1");
        window.check_layout("churn");
        window.touch("asleep_days");
        window.check_layout("churn-keyboard");
    }
}

TEST_CASE("tiers, their history and their rule fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        TierWindow window(Who::store_manager, size);
        window.set_rule();
        window.open_tier();
        window.check_layout("member-tier-empty");
        window.sale("1", 100'000);
        window.later(340);
        window.sign_in_again();
        window.open_page(window.member.id);
        window.check_layout("member-lines");
        window.touch("line member_receipts");
        window.check_layout("member-receipts");
        window.open_tier();
        window.check_layout("member-tier");
        window.touch("set tier");
        window.check_layout("member-tier-set");
        window.key(ImGuiKey_Escape);
        window.open_tiers();
        window.check_layout("tiers-falling");
        window.touch("tab 1");
        window.check_layout("tiers-rule");
        window.touch("save");
        window.check_layout("tiers-tried");
        window.touch("tab 2");
        window.check_layout("churn-told");
    }
}

}  // namespace qiantai::app::test
