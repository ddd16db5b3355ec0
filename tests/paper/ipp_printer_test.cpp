// Printers on the network, against a real one that is a program.

#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/page/layout.hpp"
#include "terminal/paper/printers/printer.hpp"
#include "tests/paper/sample_document.hpp"
#include "tests/support/ipp_printer.hpp"

namespace qiantai::paper {

using namespace test;
using qiantai::test::IppPrinter;
using Kind = SendOutcome::Kind;

namespace {

std::string pdf_of_sample() {
    auto page = sample_page();
    page.blocks = {Paragraph{"存入 12 罐"}};
    const auto copies = lay_out_copies(page);
    return draw_pdf(copies, page.head.title).value();
}

std::string ipp_reason(const SendOutcome& outcome) {
    return outcome.reason ? std::string(outcome.reason->code()) : "";
}

/// Sends everybody who asks to itself, as pages of the web do; leaves after so many.
class WebPage {
  public:
    WebPage() {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(m_listener, 8) == 0);
        REQUIRE(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        m_host = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        m_thread = std::thread([this] { serve(); });
    }
    ~WebPage() {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    WebPage(const WebPage&) = delete;
    WebPage& operator=(const WebPage&) = delete;
    std::string address() const { return "ipp://" + m_host + "/ipp/print"; }
    int asked() const { return m_asked; }

  private:
    static constexpr int k_asked_most = 20;
    void serve() {
        const auto answer = "HTTP/1.1 302 Found\r\nLocation: http://" + m_host +
                            "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        while (m_asked < k_asked_most) {
            const int caller = ::accept(m_listener, nullptr, nullptr);
            if (caller < 0) return;
            ++m_asked;
            std::array<char, 4096> question{};
            std::string got;
            while (got.find("qiantai") == std::string::npos) {
                const auto read = ::recv(caller, question.data(), question.size(), 0);
                if (read <= 0) break;
                got.append(question.data(), static_cast<std::size_t>(read));
            }
            ::send(caller, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(caller);
        }
        ::shutdown(m_listener, SHUT_RDWR);
    }
    int m_listener = -1;
    std::string m_host;
    std::atomic<int> m_asked = 0;
    std::thread m_thread;
};

}  // namespace

TEST_CASE("a print arrives at the printer byte for byte, and is printed when the printer says so") {
    const IppPrinter printer;
    const auto pdf = pdf_of_sample();
    CHECK(probe_printer(printer.address()).ok());
    const auto outcome = send_to_printer(printer.address(), "寄存单", pdf);
    CHECK(ipp_reason(outcome) == "");
    CHECK(outcome.kind == Kind::printed);
    REQUIRE(printer.prints().size() == 1);
    CHECK(printer.prints()[0] == pdf);
}

TEST_CASE("a printer that said it has no paper is sent nothing") {
    const IppPrinter printer("echo 'STATE: +media-empty-error' >&2");
    const auto pdf = pdf_of_sample();
    // The first one used the last sheet.
    CHECK(send_to_printer(printer.address(), "寄存单", pdf).kind == Kind::printed);
    CHECK(probe_printer(printer.address()).error().code() == "printer_out_of_paper");
    const auto outcome = send_to_printer(printer.address(), "寄存单", pdf);
    CHECK(outcome.kind == Kind::not_printed);
    CHECK(ipp_reason(outcome) == "printer_out_of_paper");
    CHECK(printer.prints().size() == 1);
}

TEST_CASE("a printer that stands still in the middle leaves it uncertain, and says why") {
    const IppPrinter printer("echo 'STATE: +media-jam-error' >&2; exec sleep 1000");
    PrinterPatience patience;
    patience.print_ms = 600;
    const auto outcome = send_to_printer(printer.address(), "寄存单", pdf_of_sample(), patience);
    CHECK(outcome.kind == Kind::uncertain);
    CHECK(ipp_reason(outcome) == "printer_stopped");
}

TEST_CASE("a printer that is switched off, or is not there at all, is not reached") {
    IppPrinter printer;
    const auto address = printer.address();
    printer.stop();
    const auto outcome = send_to_printer(address, "寄存单", pdf_of_sample());
    CHECK(outcome.kind == Kind::not_printed);
    CHECK(ipp_reason(outcome) == "printer_unreachable");
    CHECK(outcome.reason->actor() == Actor::clerk);
    CHECK(probe_printer(address).error().code() == "printer_unreachable");
}

TEST_CASE("a page of the web that sends it elsewhere is asked once, and is no printer") {
    WebPage page;
    CHECK(probe_printer(page.address()).error().code() == "printer_unreachable");
    const auto outcome = send_to_printer(page.address(), "寄存单", pdf_of_sample());
    CHECK(outcome.kind == Kind::not_printed);
    CHECK(page.asked() <= 4);
}

TEST_CASE("a queue that does not exist refuses, and nothing is printed") {
    const IppPrinter printer;
    auto address = printer.address();
    address.replace(address.find("/ipp/print"), 10, "/printers/other");
    const auto outcome = send_to_printer(address, "寄存单", pdf_of_sample());
    CHECK(outcome.kind == Kind::not_printed);
    CHECK(ipp_reason(outcome) == "printer_refuses");
    CHECK(printer.prints().empty());
}

}  // namespace qiantai::paper
