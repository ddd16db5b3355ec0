// Workbooks as spreadsheets and other programs write them, made here part by part.

#include "terminal/imports/rules/sheet_xlsx.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "terminal/imports/rules/sheet_dates.hpp"
#include "tests/imports/rules/test_book.hpp"

namespace qiantai::domain {
namespace {

using test::TestBook;
using test::write_workbook;

std::string text_of(const SheetRow& row) {
    std::string text = std::to_string(row.number) + ":";
    for (const auto& cell : row.cells) {
        text += " " + cell.text;
        if (cell.doubt == SheetCell::Doubt::digits_lost) text += "!digits";
        if (cell.doubt == SheetCell::Doubt::no_value) text += "!none";
        if (cell.doubt == SheetCell::Doubt::error) text += "!error";
        text += "|";
    }
    return text;
}

std::vector<std::string> rows_of(XlsxReader& reader) {
    std::vector<std::string> rows;
    for (;;) {
        const auto row = reader.next();
        if (!row) FAIL(row.error().message());
        if (!*row) return rows;
        rows.push_back(text_of(**row));
    }
}

std::vector<std::string> rows_in(TestBook&& book) {
    auto reader = XlsxReader::open(book.write());
    if (!reader) FAIL(reader.error().message());
    return rows_of(*reader);
}

std::string open_code(const std::filesystem::path& file,
                      const std::optional<std::string>& sheet = {}) {
    const auto reader = XlsxReader::open(file, sheet);
    return reader ? "opened" : std::string(reader.error().code());
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("shared, rich, inline and formulas' texts are read as a person reads them") {
    TestBook book;
    book.more = {{"xl/sharedStrings.xml",
                  "<sst><si><t>姓名</t></si><si/><si><t xml:space=\"preserve\"> 王 </t></si>"
                  "<si><r><t>欧阳</t></r><r><rPr/><t>娜娜</t></r><rPh sb=\"0\" eb=\"1\"><t>おうよう"
                  "</t></rPh></si><si><t>一_x000D_二&amp;_x0041_</t></si></sst>"}};
    book.rows =
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
        R"(<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>)"
        R"(<row r="2"><c r="A2" t="inlineStr"><is><t>直接</t></is></c>)"
        R"(<c r="B2" t="str"><f>A2&amp;"1"</f><v>直接1</v></c><c r="C2" t="b"><v>1</v></c></row>)";
    CHECK(rows_in(std::move(book)) ==
          Strings{"1: 姓名| |  王 | 欧阳娜娜| 一\r二&A|", "2: 直接| 直接1| TRUE|"});
}

TEST_CASE("cells and rows without a reference follow the one before; gaps are empty cells") {
    TestBook book;
    book.rows = R"(<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c>)"
                R"(<c><v>4</v></c></row><row><c r="B6"/></row><row><c r="AA7"><v>5</v></c></row>)";
    std::string far = "7:";
    for (int i = 0; i < 26; ++i) far += " |";
    CHECK(rows_in(std::move(book)) == Strings{"1: 1| 2|", "5: | | 3| 4|", far + " 5|"});
}

TEST_CASE("numbers are whole; one of more digits than a spreadsheet keeps is doubted") {
    TestBook book;
    book.rows = R"(<row><c><v>13812345678</v></c><c><v>1.3812345678E10</v></c><c><v>28.5</v></c>)"
                R"(<c><v>0.1</v></c><c><v>-3</v></c><c><v>6225881234567890</v></c>)"
                R"(<c><v>1.2345678901234568E+18</v></c></row>)";
    CHECK(rows_in(std::move(book)) ==
          Strings{"1: 13812345678| 13812345678| 28.5| 0.1| -3| 6225881234567890!digits|"
                  " 1234567890123456768!digits|"});
}

TEST_CASE("a formula without a stored value is missing, not 0; an error is one") {
    TestBook book;
    book.rows = R"(<row><c><f>B1</f></c><c t="e"><v>#N/A</v></c><c><f>1+1</f><v>2</v></c></row>)";
    CHECK(rows_in(std::move(book)) == Strings{"1: !none| #N/A!error| 2|"});
}

TEST_CASE("dates of both systems, by built-in formats and by codes") {
    const std::string styles =
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>)"
        R"(<numFmt numFmtId="165" formatCode="[Red]0.00&quot;day&quot;"/></numFmts>)"
        R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>)"
        R"(<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/>)"
        R"(<xf numFmtId="31"/></cellXfs></styleSheet>)";
    const std::string cells =
        R"(<row><c s="1"><v>32874</v></c><c s="2"><v>46355</v></c><c s="3"><v>32874</v></c>)"
        R"(<c s="4"><v>46355.5625</v></c><c s="5"><v>46355</v></c><c s="0"><v>46355</v></c></row>)";
    TestBook book;
    book.more = {{"xl/styles.xml", styles}};
    book.rows = cells;
    CHECK(rows_in(std::move(book)) ==
          Strings{"1: 1990-01-01| 2026-11-29| 32874| 2026-11-29 13:30:00| 2026-11-29| 46355|"});
    TestBook mac;
    mac.workbook = R"(<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets>)"
                   R"(<sheet name="会员" r:id="rId1"/></sheets></workbook>)";
    mac.more = {{"xl/styles.xml", styles}};
    mac.rows = R"(<row><c s="1"><v>31412</v></c></row>)";
    CHECK(rows_in(std::move(mac)) == Strings{"1: 1990-01-01|"});
}

TEST_CASE("a spreadsheet's days: what never was is none") {
    CHECK(date_of_serial(1, false) == "1900-01-01");
    CHECK(date_of_serial(59, false) == "1900-02-28");
    CHECK_FALSE(date_of_serial(60, false).has_value());
    CHECK(date_of_serial(61, false) == "1900-03-01");
    CHECK(date_of_serial(0.5, false) == "12:00:00");
    CHECK(date_of_serial(45292.99998, false) == "2024-01-01 23:59:58");
    CHECK(date_of_serial(45292.9999999, false) == "2024-01-02");
    for (const double none : {0.0, -1.0, 1e9, std::nan("")}) {
        CHECK_FALSE(date_of_serial(none, false).has_value());
    }
    for (const char* date : {"m/d/yyyy", "yyyy\\-mm\\-dd", "[$-804]aaaa d", "h:mm", "YYYY/M/D;@"}) {
        CHECK(is_date_format(164, date));
    }
    for (const char* number : {"General", "0.00", "#,##0\"dm\"", "[h]:mm", "\\d0", "[Red]0"}) {
        CAPTURE(number);
        CHECK_FALSE(is_date_format(164, number));
    }
    for (const int id : {14, 22, 27, 36, 50, 58}) CHECK(is_date_format(id, ""));
    for (const int id : {0, 1, 9, 13, 23, 37, 46, 49}) CHECK_FALSE(is_date_format(id, ""));
}

TEST_CASE("a hidden sheet that comes first is passed over; a named one is read; strict names too") {
    TestBook book;
    book.workbook =
        R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="r">)"
        R"(<x:sheets><x:sheet name="隐藏" state="hidden" r:id="rId1"/>)"
        R"(<x:sheet name="会员" r:id="rId2"/></x:sheets></x:workbook>)";
    book.rows = "<row><c><v>1</v></c></row>";
    book.more = {{"xl/worksheets/sheet2.xml",
                  R"(<x:worksheet xmlns:x="s"><x:sheetData><x:row><x:c><x:v>2</x:v></x:c></x:row>)"
                  R"(</x:sheetData></x:worksheet>)"}};
    const auto file = book.write();
    auto reader = XlsxReader::open(file).value();
    CHECK(reader.sheet() == "会员");
    CHECK(reader.sheets() == Strings{"会员"});
    CHECK(rows_of(reader) == Strings{"1: 2|"});
    auto hidden = XlsxReader::open(file, "隐藏").value();
    CHECK(rows_of(hidden) == Strings{"1: 1|"});
    CHECK(open_code(file, "别的") == "sheet_missing");
}

