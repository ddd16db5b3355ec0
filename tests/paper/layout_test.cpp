// What stands where: pages, tables over them, signatures, rolls.

#include <doctest/doctest.h>

#include <set>

#include "terminal/paper/page/layout.hpp"
#include "terminal/paper/page/type.hpp"
#include "tests/paper/sample_document.hpp"

namespace qiantai::paper {

using namespace test;

namespace {

std::vector<const PlacedText*> texts_of(const Page& page) {
    std::vector<const PlacedText*> texts;
    for (const auto& placed : page.items) {
        if (const auto* text = std::get_if<PlacedText>(&placed)) texts.push_back(text);
    }
    return texts;
}

bool page_says(const Page& page, const std::string& words) {
    return std::ranges::any_of(texts_of(page),
                               [&](const auto* text) { return text->text == words; });
}

int count_of(const Pages& pages, const std::string& words) {
    int count = 0;
    for (const auto& page : pages.pages) {
        count += static_cast<int>(std::ranges::count_if(
            texts_of(page), [&](const auto* text) { return text->text == words; }));
    }
    return count;
}

/// Nothing reaches over the paper's edge.
void check_inside(const Pages& pages) {
    for (const auto& page : pages.pages) {
        for (const auto* text : texts_of(page)) {
            CAPTURE(text->text);
            CHECK(text->place.left >= 0);
            CHECK(text->place.right() <= pages.width_mm + 0.01);
            CHECK(text->place.bottom() <= pages.height_mm + 0.01);
        }
    }
}

/// The lines of a text as they are set, without the spaces at their ends.
std::vector<std::string> set_lines(const std::string& text, double width_mm) {
    const Typesetter type;
    const auto layout = type.set(text, {10}, width_mm, Align::left);
    std::vector<std::string> lines;
    for (int i = 0; i < pango_layout_get_line_count(layout.get()); ++i) {
        const auto* line = pango_layout_get_line_readonly(layout.get(), i);
        lines.push_back(text.substr(static_cast<std::size_t>(line->start_index),
                                    static_cast<std::size_t>(line->length)));
    }
    return lines;
}

}  // namespace

TEST_CASE("a table over pages has its head on each, cuts no row and loses none") {
    auto document = sample_page();
    document.blocks = {long_table(120)};
    const auto pages = lay_out(document, "顾客联");
    REQUIRE(pages.pages.size() > 2);
    check_inside(pages);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        const auto& page = pages.pages[i];
        CHECK(page_says(page, "品名"));
        CHECK(page_says(page, "寄存单"));
        CHECK(page_says(page, "顾客联"));
        CHECK(page_says(page, fmt::format("第 {} 页 共 {} 页", i + 1, pages.pages.size())));
        // What is whole in one piece is not cut.
        for (const auto* text : texts_of(page)) {
            if (text->text.starts_with("货 ")) CHECK(seen.insert(text->text).second);
        }
    }
    CHECK(seen.size() == 120);
}

TEST_CASE("rows stay above the foot, whatever stands before the table") {
    for (int before = 0; before < 60; before += 7) {
        auto document = sample_page();
        for (int i = 0; i < before; ++i) document.blocks.emplace_back(Paragraph{"一行"});
        document.blocks.emplace_back(long_table(9));
        const auto pages = lay_out(document, {});
        for (const auto& page : pages.pages) {
            double foot = pages.height_mm, lowest = 0;
            for (const auto* text : texts_of(page)) {
                if (text->text.starts_with("打印 ")) foot = text->place.top;
            }
            for (const auto* text : texts_of(page)) {
                if (text->text.starts_with("货 ")) lowest = std::max(lowest, text->place.bottom());
            }
            CAPTURE(before);
            CHECK(lowest < foot);
        }
    }
}

TEST_CASE("a row that is higher than a page is set smaller, and whole") {
    auto document = sample_page();
    Table table{.columns = {{"说明", 1}}};
    std::string words;
    for (int i = 0; i < 150; ++i) words += "第 " + std::to_string(i) + " 行\n";
    table.rows = {{{{"前", {}}}}, {{{words, {}}}}, {{{"后", {}}}}};
    document.blocks = {table};
    const auto pages = lay_out(document, {});
    CHECK(count_of(pages, words) == 1);
    CHECK(count_of(pages, "后") == 1);
    check_inside(pages);
}

TEST_CASE("a paragraph that is longer than a page goes on on the next and loses nothing") {
    auto document = sample_page();
    std::string words;
    for (int i = 0; i < 900; ++i) words += "第" + std::to_string(i) + "句，讲的是保管和领取。";
    document.blocks = {Paragraph{words}};
    const auto pages = lay_out(document, {});
    REQUIRE(pages.pages.size() > 1);
    check_inside(pages);
    std::string all;
    for (const auto& page : pages.pages) {
        for (const auto* text : texts_of(page)) {
            if (words.find(text->text) != std::string::npos && text->text.size() > 60) {
                all += text->text;
            }
        }
    }
    CHECK(all == words);
}

