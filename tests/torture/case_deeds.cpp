#include "tests/torture/case_deeds.hpp"

#include <fmt/format.h>

#include "schema/base/signature.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::test {
namespace {

constexpr std::string_view k_to_sign = "待签字的投诉", k_signed_case = "已签字的投诉",
                           k_with_photo = "带照片的投诉", k_called = "打过的回访",
                           k_to_call = "要打的回访";

Uuid the_one(TortureTill& till, std::string_view sql) {
    auto& rows = till.database().cached(sql);
    return sqlite::one(rows, sqlite::id_column).value().value();
}

Uuid case_of(TortureTill& till, std::string_view words) {
    return the_one(till, fmt::format("SELECT id FROM ticket WHERE words = '{}'", words));
}

Uuid call_about(TortureTill& till, std::string_view matter) {
    return the_one(till, fmt::format("SELECT id FROM callback_task WHERE matter = '{}'", matter));
}

domain::TicketStepEntry signing(const Uuid& id) {
    return {.ticket_id = id,
            .step = TicketStep::signed_,
            .signed_text = "退款 100.00 元",
            .signature = signature_text({{{1000, 3000}, {4000, 3200}, {4200, 1000}}})};
}

/// Solved within what a store's manager decides.
Uuid settle_without_signature(TortureTill& till, const Uuid& member, std::string_view words) {
    domain::Tickets tickets(till.context());
    const auto manager = till.session();
    const auto later = [&] { till.clock.advance(1000); };
    later();
    const auto id =
        tickets
            .take(manager,
                  {.kind = TicketKind::complaint, .member_id = member, .words = std::string(words)})
            .value()
            .ticket.id;
    later();
    tickets
        .step(manager, {.ticket_id = id, .step = TicketStep::assessed, .fault = TicketFault::ours})
        .value();
    later();
    tickets
        .step(manager, {.ticket_id = id,
                        .step = TicketStep::proposed,
                        .resolution = ResolutionKind::refund,
                        .amount = Fen(10'000),
                        .words = "退款"})
        .value();
    later();
    tickets.step(manager, {.ticket_id = id, .step = TicketStep::carried_out, .words = "已退款"})
        .value();
    later();
    return id;
}

Uuid want_call_about(TortureTill& till, const Uuid& member, std::string_view matter) {
    const Date today = domain::business_date(till.context()).value();
    till.clock.advance(1000);
    return domain::Callbacks(till.context())
        .make(till.session(), {.member_id = member,
                               .matter = std::string(matter),
                               .due_from = today,
                               .due_until = today})
        .value()
        .task.id;
}

}  // namespace

void want_cases(TortureTill& till, const Uuid& member, const std::filesystem::path& file) {
    settle_without_signature(till, member, k_to_sign);
    const auto signed_case = settle_without_signature(till, member, k_signed_case);
    domain::Tickets(till.context()).step(till.session(), signing(signed_case)).value();
    const auto called = want_call_about(till, member, k_called);
    till.clock.advance(1000);
    domain::Callbacks(till.context())
        .record(till.session(), {.task_id = called, .outcome = CallbackOutcome::wrong_number})
        .value();
    want_call_about(till, member, k_to_call);
    constexpr int k_side = 32;
    domain::Picture picture{k_side, k_side, {}};
    picture.rgb.assign(3 * k_side * k_side, 77);
    write_bytes(file, domain::write_jpeg(picture, domain::JpegDetail::photo));
    domain::Attachments(till.context()).add(till.session(), {file.string()}).value();
    till.clock.advance(1000);
}

Deed complaint_with_photo(const Uuid& member) {
    return {.name = "complaint with photo",
            .run = [member](TortureTill& till) -> Status {
                auto& shelf = till.database().cached(
                    "SELECT hash FROM attachment ORDER BY added_at DESC LIMIT 1");
                QIANTAI_TRY(const auto photo, sqlite::one(shelf, sqlite::text_column));
                QIANTAI_ASSERT(photo.has_value());
                QIANTAI_TRY(const auto taken,
                            domain::Tickets(till.context())
                                .take(till.session(), {.kind = TicketKind::complaint,
                                                       .member_id = member,
                                                       .words = std::string(k_with_photo),
                                                       .photos = {{*photo, "正面.jpg"}}}));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM ticket WHERE words = '{0}')"
                                " + (SELECT count(*) FROM ticket_event e JOIN ticket t"
                                " ON t.id = e.ticket_id WHERE t.words = '{0}')",
                                k_with_photo),
            .whole = 3};
}

