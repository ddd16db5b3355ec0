#pragma once

// The world of stock_world.hpp, where people ask for gifts, send and receive them.

#include <doctest/doctest.h>

#include <functional>

#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "tests/gifts/operations/stock_world.hpp"

namespace qiantai::test {

struct RequisitionWorld : StockWorld {
    template <typename Work>
    auto with(StockTill& till, StaffRole role, Work&& work) {
        till.terminal.clock.advance(1000);
        auto context = till.context();
        domain::Requisitions requisitions(context);
        if (before) before(till);
        return work(requisitions, till.session(role));
    }
    template <typename T>
    T must(Result<T> result) {
        if (!result) FAIL(result.error().message());
        return *std::move(result);
    }
    Uuid ask(StockTill& till, StaffRole role, int pieces, const std::string& partner = "W001",
             RequisitionKind kind = RequisitionKind::requisition, bool urgent = false) {
        return must(with(till, role,
                         [&](domain::Requisitions& requisitions, const domain::Session& session) {
                             return requisitions.ask(
                                 session, {.partner = partner,
                                           .kind = kind,
                                           .wanted_on = business_date_of(till).plus_days(10),
                                           .urgent = urgent,
                                           .lines = {{.gift_id = gift, .pieces = pieces}}});
                         }))
            .requisition.id;
    }
    Date business_date_of(StockTill& till) {
        auto context = till.context();
        return domain::business_date(context).value();
    }
    Result<domain::RequisitionPage> decide(StockTill& till, StaffRole role, const Uuid& id,
                                           RequisitionStep step,
                                           std::vector<domain::RequisitionLine> lines = {},
                                           const std::string& words = {}) {
        return with(till, role,
                    [&](domain::Requisitions& requisitions, const domain::Session& session) {
                        return requisitions.decide(session, {.requisition_id = id,
                                                             .step = step,
                                                             .lines = std::move(lines),
                                                             .words = words});
                    });
    }
    Result<domain::RequisitionPage> dispatch(StockTill& till, const Uuid& id, int pieces) {
        return with(till, till.corrector(),
                    [&](domain::Requisitions& requisitions, const domain::Session& session) {
                        return requisitions.dispatch(
                            session, {.requisition_id = id,
                                      .lines = {{.gift_id = gift, .pieces = pieces}},
                                      .parcel = "SF1001"});
                    });
    }
    Result<domain::RequisitionPage> receive(StockTill& till, StaffRole role, const Uuid& id,
                                            const Uuid& parcel, int pieces, int damaged = 0,
                                            const std::string& words = {}) {
        return with(
            till, role, [&](domain::Requisitions& requisitions, const domain::Session& session) {
                return requisitions.receive(
                    session, {.requisition_id = id,
                              .dispatch_id = parcel,
                              .lines = {{.gift_id = gift, .pieces = pieces, .damaged = damaged}},
                              .words = words});
            });
    }
    void approve(const Uuid& id, int pieces) {
        sync();
        must(decide(*desk, StaffRole::cs_agent, id, RequisitionStep::checked));
        must(decide(*desk, StaffRole::cs_manager, id, RequisitionStep::approved,
                    {{.gift_id = gift, .pieces = pieces, .words = "先发一部分"}}));
        sync();
    }
    domain::RequisitionPage page(StockTill& till, const Uuid& id) {
        const auto role =
            till.terminal.store_code() == "HQ" ? StaffRole::auditor : till.corrector();
        return must(with(till, role,
                         [&](domain::Requisitions& requisitions, const domain::Session& session) {
                             return requisitions.get(session, id);
                         }));
    }
    std::int64_t under_way(StockTill& till) {
        const auto role =
            till.terminal.store_code() == "HQ" ? StaffRole::auditor : till.corrector();
        std::int64_t pieces = 0;
        for (const auto& goods : must(with(
                 till, role, [&](domain::Requisitions&requisitions, const domain::Session&session) {
                     return requisitions.under_way(session);
                 }))) {
            pieces += goods.pieces;
        }
        return pieces;
    }
    /// What every till does once a minute, and the news of it.
    void run_everywhere() {
        for (auto* till : all()) {
            if (till->terminal.store_code() == "HQ") continue;
            must(with(*till, till->corrector(),
                      [&](domain::Requisitions& requisitions, const domain::Session& session) {
                          return requisitions.run(session);
                      }));
        }
        sync();
    }

    void check_rest() {
        StockWorld::check_rest();
        for (auto* till : all()) {
            CHECK(domain::find_requisition_problems(till->terminal.database()).value().empty());
        }
    }
    Result<domain::RequisitionPage> settle(const Uuid& id, const Uuid& receipt,
                                           DifferenceOutcome outcome) {
        return with(*desk, StaffRole::cs_manager,
                    [&](domain::Requisitions& requisitions, const domain::Session& session) {
                        return requisitions.settle(session, id, receipt, outcome, "核对后处理");
                    });
    }
    Result<domain::RequisitionPage> book_back(StockTill& till, const Uuid& id,
                                              const Uuid& receipt) {
        return with(till, till.corrector(),
                    [&](domain::Requisitions& requisitions, const domain::Session& session) {
                        return requisitions.book_back(session, id, receipt);
                    });
    }

    /// Called when a step begins, with whatever can go wrong in it.
    std::function<void(StockTill&)> before{};
};

}  // namespace qiantai::test
