#pragma once

#include "schema/base/signature.hpp"
#include "terminal/tickets/rules/ticket_figures.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

inline constexpr TimeMs k_test_minute = 60'000, k_test_hour = 60 * k_test_minute,
                        k_test_day = 24 * k_test_hour;

/// A terminal with tickets: store S001 open from 9 to 21 every day; it is Saturday 2026-11-21 14:31
/// in China.
struct TicketDesk : TestDesk {
    explicit TicketDesk(std::string store_code = "S001") : TestDesk(std::move(store_code)) {
        clock.set(1'795'242'660'000);
    }
    Tickets tickets{context};
    TicketLists lists{context};
    TicketFigures figures{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);
    Session agent = session(StaffRole::cs_agent);
    Session cs_manager = session(StaffRole::cs_manager);
    const std::string k_signed = signature_text({{{1000, 3000}, {4000, 3200}, {4200, 1000}}});

    static TicketIntake complaint(std::string words = "电饭煲内胆涂层脱落") {
        return {.kind = TicketKind::complaint,
                .subject = "商品质量",
                .customer_name = "李先生",
                .customer_phone = "13912340187",
                .words = std::move(words),
                .demand = "退款",
                .product = "电饭煲 K-20"};
    }
    static TicketIntake repair() {
        return {.kind = TicketKind::repair,
                .customer_name = "王女士",
                .words = "不通电",
                .device = "空气净化器 AP-3 序列号 20260918",
                .brought_in = true};
    }
    TicketPage take(const TicketIntake& intake) {
        clock.advance(1000);
        auto page = tickets.take(clerk, intake);
        if (!page) FAIL(page.error().message());
        return *page;
    }
    Result<TicketPage> try_step(const Session& session, const TicketStepEntry& entry) {
        clock.advance(1000);
        return tickets.step(session, entry);
    }
    TicketPage step(const Session& session, const TicketStepEntry& entry) {
        auto page = try_step(session, entry);
        if (!page) FAIL(page.error().message());
        return *page;
    }
    /// A complaint judged ours.
    Uuid ours() {
        const auto id = take(complaint()).ticket.id;
        step(clerk, {.ticket_id = id, .step = TicketStep::assessed, .fault = TicketFault::ours});
        return id;
    }
    TicketPage propose(const Uuid& id, const Session& by, std::int64_t fen) {
        return step(by, {.ticket_id = id,
                         .step = TicketStep::proposed,
                         .resolution = ResolutionKind::refund,
                         .amount = Fen(fen),
                         .words = "退货退款"});
    }
    TicketPage sign(const Uuid& id, std::optional<int> satisfaction = {}) {
        return step(clerk, {.ticket_id = id,
                            .step = TicketStep::signed_,
                            .satisfaction = satisfaction,
                            .signed_text = "退款 369.00 元",
                            .signature = k_signed});
    }
    /// To the signature: judged, proposed by the manager, carried out.
    Uuid solved(std::int64_t fen, std::optional<int> satisfaction) {
        const auto id = ours();
        propose(id, manager, fen);
        step(clerk, {.ticket_id = id,
                     .step = TicketStep::carried_out,
                     .loss = Fen(fen),
                     .words = "已退款"});
        sign(id, satisfaction);
        return id;
    }
    /// What is not as it was a moment ago, because it arrives from elsewhere.
    void set_ticket_policy(std::string_view code, std::string_view value) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, ?, ?, 1, 1)",
                next_id(), code, value);
        });
    }
};

}  // namespace qiantai::domain::test