TEST_CASE("an empty place to sign is at least 25 by 12 millimetres, however many sign") {
    for (const auto medium : {Medium::a4_portrait, Medium::a4_landscape, Medium::roll_80}) {
        for (std::size_t count = 1; count <= 9; ++count) {
            auto document = sample_page();
            document.medium = medium;
            document.blocks = {Signatures{std::vector<Signature>(count, Signature{.role = "签"})}};
            const auto pages = lay_out(document, {});
            REQUIRE(pages.pages.size() == 1);
            check_inside(pages);
            std::size_t boxes = 0;
            for (const auto& placed : pages.pages[0].items) {
                const auto* line = std::get_if<PlacedLine>(&placed);
                if (line == nullptr || line->x1 != line->x2) continue;
                // The left edges of the boxes: each has a right one as far away as it is wide.
                CHECK(line->y2 - line->y1 >= k_signature_height_least_mm);
                ++boxes;
            }
            CHECK(boxes == 2 * count);
        }
    }
}

TEST_CASE("signatures that are given stand in place of the boxes, in rows and below the text") {
    auto document = sample_page();
    Table table{.columns = {{"日期", 1}, {"签名", 1}}};
    table.rows = {{{{"2026-11-21", {}}, {"", sample_strokes()}}}};
    document.blocks = {table, Signatures{{{.role = "顾客签名", .strokes = sample_strokes()}}}};
    const auto pages = lay_out(document, {});
    const auto strokes = std::ranges::count_if(pages.pages[0].items, [](const auto& placed) {
        return std::holds_alternative<PlacedStrokes>(placed);
    });
    CHECK(strokes == 2);
    CHECK(count_of(pages, "姓名") == 0);
}

TEST_CASE("columns of one group have its name above them, the others theirs over both lines") {
    auto document = sample_page();
    document.blocks = {Table{.columns = {{"日期", 1, Align::left, "投诉"},
                                         {"编号", 1, Align::left, "投诉"},
                                         {"客户姓名", 1}},
                             .when_empty = "没有投诉"}};
    const auto pages = lay_out(document, {});
    CHECK(count_of(pages, "投诉") == 1);
    CHECK(count_of(pages, "编号") == 1);
    CHECK(count_of(pages, "没有投诉") == 1);
}

TEST_CASE("a roll is one page, as long as what stands on it") {
    auto slip = sample_slip();
    const auto bare = lay_out(slip, {});
    slip.blocks = {long_table(200)};
    const auto full = lay_out(slip, {});
    CHECK(bare.pages.size() == 1);
    CHECK(full.pages.size() == 1);
    CHECK(full.width_mm == 80);
    CHECK(full.height_mm > bare.height_mm + 200 * 3);
    check_inside(full);
}

TEST_CASE("each copy has its name in the corner, and is whole") {
    auto document = sample_page();
    document.blocks = {Paragraph{"正文"}};
    document.copies = {"顾客联", "门店联"};
    const auto copies = lay_out_copies(document);
    REQUIRE(copies.size() == 2);
    CHECK(count_of(copies[0], "顾客联") == 1);
    CHECK(count_of(copies[1], "顾客联") == 0);
    CHECK(count_of(copies[1], "门店联") == 1);
    CHECK(count_of(copies[1], "正文") == 1);
}

TEST_CASE("the digits at the foot tell what a document says, not who printed it when") {
    auto document = sample_page();
    document.blocks = {Paragraph{"存入 12 罐"}};
    const auto before = short_hash(document);
    CHECK(before.size() == 8);
    auto later = document;
    later.printed = {"王建国 1001", "2026-11-22 09:00", "S001-02"};
    later.copies = {"顾客联"};
    CHECK(short_hash(later) == before);
    later.blocks = {Paragraph{"存入 13 罐"}};
    CHECK(short_hash(later) != before);
    // No text can pass for two.
    later.blocks = {Paragraph{"存入 12"}, Paragraph{" 罐"}};
    CHECK(short_hash(later) != before);
    CHECK(count_of(lay_out(document, {}), "校验 " + before) == 1);
}

TEST_CASE("no line begins with a closing mark or ends with an opening one") {
    const std::string words =
        "请核对（品名、数量），“确认无误”后签名。领取时出示《寄存单》；谢谢！";
    const std::vector<std::string> closing = {"，", "。", "、", "；", "！", "）", "”", "》"};
    const std::vector<std::string> opening = {"（", "“", "《"};
    for (double width = 22; width < 80; width += 1.7) {
        const auto lines = set_lines(words, width);
        std::string all;
        for (const auto& line : lines) {
            CAPTURE(line);
            for (const auto& mark : closing) CHECK_FALSE(line.starts_with(mark));
            for (const auto& mark : opening) CHECK_FALSE(line.ends_with(mark));
            all += line;
        }
        CHECK(all == words);
    }
}

TEST_CASE("digits are equally wide, so that columns of numbers stand below each other") {
    const Typesetter type;
    const auto one = type.width_mm("1111111111", {10});
    for (const char* digits : {"0000000000", "7777777777", "8888888888"}) {
        CHECK(type.width_mm(digits, {10}) == doctest::Approx(one));
    }
}

}  // namespace qiantai::paper