Deed settlement() {
    return {.name = "settlement",
            .run = [](TortureTill& till) -> Status {
                QIANTAI_TRY(const auto page,
                            domain::Tickets(till.context())
                                .step(till.session(), signing(case_of(till, k_to_sign))));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM ticket_event e JOIN ticket t"
                                " ON t.id = e.ticket_id WHERE t.words = '{0}'"
                                " AND e.step = 'signed') + (SELECT count(*) FROM ticket_state s"
                                " JOIN ticket t ON t.id = s.ticket_id WHERE t.words = '{0}'"
                                " AND s.phase = 'signed')",
                                k_to_sign),
            .whole = 2};
}

Deed transfer() {
    return {.name = "transfer",
            .run = [](TortureTill& till) -> Status {
                QIANTAI_TRY(const auto page,
                            domain::Tickets(till.context())
                                .transfer(till.session(), {.ticket_id = case_of(till, k_to_sign),
                                                           .to_store = "HQ",
                                                           .reason = "总部办理"}));
                return {};
            },
            // The head, every event and the state: all of it is there or here.
            .seen = fmt::format("SELECT (SELECT count(*) FROM ticket WHERE words = '{0}'"
                                " AND store_code = 'HQ') + (SELECT count(*) FROM ticket_state s"
                                " JOIN ticket t ON t.id = s.ticket_id WHERE t.words = '{0}'"
                                " AND s.store_code = 'HQ')",
                                k_to_sign),
            .whole = 2};
}

Deed call_by_rule() {
    return {.name = "call by rule",
            .run = [](TortureTill& till) -> Status {
                QIANTAI_TRY(const auto run,
                            domain::CallbackRuleBook(till.context()).run(till.session(), 1000));
                return {};
            },
            .seen =
                "SELECT (SELECT count(*) FROM callback_task WHERE kind = 'complaint')"
                " + (SELECT count(*) FROM callback_state WHERE kind = 'complaint'"
                " AND status = 'open')",
            .whole = 2};
}

Deed call_handed_over() {
    return {.name = "call handed over",
            .run = [](TortureTill& till) -> Status {
                const domain::CallbackHandOver order{.task_ids = {call_about(till, k_to_call)},
                                                     .for_headquarters = true,
                                                     .reason = "总部打"};
                QIANTAI_TRY(const auto lines,
                            domain::Callbacks(till.context()).hand_over(till.session(), order));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM callback_step s JOIN callback_task t"
                                " ON t.id = s.task_id WHERE t.matter = '{0}'"
                                " AND s.step = 'handed_over') + (SELECT count(*)"
                                " FROM callback_state c JOIN callback_task t ON t.id = c.task_id"
                                " WHERE t.matter = '{0}' AND c.for_headquarters = 1)",
                                k_to_call),
            .whole = 2};
}

Deed call_taken_back() {
    return {.name = "call taken back",
            .run = [](TortureTill& till) -> Status {
                const auto step = the_one(
                    till, fmt::format("SELECT s.id FROM callback_step s JOIN callback_task t"
                                      " ON t.id = s.task_id WHERE t.matter = '{}'"
                                      " AND s.step = 'called'",
                                      k_called));
                QIANTAI_TRY(const auto line,
                            domain::Callbacks(till.context()).undo(till.session(), step));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM callback_step s JOIN callback_task t"
                                " ON t.id = s.task_id WHERE t.matter = '{0}'"
                                " AND s.step = 'undone') + (SELECT count(*) FROM callback_state c"
                                " JOIN callback_task t ON t.id = c.task_id WHERE t.matter = '{0}'"
                                " AND c.status = 'open')",
                                k_called),
            .whole = 2};
}

Deed consent_by_phone(const Uuid& member) {
    auto hex = member.text();
    std::erase(hex, '-');
    return {.name = "consent by phone",
            .run = [](TortureTill& till) -> Status {
                const domain::CallConsentSaid said{.task_id = call_about(till, k_to_call),
                                                   .purpose = ConsentPurpose::marketing,
                                                   .agrees = true};
                QIANTAI_TRY(const auto sheet,
                            domain::Callbacks(till.context()).record_consent(till.session(), said));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM consent WHERE member_id = x'{0}'"
                                " AND channel = 'phone') + (SELECT count(*) FROM audit_event"
                                " WHERE action = 'members.record_consent')",
                                hex),
            .whole = 2};
}

}  // namespace qiantai::test
