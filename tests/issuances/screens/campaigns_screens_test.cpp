// Campaigns with their caps, members' rights to gifts, the duty roster.

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "sync/core/lease_ids.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {
namespace {

/// A store or headquarters with one gift and three campaigns: with a cap, with codes, and over.
struct CampaignWindow : AppWindow {
    explicit CampaignWindow(Headless::Size size = k_sizes[0],
                            const std::string& store_code = "S001")
        : AppWindow(size, store_code), today(domain::business_date(desk.context).value()) {
        desk.from_headquarters([&] {
            const domain::Gift gift{.id = domain::gift_id_of("LP001"),
                                    .code = "LP001",
                                    .name = "保温杯",
                                    .unit = "个",
                                    .cost = Fen(2590),
                                    .created_by = "9001",
                                    .created_at = 1};
            TestDesk::must(sqlite::insert(desk.database(), gift));
            add("ZN", "周年庆", -3, 30, R"({"per_member":2,"spend_min":50000})", 300);
            add("SR", "生日礼", -3, 30, R"({"once_only":true,"audience":"birthday"})", {});
            add("ZQ", "中秋感恩", -60, -40, R"({"per_member":1})", {});
        });
        if (store_code != "HQ") member = desk.add_member("张惠兰", "13800002046");
        jobs.post(load_shop);
        settle();
    }
    void add(const char* code, const char* name, int from, int until, const char* rule,
             std::optional<int> cap) {
        const domain::Campaign campaign{
            .id = domain::campaign_id_of(code),
            .code = code,
            .name = name,
            .starts_on = today.plus_days(from),
            .ends_on = today.plus_days(until),
            .gifts = boost::json::serialize(
                to_json(domain::CampaignGifts{{{domain::gift_id_of("LP001"), 1}}})),
            .rule = rule,
            .cap = cap,
            .created_by = "9001",
            .created_at = 1};
        TestDesk::must(sqlite::insert(desk.database(), campaign));
    }
    /// The hub's answer to what the terminal asked for at sign-in.
    void grant(int pieces) {
        const auto id = domain::campaign_id_of("ZN");
        auto asked = desk.database().prepare("SELECT id FROM lease_claim").value();
        const auto claim = sqlite::only(asked, sqlite::id_column).value();
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO lease (id, store_code, campaign_id, claim_id, granted, returned,"
                " created_at) VALUES (?, 'S001', ?, ?, ?, 0, 1)",
                sync::lease_id(claim, "S001"), id, claim, pieces);
        });
    }
    void enter() {
        touch("way requisitions");
        touch("campaigns");
        REQUIRE(nav().screen == k_campaigns_screen);
    }

    Date today;
    domain::Member member{};
};

}  // namespace

TEST_CASE("a campaign says when, for whom and how often, and what this till holds of its cap") {
    CampaignWindow window;
    window.sign_in(Who::clerk);
    window.grant(40);
    window.enter();
    CHECK(window.seen().shows("周年庆"));
    CHECK(window.seen().shows("会员 · 消费满 ¥500.00 · 每人 2 次"));
    CHECK(window.seen().shows("已发 0，还可发 40"));
    CHECK(window.seen().shows("凭领取码"));
    CHECK_FALSE(window.seen().shows("中秋感恩"));
    window.touch("only current");
    CHECK(window.seen().shows("中秋感恩"));
    window.touch("ask ZN");
    CHECK(window.state<CampaignsState>().pieces == 30);
    window.touch("增加");
    window.touch("ask lease");
    CHECK(window.desk.number("SELECT wanted FROM lease_claim") == 31);
    window.touch("give back ZN");
    window.touch("confirm");
    CHECK(window.desk.number("SELECT given_back FROM lease_claim") == 40);
    CHECK(window.seen().find("give back ZN") == nullptr);
    CHECK(window.seen().find("end ZN") == nullptr);
}

TEST_CASE("headquarters sees where a cap is, and ends a campaign") {
    CampaignWindow window(k_sizes[0], "HQ");
    const auto id = domain::campaign_id_of("ZN");
    window.desk.from_headquarters([&] {
        window.desk.run(
            "INSERT INTO lease_pool (id, store_code, campaign_id, leased, created_at)"
            " VALUES (?, 'HQ', ?, 120, 1)",
            sync::lease_pool_id(id), id);
        const auto claim = window.desk.next_id();
        window.desk.run(
            "INSERT INTO lease_claim (id, store_code, campaign_id, terminal_code,"
            " incarnation, wanted, used, given_back, granted, asked_at, created_at)"
            " VALUES (?, 'S001', ?, '02', ?, 100, 30, 0, 120, 1, 1)",
            claim, id, window.desk.next_id());
        window.desk.run(
            "INSERT INTO lease (id, store_code, campaign_id, claim_id, granted,"
            " returned, created_at) VALUES (?, 'S001', ?, ?, 120, 0, 1)",
            sync::lease_id(claim, "S001"), id, claim);
    });
    window.sign_in(Who::cs_manager);
    window.enter();
    CHECK(window.seen().shows("已分出 120，已发 30，还剩 180"));
    CHECK(window.seen().shows("S001 02：已发 30，手上 90"));
    CHECK(window.seen().find("ask ZN") == nullptr);
    window.touch("end ZN");
    window.touch("confirm");
    CHECK_FALSE(window.seen().shows("周年庆"));
    CHECK(window.desk.number("SELECT count(*) FROM campaign WHERE ended_at IS NOT NULL") == 1);
}

