// Printing by command: forms, printers, the queue; and a program that is killed while it prints.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/signature.hpp"
#include "tests/ctl/program_home.hpp"
#include "tests/support/ipp_printer.hpp"

namespace qiantai::ctl {
namespace {

using namespace test;

struct PrintingCounter : TestCounter {
    PrintingCounter() {
        qiantai::test::write_bytes(slips(), "");
        sign_in(StaffRole::clerk);
        const auto member = text_at(
            ok("members.register", R"({"name":"陈静","phone":"13800138001"})"), "/member/id");
        goods = text_at(ok("stored_goods.deposit",
                           R"({"item":"爱他美 3 段","quantity":6,"member_id":")" + member + "\"}"),
                        "/line/goods/id");
    }
    std::string slips() const { return (folder / "slips").string(); }
    void set_printer(const std::string& use, const std::string& address) {
        sign_in(StaffRole::store_manager);
        ok("printers.set", boost::json::serialize(boost::json::object{
                               {"use", use}, {"name", "打印机"}, {"address", address}}));
        sign_in(StaffRole::clerk);
    }
    std::string choice(const std::string& form, const std::string& more = {}) const {
        return R"({"form":")" + form + R"(","goods_id":")" + goods + "\"" + more + "}";
    }
    std::string with_id(const std::string& print, const std::string& more = {}) const {
        return R"({"print_id":")" + print + "\"" + more + "}";
    }
    std::string state(std::size_t index = 0) {
        return text_at(ok("prints.list"), "/prints/" + std::to_string(index) + "/state");
    }

    qiantai::test::TempFolder folder;
    std::string goods;
};

/// A terminal's home with goods in keeping and a receipt printer at a FIFO that somebody holds open
/// and hardly reads.
struct FifoTill : ProgramHome {
    FifoTill() {
        REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
        open_reader();
        const auto member = text_at(
            out("members.register", R"({"name":"陈静","phone":"13800138001"})"), "/member/id");
        const auto goods =
            text_at(out("stored_goods.deposit",
                        R"({"item":"爱他美 3 段","quantity":6,"member_id":")" + member + "\"}"),
                    "/line/goods/id");
        out("stored_goods.withdraw",
            boost::json::serialize(boost::json::object{
                {"goods_id", goods},
                {"quantity", 2},
                {"signed_text", "领取 2 罐"},
                {"signature", signature_text({{{1000, 3000}, {4000, 3200}}})}}));
        out("printers.set", R"({"use":"slip","name":"收银台","address":")" + fifo + "\"}", "1002");
        print = text_at(
            out("stored_goods.print", R"({"form":"withdrawal_slip","goods_id":")" + goods + "\"}"),
            "/id");
    }
    ~FifoTill() { ::close(reader); }

    boost::json::object out(const std::string& operation, const std::string& json,
                            const std::string& staff = "1001") const {
        const auto finished = call(operation, json, staff);
        if (finished.exit != 0) FAIL(finished.err);
        return json_of(finished.out).at("out").as_object();
    }
    std::string state() const { return text_at(out("prints.list", "{}"), "/prints/0/state"); }
    /// For the next writer: a reader that has seen one go does not wait for another.
    void open_reader() {
        const int next = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        REQUIRE(next >= 0);
        if (reader >= 0) ::close(reader);
        reader = next;
        ::fcntl(reader, F_SETPIPE_SZ, 4096);
    }
    /// So many bytes of what comes, or what there is until nobody writes any more.
    std::string read(std::size_t most) const {
        std::string bytes(most, '\0');
        std::size_t got = 0;
        while (got < most) {
            pollfd entry{reader, POLLIN, 0};
            if (::poll(&entry, 1, -1) != 1 || (entry.revents & POLLIN) == 0) break;
            const auto more = ::read(reader, bytes.data() + got, most - got);
            if (more > 0) got += static_cast<std::size_t>(more);
        }
        bytes.resize(got);
        return bytes;
    }

    qiantai::test::TempFolder printer_folder;
    std::string fifo = (printer_folder / "fifo").string();
    int reader = -1;
    std::string print;
};

}  // namespace

