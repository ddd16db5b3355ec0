// Photos and files of a case: who may add them, what is refused, what becomes of them.

#include "terminal/attachments/rules/attachments.hpp"

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/tickets/rules/ticket_desk.hpp"

namespace qiantai::domain {
namespace {

using test::k_test_day;
using test::TicketDesk;

struct EvidenceDesk : TicketDesk {
    std::string file(const std::string& name, const std::string& bytes) {
        const auto path = folder / name;
        write_file_atomically(path, bytes, 0600).value();
        return path.string();
    }
    Result<TicketPage> try_add(const Uuid& id, const std::string& path, std::string words = {}) {
        clock.advance(1000);
        return tickets.add_evidence(clerk,
                                    {.ticket_id = id, .path = path, .words = std::move(words)});
    }
    const TicketEvent& add(const Uuid& id, const std::string& path, std::string words = {}) {
        page = try_add(id, path, std::move(words));
        if (!page) FAIL(page.error().message());
        return page->events.front().event;
    }
    std::string refusal(const Uuid& id, const std::string& path, std::string words = {}) {
        const auto refused = try_add(id, path, std::move(words));
        return refused ? "added" : std::string(refused.error().code());
    }
    std::vector<TicketEvidence> evidence(const Uuid& id) {
        return lists.evidence(clerk, id).value();
    }
    std::string photo(const std::string& name = "正面.HEIC", int width = 90) {
        return file(name, test::sample_jpeg(width, 60));
    }
    /// As a session with headquarters does at its end.
    int drop_loose() {
        auto shelf = sqlite::AttachmentShelf::open(context.database).value();
        return shelf.drop_loose(manifest, clock.now_ms()).value();
    }

