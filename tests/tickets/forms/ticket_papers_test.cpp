// What stands on the papers of cases.

#include <doctest/doctest.h>

#include <filesystem>

#include "schema/base/file.hpp"
#include "terminal/tickets/forms/ticket_forms.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/paper/paper_words.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::domain {
namespace {

using test::PaperWords;
using test::TestDesk;
using test::words_of;

struct TicketPaperDesk : TestDesk {
    Member member = add_member("欧阳娜娜", "13812345678");
    Session clerk = session(StaffRole::clerk), manager = session(StaffRole::store_manager);
    Tickets tickets{context};
    Uuid id{};

    void take() {
        const auto page = tickets.take(clerk, {.subject = "商品质量",
                                               .member_id = member.id,
                                               .words = "底部漏水",
                                               .demand = "退款",
                                               .product = "破壁机 JX-8",
                                               .quantity = 1,
                                               .till_receipt = "0408-1702"});
        if (!page) FAIL(page.error().message());
        id = page->ticket.id;
    }
    void step(TicketStepEntry entry, const Session& who) {
        clock.advance(60'000);
        entry.ticket_id = id;
        const auto page = tickets.step(who, entry);
        if (!page) FAIL(page.error().message());
    }
    void propose(std::int64_t fen, const std::string& words) {
        step({.step = TicketStep::proposed,
              .resolution = ResolutionKind::refund,
              .amount = Fen(fen),
              .words = words},
             clerk);
    }
    void settle_refund() {
        step({.step = TicketStep::approved, .words = "可以退"}, manager);
        step({.step = TicketStep::carried_out, .words = "已原路退回"}, clerk);
        step({.step = TicketStep::signed_,
              .satisfaction = 4,
              .signed_text = "同意",
              .signature = signature_text({{{1000, 3000}, {4000, 3200}}})},
             clerk);
    }
    paper::Document document(const TicketFormChoice& choice) {
        const auto built = build_ticket_document(context, clerk, choice);
        if (!built) FAIL(built.error().message());
        return *built;
    }
    PaperWords paper(const TicketFormChoice& choice) { return words_of(document(choice)); }
    std::vector<Uuid> proposals() {
        std::vector<Uuid> ids;
        const auto page = TicketLists(context).get(clerk, id).value();
        for (const auto& shown : page.events) {
            if (shown.event.step == TicketStep::proposed) ids.insert(ids.begin(), shown.event.id);
        }
        return ids;
    }
};

}  // namespace

TEST_CASE("a receipt has number, matter and promises, and masks who it is") {
    TicketPaperDesk desk;
    desk.take();
    const auto words = desk.paper({.ticket_id = desk.id, .form = TicketForm::receipt});
    const auto page = TicketLists(desk.context).get(desk.clerk, desk.id).value();
    for (const auto& part :
         {std::string("受理回执"), page.ticket.number, "码：" + page.ticket.number,
          std::string("投诉 · 商品质量"), std::string("底部漏水"), std::string("要求：退款"),
          std::string("138****5678"), std::string("答复："), std::string("办完：")}) {
        CAPTURE(part);
        CHECK(words.has(part));
    }
    CHECK_FALSE(words.has("欧阳"));
    CHECK_FALSE(words.has("13812345678"));
}

TEST_CASE(
    "a signed resolution slip has opinions of all three, the amount in words, the signature") {
    TicketPaperDesk desk;
    desk.take();
    desk.step({.step = TicketStep::assessed, .fault = TicketFault::ours}, desk.clerk);
    desk.propose(36'900, "全额退款");
    desk.settle_refund();
    const auto words = desk.paper({.ticket_id = desk.id, .form = TicketForm::resolution});
    for (const auto& part :
         {std::string("客户投诉处理单"), std::string("客户名称：欧阳娜娜"),
          std::string("责任判定：我方责任"), std::string("处理方式：退货退款"),
          std::string("金额（元）：369.00"), std::string("人民币叁佰陆拾玖元整"),
          std::string("处理结果：已原路退回"), std::string("受理人员意见：全额退款"),
          std::string("部门经理意见：同意。可以退"), std::string("客户意见：同意。满意度 4")}) {
        CAPTURE(part);
        CHECK(words.has(part));
    }
    CHECK(words.signatures == 1);
    CHECK_FALSE(words.has("13812345678"));
}

TEST_CASE("each proposal has a slip of its own, the refused one is kept as such") {
    TicketPaperDesk desk;
    desk.take();
    desk.step({.step = TicketStep::assessed, .fault = TicketFault::ours}, desk.clerk);
    desk.propose(10'000, "先补偿");
    desk.step({.step = TicketStep::refused, .reason = "要求全退"}, desk.clerk);
    desk.propose(36'900, "全额退款");
    desk.settle_refund();
    const auto both = desk.proposals();
    REQUIRE(both.size() == 2);
    const auto first = desk.paper(
        {.ticket_id = desk.id, .form = TicketForm::resolution, .proposal_id = both.front()});
    CHECK(first.has("未达成"));
    CHECK(first.has("-1\n"));
    CHECK(first.has("客户意见：不同意：要求全退"));
    CHECK(first.has("金额（元）：100.00"));
    CHECK(first.signatures == 0);
    const auto last = desk.paper({.ticket_id = desk.id, .form = TicketForm::resolution});
    CHECK_FALSE(last.has("未达成"));
    CHECK(last.has("-2\n"));
    CHECK(last.signatures == 1);
}

TEST_CASE("without a proposal there is no resolution slip, and the record is there at once") {
    TicketPaperDesk desk;
    desk.take();
    const auto none = build_ticket_document(desk.context, desk.clerk,
                                            {.ticket_id = desk.id, .form = TicketForm::resolution});
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == &k_ticket_no_proposal);
    const auto record = desk.paper({.ticket_id = desk.id, .form = TicketForm::record});
    CHECK(record.has("投诉理由：底部漏水"));
    CHECK(record.has("投诉要求：退款"));
    CHECK(record.has("数量：1"));
}

TEST_CASE("copies are named, printing is in the audit trail, a PDF is never written over") {
    TicketPaperDesk desk;
    desk.take();
    auto choice = TicketFormChoice{.ticket_id = desk.id, .form = TicketForm::record, .copies = 2};
    CHECK(desk.document(choice).copies == std::vector<std::string>{"客服部联", "责任部门联"});
    choice = {.ticket_id = desk.id, .form = TicketForm::receipt, .copies = 3};
    CHECK(desk.document(choice).copies.size() == 2);
    const qiantai::test::TempFolder folder;
    const auto path = (folder.path() / "receipt.pdf").string();
    TicketForms forms(desk.context);
    REQUIRE(forms.save_pdf(desk.clerk, choice, path));
    CHECK(std::filesystem::file_size(path) > 1000);
    const auto again = forms.save_pdf(desk.clerk, choice, path);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == &k_print_file_exists);
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE action = 'tickets.save_pdf'") == 1);
    // Without a printer for slips the queue says what is missing.
    const auto queued = forms.print(desk.clerk, choice);
    REQUIRE_FALSE(queued);
    CHECK(queued.error().kind == &k_printer_missing);
}

}  // namespace qiantai::domain
