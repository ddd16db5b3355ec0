#include "terminal/figures/screens/screen_figures.hpp"

#include "terminal/desk/shown.hpp"
#include "terminal/figures/flows/figures_flows.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

using domain::FigureId;

struct FiguresWindow : AppWindow {
    explicit FiguresWindow(Who who = Who::store_manager, Headless::Size size = k_sizes[0],
                           const std::string& store = "S001")
        : AppWindow(size, store) {
        sign_in(who);
    }
    FiguresState& page() { return state<FiguresState>(); }
    Uuid put_member(const std::string& joined, const std::string& tier, const std::string& gender,
                    const std::string& birthday, const std::string& store = "S001") {
        const auto id = desk.next_id();
        desk.from_headquarters([&] {
            desk.run("INSERT INTO member (id, store_code, name, phone, gender, birthday,"
                     " birthday_calendar, tier_code, home_clerk, heard_from, status, joined_on,"
                     " created_by, created_at) VALUES (?, ?, '王', '13800138000', ?, ?, 'solar', ?,"
                     " '1001', 'other', 'active', ?, '1001', 1)",
                     id, store, gender, birthday, tier, joined);
        });
        return id;
    }
    void put_sale(const Uuid& member, const std::string& day, std::int64_t fen) {
        ++sales;
        desk.from_headquarters([&] {
            desk.run("INSERT INTO purchase (id, store_code, kind, source, number, weak_key,"
                     " business_date, amount, pieces, items, member_id, created_by, created_at)"
                     " VALUES (?, 'S001', 'sale', 'till', ?, 0, ?, ?, 2, ?, ?, '1001', 1)",
                     desk.next_id(), std::to_string(sales), day, fen,
                     fmt::format(R"({{"lines":[{{"name":"a","category":"{}","amount":{}}}]}})",
                                 sales % 2 == 0 ? "奶粉" : "纸尿裤", fen),
                     member);
        });
    }
    /// Two years of a small shop; October 2026 among them.
    void put_shop() {
        for (int i = 0; i < 24; ++i) {
            const auto joined = Date::of_text("2024-12-01").plus_days(29 * i).text();
            const auto id = put_member(joined, i % 4 == 0 ? "gold" : "standard",
                                       i % 3 == 0 ? "male" : "female",
                                       fmt::format("{}-05-03", 1960 + 2 * i));
            if (i % 5 == 4) continue;
            put_sale(id, Date::of_text(joined).plus_days(3).text(), 9'000 + 100 * i);
            put_sale(id, "2026-10-1" + std::to_string(i % 9), 4'000 * (i + 1));
            if (i % 2 == 0) put_sale(id, "2026-09-1" + std::to_string(i % 9), 5'000);
        }
        desk.from_headquarters([&] {
            desk.run("INSERT INTO day_total (id, store_code, business_date, source, net, receipts,"
                     " created_by, created_at) VALUES (?, 'S001', '2026-10-10', 'till', 900000, 60,"
                     " '1001', 1)",
                     desk.next_id());
        });
    }
    void open_figures() { touch("way figures"); }
    int sales = 0;
};

}  // namespace

TEST_CASE("a manager opens the last whole month: tiles, charts, each with its rule") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    CHECK(window.nav().screen == k_figures_screen);
    REQUIRE(window.page().answer);
    CHECK(window.seen().shows("2026年10月"));
    CHECK(window.seen().shows("会员消费额"));
    CHECK(window.seen().shows("会员小票净额之和"));
    CHECK(window.seen().shows("比上月"));
    CHECK(window.seen().shows("消费水平"));
    CHECK(window.seen().shows("消费力"));
    CHECK(window.seen().shows("重要 · 消费高"));
    const auto spend = window.page().find(FigureId::member_spend)->value.value();
    CHECK(window.seen().shows(money_text(Fen(spend)).utf8().substr(0, 6)));
}

TEST_CASE("a touch on a figure tells numerator, denominator, the periods beside it and the rule") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    window.touch("tile churn_rate");
    CHECK(window.seen().shows("期末已流失的 ÷ 期初未流失的会员"));
    CHECK(window.seen().shows("分子"));
    CHECK(window.seen().shows("分母"));
    CHECK(window.seen().shows("去年同期"));
    window.key(ImGuiKey_Escape);
    CHECK_FALSE(window.page().open);
    window.touch("figure member_spend_share");
    CHECK(window.seen().shows("只按有日结的日子算"));
    window.key(ImGuiKey_Escape);
    window.touch("figure refund_piece_rate");
    CHECK(window.seen().shows("会员退货件数 ÷ 会员销售件数"));
}

