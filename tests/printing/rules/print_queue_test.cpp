// The print queue: what was asked for is printed once, whatever happens.

#include "terminal/printing/rules/print_queue.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_erase.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "terminal/printing/rules/printers.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/paper/sample_document.hpp"

namespace qiantai::domain {
namespace {

using test::TestDesk;

struct PrintingDesk : TestDesk {
    PrintingDesk() {
        qiantai::test::write_bytes(paper_path(), "");
        must(set(PrinterUse::slip, paper_path()));
    }
    std::string paper_path() const { return (m_papers / "slips").string(); }
    std::string on_paper() const { return qiantai::test::file_bytes(paper_path()); }

    Status set(PrinterUse use, const std::string& address) {
        QIANTAI_TRY(const auto kept,
                    Printers(context).set(session(StaffRole::store_manager),
                                          {.use = use, .name = "打印机", .address = address}));
        return {};
    }
    PrintJob ask_print(std::optional<Uuid> member = std::nullopt) {
        auto slip = paper::test::sample_slip();
        slip.blocks = {paper::Paragraph{"第 " + std::to_string(++m_asked) + " 张"}};
        slip.copies = {"顾客联", "门店联"};
        m_bytes = paper::slip_bytes(slip).value();
        const auto job = queue_print(context, session(StaffRole::clerk),
                                     {.document = slip,
                                      .action = "stored_goods.print",
                                      .subject_entity = "stored_goods",
                                      .member_id = member});
        if (!job) FAIL(job.error().message());
        return *job;
    }
    /// What the print that was asked for last consists of.
    const std::string& bytes() const { return m_bytes; }
    std::vector<PrintJob> send() {
        return PrintQueue(context).send(session(StaffRole::clerk)).value();
    }
    PrintJob newest() { return list().front(); }
    std::vector<PrintJob> list(const PrintFilter& filter = {}) {
        return PrintQueue(context).list(session(StaffRole::clerk), filter).value();
    }
    /// Takes the next one in hand, as a program does that dies before it has an answer.
    void die_while_sending() {
        auto run = PrintRun::begin(context).value();
        REQUIRE(run.has_value());
        const auto parcel = run->take(context).value();
        REQUIRE(parcel.has_value());
        REQUIRE(paper::send_to_printer(parcel->address, parcel->title, parcel->bytes).kind ==
                paper::SendOutcome::Kind::printed);
    }

  private:
    qiantai::test::TempFolder m_papers;
    std::string m_bytes;
    int m_asked = 0;
};

std::string code_of_result(const Result<PrintJob>& result) {
    return result ? std::string(result->state.text()) : std::string(result.error().code());
}

}  // namespace

TEST_CASE("a print waits, is sent, and is printed once") {
    PrintingDesk desk;
    const auto job = desk.ask_print();
    CHECK(job.state == PrintState::waiting);
    CHECK(job.copies == 2);
    CHECK(job.number == "SG-S001-01-000012-K");
    CHECK(desk.on_paper().empty());
    const auto sent = desk.send();
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].state == PrintState::printed);
    CHECK(desk.on_paper() == desk.bytes());
    CHECK(desk.send().empty());
    CHECK(desk.on_paper() == desk.bytes());
    // What was sent may name a customer; once it is on paper it is not kept.
    CHECK(desk.number("SELECT count(*) FROM print_job WHERE payload IS NOT NULL") == 0);
}

TEST_CASE("who asked for what and how often is in the audit trail, and that it was printed") {
    PrintingDesk desk;
    desk.ask_print();
    CHECK(desk.last_action() == "stored_goods.print");
    const auto detail =
        desk.text("SELECT detail || staff_number FROM audit_event ORDER BY chain_seq DESC LIMIT 1");
    for (const char* part : {"SG-S001-01-000012-K", "\"copies\":\"2\"", "QT-F18", "1001"}) {
        CAPTURE(detail);
        CHECK(detail.find(part) != std::string::npos);
    }
    desk.send();
    CHECK(desk.last_action() == "prints.printed");
}