    qiantai::test::TempFolder folder;
    Result<TicketPage> page = TicketPage{};
};

}  // namespace

TEST_CASE_FIXTURE(EvidenceDesk,
                  "photos taken before the case are its evidence with its number, or nothing is") {
    Attachments shelf(context);
    const auto first = shelf.add(clerk, {photo("正面.HEIC")}).value();
    const auto second = shelf.add(clerk, {file("小票.pdf", test::sample_pdf())}).value();
    auto intake = complaint();
    intake.photos = {{first.attachment, "正面.HEIC"}, {second.attachment, ""}};
    const auto taken = take(intake);
    const auto all = evidence(taken.ticket.id);
    REQUIRE(all.size() == 2);
    CHECK(all[1].file_name == "正面.jpg");
    // Without a name it is called after the case, and ends as what it is.
    CHECK(all[0].file_name == taken.ticket.number + ".pdf");
    CHECK(taken.state.phase == TicketPhase::received);
    CHECK(taken.events.back().event.step == TicketStep::received);
    const auto before = number("SELECT count(*) FROM ticket");
    const auto refused = [&](std::vector<TicketPhoto> photos) {
        auto wrong = complaint();
        wrong.photos = std::move(photos);
        clock.advance(1000);
        return test::code_of(tickets.take(clerk, wrong));
    };
    CHECK(refused({{first.attachment, "a"}, {first.attachment, "b"}}) == "ticket_evidence_known");
    CHECK(refused({{std::string(64, '0'), "a"}}) == "attachment_not_here");
    CHECK(number("SELECT count(*) FROM ticket") == before);
}

TEST_CASE_FIXTURE(EvidenceDesk,
                  "a photo becomes a step of the case, and nothing else of it changes") {
    const auto id = take(complaint()).ticket.id;
    const auto before = lists.get(clerk, id)->state;
    const auto event = add(id, photo(), "涂层脱落处");
    CHECK(event.step == TicketStep::evidence_added);
    CHECK(event.file_name == "正面.jpg");
    CHECK(page->state.phase == before.phase);
    CHECK(page->state.keeper == before.keeper);
    const auto pdf = add(id, file("小票.pdf", test::sample_pdf()));
    const auto all = evidence(id);
    REQUIRE(all.size() == 2);
    CHECK(all[0].event_id == pdf.id);
    CHECK(all[0].kind == AttachmentKind::pdf);
    CHECK(all[1].event_id == event.id);
    CHECK(all[1].kind == AttachmentKind::photo);
    CHECK(all[1].words == "涂层脱落处");
    CHECK(all[1].staff_number == clerk.staff_number);
    CHECK(all[1].file.here);
    CHECK_FALSE(all[1].file.sent);
    CHECK(all[1].file.size ==
          static_cast<std::int64_t>(open_attachment(context, event.attachment)->size()));
    CHECK(open_thumbnail(context, event.attachment).value().has_value());
    // It waits for headquarters: a row names it.
    CHECK(Attachments(context).waiting(clerk)->to_send == 2);
    const auto lines = lists.list(clerk, {.limit = 10}).value();
    CHECK(lines.tickets.front().evidence == 2);
}

TEST_CASE_FIXTURE(EvidenceDesk, "what can't be evidence is refused, and the case is as it was") {
    const auto id = take(complaint()).ticket.id;
    const auto good = photo();
    CHECK(refusal(id, good, "联系 13912340187") == "ticket_number_in_words");
    CHECK(refusal(context.new_id(), good) == "ticket_not_found");
    CHECK(refusal(id, file("a.gif", "GIF89a")) == "file_kind_refused");
    CHECK(refusal(id, file("b.jpg", test::sample_jpeg(90, 90).substr(0, 700))) ==
          "picture_damaged");
    CHECK(refusal(id, file("c.jpg", std::string(k_photo_file_bytes_max + 1, 'x'))) ==
          "attachment_too_large");
    CHECK(refusal(id, (folder / "none.jpg").string()) == "file_error");
    add(id, good);
    CHECK(refusal(id, good) == "ticket_evidence_known");
    CHECK(evidence(id).size() == 1);
    CHECK(tickets.add_evidence(session(StaffRole::auditor), {id, good, {}}).error().code() ==
          "not_permitted");
    CHECK(lists.evidence(clerk, context.new_id()).error().code() == "ticket_not_found");
}

TEST_CASE_FIXTURE(EvidenceDesk, "a case takes so many photos and files, and no more") {
    const auto id = take(complaint()).ticket.id;
    auto event = add(id, photo());
    auto transaction = sqlite::Transaction::begin(context.database).value();
    for (int i = 1; i < k_ticket_evidence_max; ++i) {
        event.id = context.new_id();
        sqlite::insert(context.database, event).value();
    }
    transaction.commit().value();
    CHECK(refusal(id, photo("another.jpg", 91)) == "ticket_evidence_many");
}

TEST_CASE("a file is called as it was, without folders, and never by what may be a number") {
    const auto name = [](std::string_view path, AttachmentKind kind = AttachmentKind::photo) {
        return evidence_name(path, kind, "TS-S001-01-0176-K");
    };
    CHECK(name("/media/usb/正面.HEIC") == "正面.jpg");
    CHECK(name("scan", AttachmentKind::pdf) == "scan.pdf");
    CHECK(name("/tmp/王丽 139 1234 0187.jpg") == "TS-S001-01-0176-K.jpg");
    CHECK(name("/tmp/mmexport1764500000000.jpg") == "TS-S001-01-0176-K.jpg");
    CHECK(name(std::string(300, 'x') + ".png") == "TS-S001-01-0176-K.jpg");
    CHECK(name("/tmp/\xff\xfe.png") == "TS-S001-01-0176-K.jpg");
    CHECK(evidence_kind("a.pdf") == AttachmentKind::pdf);
    CHECK(evidence_kind("a.jpg") == AttachmentKind::photo);
}

TEST_CASE_FIXTURE(EvidenceDesk, "erasing somebody takes the photos of their cases, and the count") {
    const auto member = add_member("陈静", "13800138001");
    auto of_member = complaint();
    of_member.customer_name.clear();
    of_member.customer_phone.clear();
    of_member.member_id = member.id;
    const auto id = take(of_member).ticket.id, other = take(complaint()).ticket.id;
    const auto mine = add(id, photo()), stays = add(other, photo("b.jpg", 120));
    REQUIRE(MemberErase(context).erase(manager, member.id, "本人要求").ok());
    CHECK(evidence(id).empty());
    CHECK(drop_loose() == 1);
    auto shelf = sqlite::AttachmentShelf::open(context.database).value();
    CHECK_FALSE(shelf.files().has(mine.attachment));
    CHECK(shelf.files().has(stays.attachment));
    REQUIRE(tickets.erase_customer(manager, other, "本人要求").ok());
    CHECK(drop_loose() == 1);
    CHECK_FALSE(shelf.files().has(stays.attachment));
    const auto lines = lists.list(clerk, {.limit = 10}).value();
    for (const auto& line : lines.tickets) CHECK(line.evidence == 0);
}

TEST_CASE_FIXTURE(EvidenceDesk, "three years after closing photos go; what else was said stays") {
    const auto id = solved(36'900, 4);
    add(id, photo(), "涂层脱落处");
    step(clerk, {.ticket_id = id, .step = TicketStep::called_back, .reached = true});
    const auto run_after = [&](int days) {
        clock.advance(days * k_test_day);
        return tickets.run(clerk)->photos_emptied;
    };
    set_ticket_policy("tickets.retention", R"({"stranger_days":3000,"photo_days":400})");
    CHECK(run_after(399) == 0);
    CHECK(evidence(id).size() == 1);
    CHECK(run_after(2) == 1);
    CHECK(evidence(id).empty());
    CHECK(lists.get(clerk, id)->ticket.words == "电饭煲内胆涂层脱落");
    CHECK(run_after(1) == 0);
    clock.advance(2 * k_test_day);
    CHECK(drop_loose() == 1);
}

}  // namespace qiantai::domain