TEST_CASE("a band of the chart says who stands in it, and how many did not come") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    CHECK(window.seen().shows("人没来"));
    window.touch("band 1");
    CHECK(window.seen().shows("100–300 元"));
    window.touch("band 1");
    CHECK(window.seen().shows("人没来"));
}

TEST_CASE("month, quarter and year, earlier and later; none begins after today") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    window.touch("earlier");
    CHECK(window.seen().shows("2026年9月"));
    CHECK(window.page().kept.size() == 2);
    window.touch("later");
    window.touch("later");
    CHECK(window.seen().shows("2026年11月"));
    CHECK_FALSE(window.window.touch("later"));
    CHECK(window.seen().shows("比上期同期"));
    window.touch("季");
    CHECK(window.seen().shows("2026年第4季"));
    window.touch("年");
    CHECK(window.seen().shows("2026年"));
    window.touch("tile member_spend");
    CHECK(window.seen().shows("算到今天"));
}

TEST_CASE("what was counted is shown at once while it is counted anew") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    window.touch("earlier");
    const auto sales = window.page().find(FigureId::member_receipts)->value;
    window.touch("way home");
    window.put_sale(window.put_member("2025-01-01", "gold", "male", "1990-01-01"), "2026-09-02", 100);
    window.jobs.holds = true;
    window.open_figures();
    REQUIRE(window.page().answer);
    CHECK(window.page().find(FigureId::member_receipts)->value == sales);
    window.jobs.run_held();
    window.settle();
    CHECK(window.page().find(FigureId::member_receipts)->value == *sales + 1);
}

TEST_CASE("service and growth: what cannot be reckoned says why") {
    FiguresWindow window;
    window.put_shop();
    window.open_figures();
    window.touch("服务质量");
    CHECK(window.seen().shows("—"));
    CHECK(window.seen().shows("分母为零"));
    window.touch("figure staff_conduct");
    CHECK(window.seen().shows("系统里还没有这项记录"));
    window.key(ImGuiKey_Escape);
    window.touch("会员增长");
    CHECK(window.seen().shows("期末有效会员"));
    CHECK(window.seen().shows("新增与流失"));
    CHECK(window.seen().shows("性别与年龄"));
}

TEST_CASE("a shop without records says so, and where they come from") {
    FiguresWindow window;
    window.open_figures();
    CHECK(window.seen().shows("本期还没有记录"));
    CHECK(window.seen().shows("小票可以手工记"));
}

TEST_CASE("headquarters begins with its members, chooses a store, and is told what lies at stores") {
    FiguresWindow window(Who::cs_manager, k_sizes[0], "HQ");
    window.desk.from_headquarters([&] {
        window.desk.run("INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
                        " VALUES (?, 'S002', '南京西路店', 480, 'open', 1)",
                        window.desk.next_id());
    });
    for (int i = 0; i < 8; ++i) {
        window.put_member("2026-10-0" + std::to_string(i + 1), "gold", "male", "1990-01-01", "S002");
    }
    window.scene().shop.stores["S002"] = "南京西路店";
    window.open_figures();
    CHECK(window.page().tab == FiguresTab::growth);
    CHECK(window.seen().shows("全部门店"));
    CHECK(window.seen().shows("8"));
    window.touch("store");
    window.touch("南京西路店");
    CHECK(window.page().store_code == "S002");
    REQUIRE(window.page().answer);
    CHECK(window.page().answer->store_code == "S002");
    window.touch("消费与流失");
    CHECK(window.seen().shows("等门店交月报"));
}

TEST_CASE("clerks have no way to the figures") {
    FiguresWindow window(Who::clerk);
    CHECK(window.seen().find("way figures") == nullptr);
}

TEST_CASE("the figures fit every size and language, with and without records") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        FiguresWindow window(Who::store_manager, size);
        window.open_figures();
        window.check_layout("figures-empty");
        window.put_shop();
        window.touch("earlier");
        window.touch("later");
        window.check_layout("figures-spending");
        window.touch("服务质量");
        window.check_layout("figures-service");
        window.touch("会员增长");
        window.check_layout("figures-growth");
        window.touch("tile renewal_rate");
        window.check_layout("figures-rule");
    }
}

}  // namespace qiantai::app::test
