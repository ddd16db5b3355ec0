// Receipt printers at a file, a FIFO and a TCP port.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "terminal/paper/printers/printer.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "tests/paper/sample_document.hpp"
#include "tests/support/ipp_printer.hpp"
#include "tests/support/raw_printer.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::paper {

using namespace test;
using qiantai::test::RawPrinter;
using qiantai::test::TempFolder;
using Mood = RawPrinter::Mood;
using Kind = SendOutcome::Kind;

namespace {

std::string slip_of_sample() {
    auto slip = sample_slip();
    slip.blocks = {Paragraph{"领取 2 罐"},
                   Signatures{{{.role = "签名", .strokes = sample_strokes()}}}};
    return slip_bytes(slip).value();
}

std::string reason_of(const SendOutcome& outcome) {
    return outcome.reason ? std::string(outcome.reason->code()) : "";
}

std::string kind_of(std::string_view address) {
    const auto kind = parse_printer_address(address);
    if (!kind) return std::string(kind.error().code());
    return *kind == PrinterKind::ipp ? "ipp" : "raw";
}

}  // namespace

TEST_CASE("an address says what kind of printer it is") {
    CHECK(kind_of("ipp://hp.local:631/ipp/print") == "ipp");
    CHECK(kind_of("ipps://localhost/printers/Office") == "ipp");
    CHECK(kind_of("socket://192.168.1.50:9100") == "raw");
    CHECK(kind_of("socket://[::1]:9100") == "raw");
    CHECK(kind_of("/dev/usb/lp0") == "raw");
    for (const char* wrong :
         {"", "/", "/dev/", "lp0", "ipp://", "ipp:///x", "ipp://a b/x", "socket://host",
          "socket://host:0", "socket://host:99999", "socket://:9100", "http://host/",
          "ipp://user:secret@host/x", "socket://[::1", "socket://[]:9100", "socket://::1:9100",
          "socket://[::1]x:9100", "socket://host/x:9100"}) {
        CAPTURE(wrong);
        CHECK(kind_of(wrong) == "printer_address_malformed");
    }
}

TEST_CASE("a file takes print after print, and is never made") {
    const TempFolder folder;
    const auto path = (folder / "slips").string();
    const auto bytes = slip_of_sample();
    CHECK(send_to_printer(path, "小票", bytes).kind == Kind::not_printed);
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(probe_printer(path).error().code() == "printer_unreachable");
    qiantai::test::write_bytes(path, "");
    CHECK(send_to_printer(path, "小票", bytes).kind == Kind::printed);
    CHECK(send_to_printer(path, "小票", bytes).kind == Kind::printed);
    CHECK(qiantai::test::file_bytes(path) == bytes + bytes);
}

TEST_CASE("a file with something else in it is no printer, and stays as it is") {
    const TempFolder folder;
    const auto path = (folder / "terminal.db").string();
    for (const std::string content : {"姓名,手机号\n", "\x1B", "SQLite format 3"}) {
        CAPTURE(content);
        qiantai::test::write_bytes(path, content);
        const auto outcome = send_to_printer(path, "小票", slip_of_sample());
        CHECK(outcome.kind == Kind::not_printed);
        CHECK(reason_of(outcome) == "printer_is_a_file");
        CHECK(probe_printer(path).error().code() == "printer_is_a_file");
        CHECK(qiantai::test::file_bytes(path) == content);
    }
    CHECK(reason_of(send_to_printer(folder.path().string(), "小票", slip_of_sample())) ==
          "printer_unreachable");
}

TEST_CASE("a FIFO takes it when somebody reads, and cannot be reached when nobody does") {
    const TempFolder folder;
    const auto path = (folder / "fifo").string();
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const auto bytes = slip_of_sample();
    const auto nobody = send_to_printer(path, "小票", bytes);
    CHECK(nobody.kind == Kind::not_printed);
    CHECK(reason_of(nobody) == "printer_unreachable");
    std::string read;
    std::thread reader([&] { read = qiantai::test::file_bytes(path); });
    // The reader may not have come yet.
    SendOutcome outcome;
    do {
        outcome = send_to_printer(path, "小票", bytes);
    } while (outcome.kind == Kind::not_printed);
    reader.join();
    CHECK(outcome.kind == Kind::printed);
    CHECK(read == bytes);
}

TEST_CASE("over TCP the printer has every byte, whether or not it answers questions") {
    const auto bytes = slip_of_sample();
    for (const auto mood : {Mood::ready, Mood::silent}) {
        RawPrinter printer(mood);
        const auto outcome = send_to_printer(printer.address(), "小票", bytes);
        CHECK(outcome.kind == Kind::printed);
        CHECK(printer.printed() == bytes);
    }
    RawPrinter ready(Mood::ready);
    CHECK(probe_printer(ready.address()).ok());
}

TEST_CASE("without paper or with its cover open nothing is sent, and it says so") {
    const auto bytes = slip_of_sample();
    RawPrinter empty(Mood::no_paper);
    const auto no_paper = send_to_printer(empty.address(), "小票", bytes);
    CHECK(no_paper.kind == Kind::not_printed);
    CHECK(reason_of(no_paper) == "printer_out_of_paper");
    CHECK(no_paper.reason->actor() == Actor::clerk);
    CHECK(empty.printed().empty());
    RawPrinter open(Mood::open_cover);
    CHECK(reason_of(send_to_printer(open.address(), "小票", bytes)) == "printer_stopped");
    CHECK(probe_printer(open.address()).error().code() == "printer_stopped");
}

TEST_CASE("paper that ran out in the middle leaves it uncertain") {
    RawPrinter printer(Mood::runs_out);
    const auto outcome = send_to_printer(printer.address(), "小票", slip_of_sample());
    CHECK(outcome.kind == Kind::uncertain);
    CHECK(reason_of(outcome) == "printer_out_of_paper");
}

TEST_CASE("a connection that breaks in the middle leaves it uncertain") {
    RawPrinter printer(Mood::hangs_up);
    std::string long_slip;
    while (long_slip.size() < (8u << 20)) long_slip += slip_of_sample();
    const auto outcome = send_to_printer(printer.address(), "小票", long_slip);
    CHECK(outcome.kind == Kind::uncertain);
    CHECK(reason_of(outcome) == "printer_broke_off");
}

TEST_CASE("a printer that is off is not reached") {
    const auto address = "socket://127.0.0.1:" + std::to_string(qiantai::test::free_port());
    const auto outcome = send_to_printer(address, "小票", slip_of_sample());
    CHECK(outcome.kind == Kind::not_printed);
    CHECK(reason_of(outcome) == "printer_unreachable");
    CHECK(probe_printer(address).error().code() == "printer_unreachable");
    CHECK(reason_of(send_to_printer("socket://no-such-host.invalid:9100", "x", "x")) ==
          "printer_unreachable");
}

}  // namespace qiantai::paper
