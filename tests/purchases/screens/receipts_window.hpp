#pragma once

// The window over a store that sells: a member, receipts, a rule of tiers.

#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

struct ReceiptsWindow : AppWindow {
    explicit ReceiptsWindow(Who who = Who::clerk, Headless::Size size = k_sizes[0])
        : AppWindow(size), member(desk.add_member("陈静", "13800138001")) {
        sign_in(who);
    }
    domain::Purchases purchases() { return domain::Purchases(desk.context); }
    domain::Tiers tiers() { return domain::Tiers(desk.context); }
    Date today() { return domain::business_date(desk.context).value(); }

    /// Written down by the clerk, at another till so to say.
    domain::Purchase sale(const std::string& number, std::int64_t fen, bool of_member = true) {
        desk.clock.advance(1000);
        domain::PurchaseEntry entry{.number = number, .amount = Fen(fen)};
        if (of_member) entry.member_id = member.id;
        const auto line = purchases().record(desk.session(Who::clerk), entry);
        if (!line) FAIL(line.error().message());
        return line->purchase;
    }
    /// Gold from 1,000 yuan in 12 months, kept with 500.
    void set_rule(std::int64_t gold_fen = 100'000) {
        const auto rule = fmt::format(
            R"({{"version":"2026","window_months":12,"notice_days":30,"steps":[)"
            R"({{"tier":"standard","rise":0,"keep":0}},{{"tier":"gold","rise":{},"keep":50000}}]}})",
            gold_fen);
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'tiers.rule', ?, 1, 1)",
                desk.next_id(), rule);
        });
    }
    /// As when somebody is signed in again.
    void sign_in_again() {
        touch("lock");
        pin(domain::test::k_pin);
    }
    void later(int days) { desk.clock.advance(TimeMs{days} * 24 * 3600 * 1000); }
    std::string tier() { return desk.text("SELECT tier_code FROM member WHERE id = ?", member.id); }
    std::int64_t count(const std::string& table) {
        return desk.number("SELECT count(*) FROM " + table);
    }
    void open_receipt(const Uuid& id) {
        auto now = app.flow();
        app::open_receipt(now, id);
        settle();
    }
    void open_page(const Uuid& id) {
        auto now = app.flow();
        open_member(now, id);
        settle();
    }
    /// On the pad beside the form.
    void amount(std::string_view digits) {
        for (const char digit : digits) touch(std::string_view(&digit, 1));
    }
    domain::Member member;
};

}  // namespace qiantai::app::test