TEST_CASE("by command a form is printed, listed, and saved as a file") {
    PrintingCounter counter;
    CHECK(counter.code("stored_goods.print", counter.choice("deposit_slip")) == "printer_missing");
    counter.set_printer("slip", counter.slips());
    CHECK(counter.ok("printers.list").at("printers").as_array().size() == 1);
    CHECK(counter.code("printers.probe", R"({"use":"slip"})") == "ok");
    CHECK(counter.code("printers.probe", R"({"use":"page"})") == "printer_missing");
    const auto asked = counter.ok("stored_goods.print", counter.choice("deposit_slip"));
    CHECK(text_at(asked, "/state") == "waiting");
    CHECK(asked.at("copies").as_int64() == 2);
    const auto sent = counter.ok("prints.send");
    CHECK(text_at(sent, "/prints/0/state") == "printed");
    CHECK(qiantai::test::file_bytes(counter.slips()).size() > 500);
    CHECK(counter.state() == "printed");
    const auto path = (counter.folder / "a.pdf").string();
    const auto save = counter.choice("sheet", R"(,"copies":1,"path":")" + path + "\"");
    CHECK(counter.ok("stored_goods.save_pdf", save).at("pages").as_int64() == 1);
    CHECK(counter.code("stored_goods.save_pdf", save) == "print_file_exists");
    CHECK(counter.desk.last_action() == "stored_goods.save_pdf");
    const auto member = text_at(counter.ok("members.find", R"({"query":"陈静"})"), "/members/0/id");
    const auto whose = R"({"member_id":")" + member + "\"";
    CHECK(text_at(counter.ok("members.print_card", whose + "}"), "/title") == "会员卡");
    const auto card = (counter.folder / "card.pdf").string();
    counter.ok("members.save_card_pdf", whose + R"(,"path":")" + card + "\"}");
    CHECK(std::filesystem::exists(card));
CHECK(qiantai::test::run_process({"/usr/bin/pdftotext", path, "-"}).out.find("爱他美 3 段") !=
      std::string::npos);
counter.sign_in(StaffRole::store_manager);
counter.ok("printers.remove", R"({"use":"slip"})");
CHECK(counter.ok("printers.list").at("printers").as_array().empty());
}

TEST_CASE("by command a print that failed is tried again or given up, an uncertain one settled") {
    PrintingCounter counter;
    counter.set_printer("slip", (counter.folder / "gone").string());
    const auto print =
        text_at(counter.ok("stored_goods.print", counter.choice("deposit_slip")), "/id");
    const auto failed = counter.ok("prints.send");
    CHECK(text_at(failed, "/prints/0/reason") == "printer_unreachable");
    CHECK(text_at(failed, "/prints/0/actor") == "clerk");
    CHECK(text_at(counter.ok("prints.retry", counter.with_id(print)), "/state") == "waiting");
    CHECK(text_at(counter.ok("prints.cancel", counter.with_id(print)), "/state") == "cancelled");
    CHECK(counter.code("prints.retry", counter.with_id(print)) == "print_not_waiting");
    const auto answer = counter.with_id(print, R"(,"answer":"printed")");
    CHECK(counter.code("prints.settle", answer) == "print_not_waiting");
    counter.desk.run("UPDATE print_job SET state = 'uncertain'");
    CHECK(text_at(counter.ok("prints.settle", answer), "/state") == "printed");
}

TEST_CASE("a page goes to a printer on the network") {
    const qiantai::test::IppPrinter printer;
    PrintingCounter counter;
    counter.set_printer("page", printer.address());
    counter.ok("stored_goods.print", counter.choice("sheet"));
    CHECK(text_at(counter.ok("prints.send"), "/prints/0/state") == "printed");
    REQUIRE(printer.prints().size() == 1);
    const auto path = (counter.folder / "arrived.pdf").string();
    qiantai::test::write_bytes(path, printer.prints()[0]);
    const auto text = qiantai::test::run_process({"/usr/bin/pdftotext", path, "-"}).out;
    CHECK(text.find("顾客联") != std::string::npos);
    CHECK(text.find("门店联") != std::string::npos);
    CHECK(text.find("校验") != std::string::npos);
}

TEST_CASE("a program that is killed while it prints leaves a question, never a second print") {
    FifoTill till;
    auto sending = std::make_unique<Process>(
        till.arguments({"call", "prints.send", "--staff", "1001", "--pin-file", till.pin_file}));
    // What was read is on paper, and the rest does not fit into the pipe.
    const auto on_paper = till.read(100);
    REQUIRE(on_paper.size() == 100);
    CHECK(till.state() == "sending");
    sending->kill_hard();
    sending->wait();
    CHECK(till.state() == "uncertain");
    CHECK(till.out("prints.send", "{}").at("prints").as_array().empty());
    // Nothing more comes than the pipe still held.
    CHECK(till.read(1u << 20).size() <= 4096);
    till.open_reader();
    const auto settled =
        till.out("prints.settle", R"({"print_id":")" + till.print + R"(","answer":"not_printed"})");
    CHECK(text_at(settled, "/state") == "waiting");
    Process again(
        till.arguments({"call", "prints.send", "--staff", "1001", "--pin-file", till.pin_file}));
    const auto second = till.read(1u << 20);
    CHECK(again.wait() == 0);
    CHECK(second.starts_with(on_paper));
    CHECK(second.size() > 4096);
    CHECK(till.state() == "printed");
}

}  // namespace qiantai::ctl