TEST_CASE("what is no workbook says what it is, and what is damaged ends nothing but the reading") {
    qiantai::test::TempFolder folder;
    const auto file = [&](std::string_view bytes) {
        auto path = folder / "other.xlsx";
        std::ofstream(path, std::ios::binary).write(bytes.data(), std::ssize(bytes));
        return path;
    };
    CHECK(open_code(file(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) +
                         std::string(600, 'x'))) == "sheet_old_excel");
    CHECK(open_code(file("姓名,手机号\n")) == "sheet_unreadable");
    CHECK(open_code(file("")) == "sheet_unreadable");
    CHECK(open_code(folder / "none.xlsx") == "sheet_unreadable");
    const auto no_book = write_workbook(folder, {{"mimetype", "x"}});
    CHECK(open_code(no_book) == "sheet_unreadable");
    for (const char* damaged : {"<row><c><v>1</c></row>", "<row><c t=\"s\"><v>7</v></c></row>",
                                "<row><c r=\"ZZZ1\"><v>1</v></c></row>"}) {
        CAPTURE(damaged);
        TestBook book;
        book.rows = damaged;
        auto reader = XlsxReader::open(book.write());
        REQUIRE(reader);
        const auto row = reader->next();
        REQUIRE_FALSE(row);
        CHECK(row.error().code() == "sheet_unreadable");
    }
    TestBook bomb;
    bomb.more = {{"xl/sharedStrings.xml",
                  "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><sst><si><t>&a;</t></si></sst>"}};
    CHECK(open_code(bomb.write()) == "sheet_unreadable");
    // Elements in elements without end would take memory without end.
    const auto nested = [](std::size_t depth) {
        std::string open, close;
        for (std::size_t i = 0; i < depth; ++i) {
            open += "<ext>";
            close += "</ext>";
        }
        TestBook book;
        book.rows = "<row><c><v>1</v>" + open + close + "</c></row>";
        auto reader = XlsxReader::open(book.write()).value();
        return reader.next().ok();
    };
    CHECK(nested(40));
    CHECK_FALSE(nested(100));
}

TEST_CASE("a sheet of many rows comes row by row") {
    TestBook book;
    for (int i = 1; i <= 20'000; ++i) {
        book.rows += fmt::format(
            R"(<row r="{}"><c><v>{}</v></c><c t="inlineStr"><is><t>行</t></is></c></row>)", i,
            13'800'000'000 + i);
    }
    auto reader = XlsxReader::open(book.write()).value();
    std::int64_t count = 0;
    for (;;) {
        const auto row = reader.next().value();
        if (!row) break;
        ++count;
        REQUIRE(row->number == count);
        REQUIRE(row->cells.front().text == std::to_string(13'800'000'000 + count));
    }
    CHECK(count == 20'000);
}

}  // namespace qiantai::domain
