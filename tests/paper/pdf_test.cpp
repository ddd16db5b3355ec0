// The file that is printed, read by a program that is not ours.

#include <doctest/doctest.h>

#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/page/layout.hpp"
#include "tests/paper/sample_document.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::paper {

using namespace test;
using qiantai::test::TempFolder;

namespace {

std::string run_on(const std::string& pdf, std::vector<std::string> command) {
    const TempFolder folder;
    const auto path = (folder / "form.pdf").string();
    qiantai::test::write_bytes(path, pdf);
    for (auto& argument : command) {
        if (argument == "FILE") argument = path;
    }
    return qiantai::test::run_process(command).out;
}

std::string pdf_of(const Document& document) {
    const auto copies = lay_out_copies(document);
    const auto pdf = draw_pdf(copies, document.head.title);
    REQUIRE(pdf.ok());
    return *pdf;
}

std::string text_in(const Document& document) {
    return run_on(pdf_of(document), {"/usr/bin/pdftotext", "-layout", "FILE", "-"});
}

std::string facts_of(const Document& document) {
    return run_on(pdf_of(document), {"/usr/bin/pdfinfo", "-l", "99", "FILE"});
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what is printed can be read as text, rare characters of names too") {
    auto document = sample_page();
    document.blocks = {FieldGrid{2, {{"会员", "𠮷野爱㛃"}, {"经办人", "龚䶮"}}},
                       Paragraph{"阿依古丽·买买提 2,000.00 元"}};
    const auto text = text_in(document);
    for (const char* part : {"𠮷野爱㛃", "龚䶮", "阿依古丽·买买提", "2,000.00", "寄存单",
                             "SG-S001-01-000012-K", "林晓岚 1003"}) {
        CAPTURE(part);
        CHECK(has(text, part));
    }
}

TEST_CASE("a page has the size of its paper, and a file all of its copies") {
    auto document = sample_page();
    document.blocks = {long_table(60)};
    const auto pages = lay_out(document, {}).pages.size();
    document.copies = {"顾客联", "门店联", "存档联"};
    auto facts = facts_of(document);
    CHECK(has(facts, fmt::format("Pages:           {}", 3 * pages)));
    CHECK(has(facts, "595.276 x 841.89 pts (A4)"));
    document.medium = Medium::a4_landscape;
    CHECK(has(facts_of(document), "841.89 x 595.276 pts (A4)"));
    facts = facts_of(sample_slip());
    CHECK(has(facts, "226.772 x "));
}

TEST_CASE("a picture of a page is as large as was asked, white where nothing stands") {
    auto document = sample_page();
    document.blocks = {Paragraph{"一", Look::figure}};
    const auto pages = lay_out(document, {});
    const auto bitmap = draw_bitmap(pages, 0, 4);
    REQUIRE(bitmap.ok());
    CHECK(bitmap->width == 840);
    CHECK(bitmap->height == 1188);
    CHECK(bitmap->at(2, 2) == 255);
    CHECK(std::ranges::count_if(bitmap->gray, [](auto gray) { return gray < 60; }) > 500);
}

TEST_CASE("strokes and codes are drawn inside of their place") {
    Pages pages{60, 40, {Page{{PlacedStrokes{{10, 10, 20, 12}, sample_strokes()}}}}};
    for (const Placed& placed : {Placed(PlacedStrokes{{10, 10, 20, 12}, sample_strokes()}),
                                 Placed(PlacedQr{{10, 10, 20, 20}, "SG-S001-01-000012-K"})}) {
        pages.pages[0].items = {placed};
        const auto bitmap = draw_bitmap(pages, 0, 8).value();
        int inside = 0, outside = 0;
        for (int y = 0; y < bitmap.height; ++y) {
            for (int x = 0; x < bitmap.width; ++x) {
                const bool in = x >= 78 && x <= 242 && y >= 78 && y <= 242;
                if (bitmap.at(x, y) < 128) ++(in ? inside : outside);
            }
        }
        CHECK(inside > 100);
        CHECK(outside == 0);
    }
}

}  // namespace qiantai::paper
