#include "terminal/imports/rules/import_csv.hpp"

#include <doctest/doctest.h>

using qiantai::domain::cell_text;
using qiantai::domain::csv_field;
using qiantai::domain::CsvReader;
using qiantai::domain::detect_separator;
using qiantai::domain::k_import_number_destroyed;
using qiantai::domain::number_text;

namespace {

using Fields = std::vector<std::string>;

/// The text in pieces of so many bytes.
CsvReader reader_of(std::string text, std::size_t piece = 1u << 20,
                    std::optional<std::string> separator = ",") {
    return CsvReader(
        [text = std::move(text), piece, at = std::size_t{0}](
            std::string& more) mutable -> qiantai::Result<bool> {
            const auto part = text.substr(at, piece);
            at += part.size();
            more += part;
            return !part.empty();
        },
        std::move(separator));
}

std::vector<Fields> read_all(const std::string& text, std::size_t piece = 1u << 20) {
    auto reader = reader_of(text, piece);
    std::vector<Fields> records;
    while (auto record = reader.next().value())
        records.push_back(record->broken ? Fields{"<broken>"} : record->fields);
    return records;
}

}  // namespace

TEST_CASE("csv reads every kind of line end, mixed ones and a last line without") {
    const std::vector<Fields> expected{{"a", "b"}, {"c", "d"}, {"e", "f"}};
    for (const std::string text :
         {"a,b\nc,d\ne,f", "a,b\r\nc,d\r\ne,f\r\n", "a,b\rc,d\re,f\r", "a,b\nc,d\re,f\r\n"}) {
        CHECK(read_all(text) == expected);
    }
    CHECK(read_all("").empty());
    CHECK(read_all("a,\n,b\n") == std::vector<Fields>{{"a", ""}, {"", "b"}});
}

TEST_CASE("csv reads quoted fields with separators, quotes and line breaks, and counts lines") {
    auto reader = reader_of("\"a,1\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",x\r\nlast,y\r\n");
    auto record = reader.next().value();
    CHECK(record->fields == Fields{"a,1", "say \"hi\""});
    CHECK(record->line == 1);
    record = reader.next().value();
    CHECK(record->fields == Fields{"two\r\nlines", "x"});
    CHECK(record->line == 2);
    CHECK(record->text == "\"two\r\nlines\",x");
    record = reader.next().value();
    CHECK(record->fields == Fields{"last", "y"});
    CHECK(record->line == 4);
    CHECK_FALSE(reader.next().value());
}

TEST_CASE("csv gives up one line, not the file, for a field or a list of fields without end") {
    const std::string longest(16'384, 'x');
    CHECK(read_all(longest + ",1\nb,2\n") == std::vector<Fields>{{longest, "1"}, {"b", "2"}});
    CHECK(read_all("1," + longest + "x\nb,2\n") == std::vector<Fields>{{"<broken>"}, {"b", "2"}});
    CHECK(read_all(std::string(999, ',') + "\n").front().size() == 1'000);
    CHECK(read_all(std::string(1'000, ',') + "\nb\n") == std::vector<Fields>{{"<broken>"}, {"b"}});
}

TEST_CASE("csv gives up one line, not the file, for a forgotten quote") {
    CHECK(read_all("\"open,1\nb,2\nc,3\n") ==
          std::vector<Fields>{{"<broken>"}, {"b", "2"}, {"c", "3"}});
    CHECK(read_all("\"a\"x,1\nb,2\n") == std::vector<Fields>{{"<broken>"}, {"b", "2"}});
    CHECK(read_all("a\"b,1\n") == std::vector<Fields>{{"a\"b", "1"}});
}

TEST_CASE("csv reads the same however the text comes in pieces") {
    const std::string text = "a,1\r\n\"b\r\nb\",2\rc,\"3\"\"\"\r\n\r\n\"open,1\nd,4";
    const auto whole = read_all(text);
    CHECK(whole.size() == 6);
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        CAPTURE(piece);
        CHECK(read_all(text, piece) == whole);
    }
}

TEST_CASE("csv finds the separator in the heading, and quotes what it writes") {
    CHECK(detect_separator("a,b,c\n1;2;3;4;5").character == ",");
    CHECK(detect_separator("title\n\na;b;c").character == ";");
    CHECK(detect_separator("a\tb").character == "\t");
    CHECK(detect_separator("a|b").character == "|");
    CHECK(detect_separator("甲，乙").character == "，");
    CHECK(detect_separator("甲").character == ",");
    CHECK(detect_separator("会员名单，2026\n\na,b,c").character == ",");
    const auto said = detect_separator("sep=;\r\na,b;c\n");
    CHECK(said.character == ";");
    CHECK(said.begins == 7);
    CHECK(said.line == 2);
    CHECK(csv_field("plain") == "plain");
    for (const std::string text : {"a,b", "say \"hi\"", "two\nlines"}) {
        CHECK(read_all(csv_field(text)) == std::vector<Fields>{{text}});
    }
}

TEST_CASE("a cell says what it says without the spreadsheet's marks") {
    for (const auto& [field, cell] :
         std::vector<std::pair<std::string, std::string>>{{"=\"0012\"", "0012"},
                                                          {"'0012", "0012"},
                                                          {"\t0012 ", "0012"},
                                                          {"'n Beer", "'n Beer"},
                                                          {"=\"\"", ""},
                                                          {"=A1+1", "=A1+1"},
                                                          {"'", "'"},
                                                          {"", ""}}) {
        CAPTURE(field);
        CHECK(cell_text(field) == cell);
    }
}

TEST_CASE("a number is whole again after a spreadsheet, or said to be destroyed") {
    for (const auto& [cell, number] :
         std::vector<std::pair<std::string, std::string>>{{"12349.0", "12349"},
                                                          {"1.3900020006E+10", "13900020006"},
                                                          {"1.3900020006e10", "13900020006"},
                                                          {"12349.5", "12349.5"},
                                                          {"139.0001.0001", "139.0001.0001"},
                                                          {"S001-01-000001-Z", "S001-01-000001-Z"},
                                                          {"12E4", "12E4"},
                                                          {"", ""}}) {
        CAPTURE(cell);
        CHECK(number_text(cell, "phone").value() == number);
    }
    for (const auto* cell : {"1.39E+10", "1E+10", "1.390002000612E+10"}) {
        CAPTURE(cell);
        CHECK(number_text(cell, "phone").error().kind == &k_import_number_destroyed);
    }
}