TEST_CASE("prints come in the order in which they were asked for") {
    PrintingDesk desk;
    std::string all;
    for (int i = 0; i < 5; ++i) {
        desk.ask_print();
        all += desk.bytes();
    }
    CHECK(desk.send().size() == 5);
    CHECK(desk.on_paper() == all);
}

TEST_CASE(
    "a program that dies between sending and its answer leaves a question, and no second print") {
    PrintingDesk desk;
    const auto job = desk.ask_print();
    desk.die_while_sending();
    CHECK(desk.on_paper() == desk.bytes());
    CHECK(desk.send().empty());
    const auto after = desk.newest();
    CHECK(after.state == PrintState::uncertain);
    CHECK(after.reason == "print_interrupted");
    CHECK(after.words_zh == k_print_interrupted.words_zh);
    CHECK(desk.on_paper() == desk.bytes());
    PrintQueue queue(desk.context);
    const auto clerk = desk.session(StaffRole::clerk);
    // Only somebody who looked can say.
    CHECK(code_of_result(queue.retry(clerk, job.id)) == "print_not_waiting");
    SUBCASE("it came out") {
        CHECK(code_of_result(queue.settle(clerk, job.id, PrintAnswer::printed)) == "printed");
        CHECK(desk.send().empty());
        CHECK(desk.on_paper() == desk.bytes());
    }
    SUBCASE("it did not: it is printed again, as somebody asked") {
        CHECK(code_of_result(queue.settle(clerk, job.id, PrintAnswer::not_printed)) == "waiting");
        CHECK(desk.last_action() == "prints.settle");
        CHECK(desk.send().size() == 1);
        CHECK(desk.on_paper() == desk.bytes() + desk.bytes());
    }
    SUBCASE("nobody wants it any more") {
        CHECK(code_of_result(queue.cancel(clerk, job.id)) == "cancelled");
        CHECK(desk.send().empty());
    }
}

TEST_CASE("what was cut off is told as such to whoever looks first") {
    PrintingDesk desk;
    desk.ask_print();
    desk.die_while_sending();
    CHECK(desk.newest().state == PrintState::uncertain);
}

TEST_CASE("while one program sends, no other does, and none calls it cut off") {
    PrintingDesk desk;
    desk.ask_print();
    auto run = PrintRun::begin(desk.context).value();
    REQUIRE(run->take(desk.context).value().has_value());
    CHECK(desk.send().empty());
    CHECK(desk.newest().state == PrintState::sending);
    CHECK(code_of_result(
              PrintQueue(desk.context).cancel(desk.session(StaffRole::clerk), desk.newest().id)) ==
          "print_not_waiting");
}

TEST_CASE("a printer that is not there fails with words, and the print can be tried again") {
    PrintingDesk desk;
    std::filesystem::remove(desk.paper_path());
    const auto job = desk.ask_print();
    desk.send();
    CHECK(desk.newest().state == PrintState::failed);
    CHECK(desk.newest().reason == "printer_unreachable");
    CHECK(desk.newest().actor == "clerk");
    CHECK(desk.list({.only_open = true}).size() == 1);
    qiantai::test::write_bytes(desk.paper_path(), "");
    CHECK(desk.send().empty());
    const auto clerk = desk.session(StaffRole::clerk);
    CHECK(code_of_result(PrintQueue(desk.context).retry(clerk, job.id)) == "waiting");
    CHECK(desk.last_action() == "prints.retry");
    desk.send();
    CHECK(desk.on_paper() == desk.bytes());
    CHECK(desk.list({.only_open = true}).empty());
    CHECK(code_of_result(PrintQueue(desk.context).retry(clerk, job.id)) == "print_not_waiting");
    CHECK(code_of_result(PrintQueue(desk.context).retry(clerk, desk.next_id())) ==
          "print_not_found");
}

