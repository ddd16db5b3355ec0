#pragma once

// The world of stock_world.hpp, whose stores give gifts away under a campaign with a cap.

#include <doctest/doctest.h>

#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "tests/gifts/operations/stock_world.hpp"

namespace qiantai::test {

struct IssuanceWorld : StockWorld {
    explicit IssuanceWorld(int cap, const std::string& limits = "") {
        auto context = desk->context();
        domain::CampaignEntry entry{.code = "ZN2026",
                                    .name = "周年庆",
                                    .starts_on = today().plus_days(-10),
                                    .ends_on = today().plus_days(60),
                                    .gifts = {{gift, 1}},
                                    .rule = {.audience = CampaignAudience::anyone,
                                             .per_member = 0,
                                             .per_receipt = 0},
                                    .cap = cap};
        campaign = must(domain::Campaigns(context).save(desk->session(StaffRole::cs_manager),
                                                        entry))
                       .id;
        entry.code = "ONCE";
        entry.name = "生日礼";
        entry.cap.reset();
        entry.rule = {.audience = CampaignAudience::members, .per_member = 0, .once_only = true};
        once = must(domain::Campaigns(context).save(desk->session(StaffRole::cs_manager), entry))
                   .id;
        const std::string said =
            limits.empty() ? R"({"manager_day":90000,"clerk_day":90000,"lease_pieces":20})" : limits;
        REQUIRE(desk->terminal.insert("policy", desk->terminal.new_id(),
                                      {{"code", "gifts.limits"},
                                       {"value", boost::json::parse(said)},
                                       {"effective_from", 1},
                                       {"created_at", desk->terminal.clock.now_ms()}}));
        sync();
        for (auto* till : shops()) REQUIRE(till->adjust(gift, 5000));
        sync();
    }
    std::vector<StockTill*> shops() { return {&*one, &*twin, &*away}; }
    Date today() {
        auto context = desk->context();
        return domain::business_date(context).value();
    }
    template <typename T>
    T must(Result<T> result) {
        if (!result) FAIL(result.error().message());
        return *std::move(result);
    }
    template <typename Work>
    auto with(StockTill& till, Work&& work) {
        till.terminal.clock.advance(1000);
        auto context = till.context();
        return work(context, till.session(StaffRole::store_manager));
    }
    domain::IssuanceEntry entry_of(int pieces) const {
        return {.recipient = {.recipient_name = "李女士"},
                .wishes = {{.gift_id = gift, .pieces = pieces, .campaign_id = campaign}},
                .unsigned_reason = "排队人多"};
    }
    Result<domain::IssuancePage> issue(StockTill& till, const domain::IssuanceEntry& entry) {
        return with(till, [&](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).issue(session, entry);
        });
    }
    Result<domain::IssuancePage> take_back(StockTill& till, const Uuid& issuance_id,
                                           IssuanceReturnKind kind) {
        return with(till, [&](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).take_back(
                session, {.issuance_id = issuance_id, .kind = kind, .reason = "顾客退回"});
        });
    }
    Result<domain::LeaseRun> run(StockTill& till) {
        return with(till, [&](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Leases(context).run(session);
        });
    }
    /// What every till does once a minute, and the news of it.
    void run_everywhere() {
        for (auto* till : shops()) must(run(*till));
        sync();
    }
    int left_at(StockTill& till) {
        const auto leases =
            must(with(till, [&](domain::ServiceContext& context, const domain::Session& session) {
                return domain::Leases(context).list(session);
            }));
        for (const auto& lease : leases) {
            if (lease.campaign_id == campaign) return lease.left;
        }
        return 0;
    }
    /// Pieces that this terminal knows to be given away for the campaign, and not taken back.
    std::int64_t given(StockTill& till, const std::string& store = "%") {
        return till.terminal.count(
            "SELECT ifnull(sum(l.pieces), 0) FROM issuance_line l JOIN campaign c"
            " ON c.id = l.campaign_id AND c.code = 'ZN2026' WHERE l.store_code LIKE '" +
            store +
            "' AND NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)");
    }
    std::int64_t leased() {
        return desk->terminal.count("SELECT ifnull(sum(leased), 0) FROM lease_pool");
    }

    void check_rest() {
        StockWorld::check_rest();
        for (auto* till : all()) {
            CHECK(domain::find_lease_problems(till->terminal.database()).value().empty());
        }
    }
    Uuid campaign, once;
};

}  // namespace qiantai::test
