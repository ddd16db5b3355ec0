#pragma once

// A store's terminal with gifts on its shelf, a campaign and members.

#include "schema/base/described_json.hpp"
#include "sync/core/lease_ids.hpp"
#include "terminal/issuances/rules/duty_rosters.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain::test {

struct IssuanceDesk : StockDesk {
    explicit IssuanceDesk(const std::string& store_code = "S001") : StockDesk(store_code) {
        // A second manager, who checks what the first one gave.
        add_staff("2002", StaffRole::store_manager);
        put(bag, 100);
        put(tea, 10, "B1", Date::of_text("2027-03-31"));
        put(tea, 5, "B2", Date::of_text("2026-12-31"));
        feast = add_campaign("ZN2026", tea, {.per_member = 2, .per_receipt = 0});
        member = add_member("张惠兰", "13800002046").id;
    }

    Uuid add_campaign(const std::string& code, const Uuid& gift, const CampaignRule& rule,
                      std::optional<int> cap = std::nullopt) {
        const Campaign campaign{
            .id = campaign_id_of(code),
            .code = code,
            .name = "周年庆" + code,
            .starts_on = Date::of_text("2026-11-01"),
            .ends_on = Date::of_text("2026-12-10"),
            .gifts = boost::json::serialize(to_json(CampaignGifts{{{gift, 1}}})),
            .rule = boost::json::serialize(to_json(rule)),
            .cap = cap,
            .created_by = "9001",
            .created_at = 1};
        from_headquarters([&] { must(sqlite::insert(database(), campaign)); });
        return campaign.id;
    }
    void set_limits(const std::string& json) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'gifts.limits', ?, 1, ?)",
                next_id(), json, clock.now_ms());
        });
    }
    /// Signed by the member, for the campaign.
    IssuanceEntry entry_of(int pieces) const {
        return {.recipient = {.member_id = member},
                .wishes = {{.gift_id = tea, .pieces = pieces, .campaign_id = feast}},
                .signature = std::string(k_signed),
                .signed_text = "花茶礼盒"};
    }
    /// To somebody who is no member, without a campaign.
    IssuanceEntry free_entry(int pieces, const std::string& name = "李女士") const {
        return {.recipient = {.recipient_name = name},
                .wishes = {{.gift_id = bag, .pieces = pieces}},
                .reason = IssuanceReason::loyal,
                .signature = std::string(k_signed),
                .signed_text = "帆布袋"};
    }
    IssuancePage issue(const IssuanceEntry& entry) {
        return made(issuances.issue(clerk, entry));
    }
    std::string issue_code(const IssuanceEntry& entry) {
        clock.advance(1000);
        return test::code_of(issuances.issue(clerk, entry));
    }
    std::string approved_code(const IssuanceEntry& entry, std::string_view approver,
                              std::string_view pin = k_pin) {
        clock.advance(1000);
        return test::code_of(issuances.issue_approved(clerk, entry, approver, pin));
    }
    Session second_manager() {
        auto session = manager;
        session.staff_number = "2002";
        return session;
    }
    /// The hub granted so much to this terminal.
    void grant(const Uuid& campaign, int pieces) {
        from_headquarters([&] {
            run("INSERT INTO lease (id, store_code, campaign_id, claim_id, granted, returned,"
                " created_at) VALUES (?, ?, ?, ?, ?, 0, 1)",
                sync::lease_id(own_claim_id(context, campaign), context.identity.store_code),
                context.identity.store_code, campaign, own_claim_id(context, campaign), pieces);
        });
    }

    static constexpr std::string_view k_signed = "[[1000,2000,4000,3000,8000,2500],[2000,4000,6000,"
                                                 "1000]]";
    Issuances issuances{context};
    IssuanceRegister day_register{context};
    Entitlements entitlements{context};
    Leases leases{context};
    DutyRosters rosters{context};
    Uuid feast, member;
};

}  // namespace qiantai::domain::test