TEST_CASE("what waited in a backup is asked about after a restore") {
    PrintingDesk desk;
    desk.ask_print();
    desk.context.identity.incarnation = desk.next_id();
    CHECK(desk.send().empty());
    CHECK(desk.newest().state == PrintState::uncertain);
    CHECK(desk.newest().reason == "print_from_backup");
    CHECK(desk.on_paper().empty());
    PrintQueue queue(desk.context);
    REQUIRE(queue.settle(desk.session(StaffRole::clerk), desk.newest().id, PrintAnswer::not_printed)
                .ok());
    CHECK(desk.send().size() == 1);
}

TEST_CASE("erasing somebody takes away what waits with their name on it") {
    PrintingDesk desk;
    const auto member = desk.add_member("陈静", "13800138001");
    const auto job = desk.ask_print(member.id);
    desk.from_headquarters([&] {
        desk.run("UPDATE member SET name = NULL, phone = NULL, status = 'erased' WHERE id = ?",
                 member.id);
    });
    CHECK(desk.newest().state == PrintState::cancelled);
    CHECK(desk.number("SELECT count(*) FROM print_job WHERE payload IS NOT NULL") == 0);
    CHECK(desk.send().empty());
}

TEST_CASE("settled prints go after ninety days, open ones stay") {
    PrintingDesk desk;
    desk.ask_print();
    desk.send();
    std::filesystem::remove(desk.paper_path());
    desk.ask_print();
    desk.send();
    desk.clock.advance(91LL * 24 * 3600 * 1000);
    desk.ask_print();
    const auto jobs = desk.list();
    REQUIRE(jobs.size() == 2);
    CHECK(jobs[1].state == PrintState::failed);
}

TEST_CASE("without a printer for the paper nothing is queued, and it says who sets one up") {
    PrintingDesk desk;
    const auto refused = queue_print(desk.context, desk.session(StaffRole::clerk),
                                     {.document = paper::test::sample_page()});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == &k_printer_missing);
    CHECK(refused.error().actor() == Actor::manager);
    CHECK(desk.list().empty());
}

TEST_CASE("a printer is set for each paper; a receipt printer gets no pages") {
    PrintingDesk desk;
    CHECK(desk.set(PrinterUse::page, "/dev/usb/lp0").error().kind == &k_printer_of_wrong_kind);
    CHECK(desk.set(PrinterUse::slip, "lp0").error().kind == &paper::k_printer_address_malformed);
    CHECK(desk.set(PrinterUse::page, "ipp://localhost/printers/Office").ok());
    CHECK(desk.last_action() == "printers.set");
    Printers printers(desk.context);
    const auto manager = desk.session(StaffRole::store_manager);
    CHECK(printers.list(desk.session(StaffRole::clerk))->size() == 2);
    CHECK(printers.set(manager, {.use = PrinterUse::slip, .name = " ", .address = "/dev/null"})
              .error()
              .kind == &k_printer_name_missing);
    CHECK(printers.probe(manager, PrinterUse::slip).ok());
    CHECK(printers.remove(manager, PrinterUse::slip).ok());
    CHECK(printers.remove(manager, PrinterUse::slip).error().kind == &k_printer_missing);
    CHECK(printers.probe(manager, PrinterUse::slip).error().kind == &k_printer_missing);
}

TEST_CASE("a form is saved as a new file and never over another") {
    const qiantai::test::TempFolder folder;
    const auto path = (folder / "寄存单.pdf").string();
    auto page = paper::test::sample_page();
    page.copies = {"顾客联", "门店联"};
    const auto saved = save_pdf_file(page, path);
    REQUIRE(saved.ok());
    CHECK(saved->pages == 2);
    const auto before = qiantai::test::file_bytes(path);
    CHECK(before.starts_with("%PDF-"));
    CHECK(save_pdf_file(page, path).error().kind == &k_print_file_exists);
    CHECK(qiantai::test::file_bytes(path) == before);
    CHECK(save_pdf_file(page, (folder / "none/a.pdf").string()).error().code() == "file_error");
}

}  // namespace qiantai::domain
