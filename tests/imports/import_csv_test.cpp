#include "terminal/imports/rules/import_csv.hpp"

#include <doctest/doctest.h>

using qiantai::ctl::csv_field;
using qiantai::ctl::CsvReader;
using qiantai::ctl::detect_separator;

namespace {

using Fields = std::vector<std::string>;

std::vector<Fields> read_all(std::string_view text, char separator = ',') {
    CsvReader reader(text, separator);
    std::vector<Fields> records;
    while (auto record = reader.next())
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
    CsvReader reader("\"a,1\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",x\r\nlast,y\r\n");
    auto record = reader.next();
    CHECK(record->fields == Fields{"a,1", "say \"hi\""});
    CHECK(record->line == 1);
    record = reader.next();
    CHECK(record->fields == Fields{"two\r\nlines", "x"});
    CHECK(record->line == 2);
    CHECK(record->text == "\"two\r\nlines\",x");
    record = reader.next();
    CHECK(record->fields == Fields{"last", "y"});
    CHECK(record->line == 4);
    CHECK_FALSE(reader.next());
}

TEST_CASE("csv gives up one line, not the file, for a forgotten quote") {
    CHECK(read_all("\"open,1\nb,2\nc,3\n") ==
          std::vector<Fields>{{"<broken>"}, {"b", "2"}, {"c", "3"}});
    CHECK(read_all("\"a\"x,1\nb,2\n") == std::vector<Fields>{{"<broken>"}, {"b", "2"}});
    CHECK(read_all("a\"b,1\n") == std::vector<Fields>{{"a\"b", "1"}});
}

TEST_CASE("csv goes on from any record's end") {
    const std::string text = "a,1\r\n\"b\nb\",2\rc,3\nd,4";
    CsvReader whole(text);
    std::vector<qiantai::ctl::CsvRecord> records;
    while (auto record = whole.next()) records.push_back(*record);
    REQUIRE(records.size() == 4);
    for (std::size_t i = 0; i + 1 < records.size(); ++i) {
        CsvReader part(text);
        part.seek(records[i].end, records[i + 1].line);
        const auto next = part.next();
        CHECK(next->fields == records[i + 1].fields);
        CHECK(next->line == records[i + 1].line);
    }
}

TEST_CASE("csv finds the separator in the heading, and quotes what it writes") {
    CHECK(detect_separator("a,b,c\n1;2;3;4;5") == ',');
    CHECK(detect_separator("a;b;c") == ';');
    CHECK(detect_separator("a\tb") == '\t');
    CHECK(csv_field("plain") == "plain");
    for (const std::string text : {"a,b", "say \"hi\"", "two\nlines"}) {
        CHECK(read_all(csv_field(text)) == std::vector<Fields>{{text}});
    }
}
