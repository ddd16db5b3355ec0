// Members who got a gift are asked, a few of them, whether it arrived.

#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callback_sample.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "tests/issuances/rules/issuance_desk.hpp"

namespace qiantai::domain {
namespace {

struct GiftCheckDesk : test::IssuanceDesk {
    Callbacks callbacks{context};
    CallbackRuleBook rule_book{context};

    void set_rule(int percent) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'callbacks.rules', ?, 1, ?)",
                next_id(),
                fmt::format(R"({{"version":"1","rules":[{{"kind":"gift_check","from_days":3,)"
                            R"("until_days":10,"percent":{}}}]}})",
                            percent),
                clock.now_ms());
        });
    }
    CallbackRun run_rules() {
        clock.advance(1000);
        return rule_book.run(clerk, 1000).value();
    }
};

}  // namespace

TEST_CASE("who got a gift is asked from the third day on whether it arrived") {
    GiftCheckDesk desk;
    desk.set_rule(100);
    const auto given = desk.issue(desk.entry_of(1));
    // To nobody who can be called.
    desk.issue(desk.free_entry(1));
    CHECK(desk.run_rules().made() == 1);
    CHECK(desk.run_rules().made() == 0);
    const auto line = desk.callbacks.list(desk.clerk, {.when = CallbackWhen::open})->callbacks.at(0);
    CHECK(line.task.kind == CallbackKind::gift_check);
    CHECK(line.member_id == desk.member);
    CHECK(business_date(desk.context)->days_until(line.task.due_from) == 3);
    CHECK(line.task.matter == "花茶礼盒");
    const auto sheet = desk.callbacks.sheet(desk.clerk, line.task.id).value();
    CHECK(sheet.script.questions.at(0).text == "礼品收到了吗？");
    // What was taken back needs no call.
    desk.clock.advance(1000);
    REQUIRE(desk.issuances.take_back(desk.clerk,
                                     {.issuance_id = given.issuance.id, .reason = "扫错了"}));
    CHECK(desk.run_rules().settled == 1);
}

TEST_CASE("of many gifts the rule's share is asked about, the same ones on every terminal") {
    GiftCheckDesk desk;
    desk.set_rule(30);
    desk.set_limits(R"({"per_order":50,"clerk_day":100})");
    std::size_t expected = 0;
    for (int i = 0; i < 20; ++i) {
        const auto member = desk.add_member("会员", fmt::format("138000030{:02}", i)).id;
        auto entry = desk.free_entry(1);
        entry.recipient = {.member_id = member};
        const auto id = desk.issue(entry).issuance.id;
        expected += hundredth_of(id) < 30 ? 1 : 0;
    }
    CHECK(static_cast<std::size_t>(desk.run_rules().made()) == expected);
    CHECK(expected > 0);
    CHECK(expected < 20);
}

}  // namespace qiantai::domain