TEST_CASE("headquarters plans a campaign in a form that is kept, and says why it is refused") {
    CampaignWindow window(k_sizes[0], "HQ");
    window.sign_in(Who::cs_manager);
    window.enter();
    window.touch("plan");
    REQUIRE(window.nav().screen == k_campaign_form_screen);
    CHECK_FALSE(window.seen().find("save")->enabled);
    window.touch("name");
    window.type("圣诞礼");
    window.touch("code");
    window.type("ZN");
    window.touch("starts");
    window.type("20261220");
    window.touch("ends");
    window.type("20261219");
    window.scan("LP001");
    CHECK(window.state<CampaignFormState>().typed.gifts.size() == 1);
    window.touch("save");
    // The code is another campaign's; then the days are the wrong way round.
    CHECK(window.desk.number("SELECT count(*) FROM campaign") == 3);
    const auto& state = window.state<CampaignFormState>();
    REQUIRE(state.error);
    CHECK(state.error->field == "ends_on");
    window.touch("back");
    window.touch("plan");
    CHECK(state.typed.name == "圣诞礼");
    window.touch("ends");
    window.key(ImGuiKey_Backspace);
    window.key(ImGuiKey_Backspace);
    window.type("31");
    window.touch("save");
    REQUIRE(state.error);
    CHECK(state.error->kind == &domain::k_campaign_code_taken);
    CHECK(window.seen().shows("已有使用此代码的活动"));
    window.touch("code");
    window.type("26");
    window.touch("新会员");
    window.touch("capped");
    window.touch("cap");
    window.type("300");
    window.touch("save");
    CHECK(window.nav().screen == k_campaigns_screen);
    CHECK(window.seen().shows("圣诞礼"));
    CHECK(window.desk.number("SELECT cap FROM campaign WHERE code = 'ZN26'") == 300);
    CHECK(window.desk.number("SELECT count(*) FROM draft WHERE kind = 'campaigns.save'") == 0);
    window.touch("change ZN26");
    CHECK(state.typed.cap == "300");
    window.touch("cap");
    window.type("0");
    window.touch("save");
    CHECK(window.desk.number("SELECT cap FROM campaign WHERE code = 'ZN26'") == 3000);
}

TEST_CASE("a manager grants a member a right and makes it void; a clerk looks") {
    CampaignWindow window;
    window.sign_in(Who::store_manager);
    auto flow = window.app.flow();
    open_rights(flow, window.member.id, "张惠兰");
    window.settle();
    CHECK(window.seen().shows("没有领取资格"));
    window.touch("grant");
    CHECK(window.state<RightsState>().campaign_id == domain::campaign_id_of("SR"));
    window.touch("grant right");
    const auto code = window.desk.text("SELECT code FROM entitlement");
    CHECK(window.seen().shows(code));
    CHECK(window.seen().shows("可用"));
    window.touch("cancel " + code);
    window.touch("wrong");
    window.touch("confirm asking");
    CHECK(window.seen().shows("已作废"));
    CHECK(window.desk.text("SELECT void_reason FROM entitlement") == "发错了");
    window.touch("person");
    window.touch("switch");
    window.sign_in(Who::clerk);
    auto again = window.app.flow();
    open_rights(again, window.member.id, "张惠兰");
    window.settle();
    CHECK(window.seen().shows(code));
    CHECK(window.seen().find("grant") == nullptr);
}

TEST_CASE("the manager says who is on duty, and which member a colleague is") {
    CampaignWindow window;
    window.sign_in(Who::store_manager);
    window.touch("way requisitions");
    window.touch("issuances");
    window.touch("duty");
    CHECK(window.seen().shows("全店都算当班"));
    CHECK_FALSE(window.seen().find("save duty")->enabled);
    window.touch("duty 1001");
    window.touch("save duty");
    CHECK(window.desk.number("SELECT count(*) FROM duty_roster") == 1);
    CHECK(window.desk.text("SELECT staff FROM duty_roster").find("1001") == std::string::npos);
    window.touch("day after");
    CHECK(window.seen().shows("全店都算当班"));
    window.touch("day before");
    CHECK(window.seen().shows("当班的员工不能领礼品"));
    window.touch("member 1001");
    window.touch("words");
    window.type("13800002046");
    window.touch("confirm asking");
    CHECK(window.seen().shows("会员：张惠兰"));
    window.touch("member 1001");
    CHECK_FALSE(window.seen().shows("会员：张惠兰"));
}

TEST_CASE("the pages of campaigns, rights and duty fit every size, in both languages") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        CampaignWindow window(size);
        window.sign_in(Who::store_manager);
        window.grant(40);
        window.enter();
        window.check_layout("campaigns");
        window.touch("ask ZN");
        window.check_layout("campaign-ask");
        window.touch("cancel");
        auto flow = window.app.flow();
        open_rights(flow, window.member.id, "张惠兰");
        window.settle();
        window.touch("grant");
        window.check_layout("right-grant");
        window.touch("grant right");
        window.check_layout("rights");
        open_screen(flow, k_duty_screen);
        window.settle();
        window.check_layout("duty");
        CampaignWindow office(size, "HQ");
        office.sign_in(Who::cs_manager);
        office.enter();
        office.check_layout("campaigns-office");
        office.touch("change ZN");
        office.touch("新会员");
        office.check_layout("campaign-form");
    }
}

}  // namespace qiantai::app::test
