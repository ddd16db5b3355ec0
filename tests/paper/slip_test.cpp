// What a receipt printer is sent.

#include <doctest/doctest.h>

#include "terminal/paper/slip/gb18030.hpp"
#include "terminal/paper/slip/slip_lines.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "tests/paper/sample_document.hpp"

namespace qiantai::paper {

using namespace test;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

constexpr auto k_raster = "\x1D\x76\x30\x00"sv;
constexpr auto k_cut = "\x1D\x56\x42\x00"sv;
constexpr auto k_qr = "\x1D\x28\x6B"sv;

std::string bytes_of(const Document& slip) {
    const auto bytes = slip_bytes(slip);
    REQUIRE(bytes.ok());
    return *bytes;
}

int times(std::string_view bytes, std::string_view part) {
    int count = 0;
    for (auto at = bytes.find(part); at != bytes.npos; at = bytes.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("texts are sent in GB18030, two bytes a character") {
    CHECK(to_printer_text("领取 2 罐").value() == "\xC1\xEC\xC8\xA1 2 \xB9\xDE");
    CHECK(to_printer_text("“￥1.00”·—").has_value());
    auto slip = sample_slip();
    slip.blocks = {Paragraph{"领取 2 罐"}};
    const auto bytes = bytes_of(slip);
    CHECK(times(bytes, "\xC1\xEC\xC8\xA1 2 \xB9\xDE\n") == 1);
    CHECK(bytes.starts_with("\x1B@\x1C&"));
    CHECK(times(bytes, k_raster) == 0);
}

TEST_CASE("what a receipt printer has no character for is sent as a picture, never left out") {
    for (const char* rare : {"𠮷野爱", "龚䶮", "ქართული", "👶", "اسم"}) {
        CAPTURE(rare);
        CHECK_FALSE(to_printer_text(rare).has_value());
        auto slip = sample_slip();
        const auto pictures = times(bytes_of(slip), k_raster);
        slip.blocks = {Paragraph{rare}};
        CHECK(times(bytes_of(slip), k_raster) == pictures + 1);
    }
}

TEST_CASE("a text can't be a command") {
    for (const auto& text : {"名\x1B@字"s, "a\x1D\x56\x00z"s, "a\tb"s, "a\x7F"s}) {
        CHECK_FALSE(to_printer_text(text).has_value());
    }
    auto slip = sample_slip();
    slip.blocks = {Paragraph{"名\x1Bp字"}};
    CHECK(times(bytes_of(slip), "\x1Bp") == 0);
}

TEST_CASE("each copy is cut off, the title is twice as large, a code is the printer's own") {
    auto slip = sample_slip();
    slip.blocks = {QrCode{"SG-S001-01-000012-K", "出示本单", 26}};
    slip.copies = {"顾客联", "门店联"};
    const auto bytes = bytes_of(slip);
    CHECK(times(bytes, k_cut) == 2);
    CHECK(times(bytes, "\x1D\x21\x11") == 2);
    CHECK(times(bytes, k_qr) == 2 * 5);
    CHECK(times(bytes, "\x31\x50\x30SG-S001-01-000012-K") == 2);
    CHECK(times(bytes, *to_printer_text("顾客联")) == 1);
    CHECK(times(bytes, *to_printer_text("门店联")) == 1);
}

TEST_CASE("a signature is sent as a picture") {
    auto slip = sample_slip();
    slip.blocks = {Signatures{{{.role = "顾客签名", .strokes = sample_strokes()}}}};
    const auto bytes = bytes_of(slip);
    const auto at = bytes.find(k_raster);
    REQUIRE(at != std::string::npos);
    // 72 bytes a row are 576 dots.
    CHECK(static_cast<unsigned char>(bytes[at + 4]) == 72);
    const auto rows = static_cast<unsigned char>(bytes[at + 6]);
    REQUIRE(bytes.size() > at + 8 + rows * 72u);
    const auto picture = bytes.substr(at + 8, rows * 72u);
    CHECK(std::ranges::count_if(picture, [](char byte) { return byte != 0; }) > 40);
}

TEST_CASE("no line is wider than the roll, none begins with a closing mark") {
    const std::string words =
        "请核对（品名、数量），“确认无误”后签名。Aptamil Profutura 3 段 800g；谢谢！";
    for (int columns = 8; columns <= 48; ++columns) {
        const auto lines = slip_lines(words, columns);
        for (const auto& line : lines) {
            CAPTURE(line);
            CHECK(columns_of(line) <= columns);
            for (const char* mark : {"，", "。", "、", "；", "！", "）", "”"}) {
                CHECK_FALSE(line.starts_with(mark));
            }
        }
    }
    CHECK(slip_lines("", 48) == std::vector<std::string>{""});
    CHECK(slip_lines("一行\n二行", 48) == std::vector<std::string>{"一行", "二行"});
    // A word that no line holds is broken, not cut.
    std::string all;
    for (const auto& line : slip_lines(std::string(130, 'x'), 48)) all += line;
    CHECK(all == std::string(130, 'x'));
}

TEST_CASE("a table is lines of columns, each as high as it needs") {
    auto slip = sample_slip();
    slip.blocks = {Table{.columns = {{"品名", 3}, {"数量", 1, Align::right}},
                         .rows = {{{{"爱他美 3 段 800g 进口婴儿配方奶粉", {}}, {"12 罐", {}}}},
                                  {{{"奶瓶", {}}, {"1 个", {}}}}}}};
    const auto bytes = bytes_of(slip);
    CHECK(times(bytes, *to_printer_text("12 罐") + "\n") == 1);
    CHECK(times(bytes, *to_printer_text("1 个") + "\n") == 1);
}

TEST_CASE("a page of A4 is no slip") {
    CHECK(slip_bytes(sample_page()).error().code() == "not_for_a_roll");
}

}  // namespace qiantai::paper
