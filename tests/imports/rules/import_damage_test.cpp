// Files that were cut or had a byte changed on their way: they end in a report or an error, never
// in an amount that nobody wrote.

#include <set>

#include "tests/imports/rules/import_fixture.hpp"
#include "tests/imports/rules/test_book.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::in_gb18030;
using test::in_utf16le;
using test::TestBook;

constexpr std::uint64_t k_seed = 20261129;

std::string bill(const char* separator) {
    std::string text = fmt::format("导出{0}日期{0}2026-11-05{0}{0}{0}\r\n", separator);
    text += fmt::format("小票号{0}日期{0}类型{0}金额{0}手机号{0}商品\r\n", separator);
    for (int i = 0; i < 12; ++i) {
        text += fmt::format(
            "\"{1:04}\"{0}2026-11-0{2}{0}{3}{0}¥{4}.{1:02}{0}138001380{5:02}{0}"
            "\"奶粉\"\"{1}\"\"\"\r\n",
            separator, i, i % 5 + 1, i % 4 == 3 ? "退货" : "销售", i * 7 + 1, i);
    }
    return text;
}

std::string workbook_bytes() {
    TestBook book;
    book.rows =
        R"(<row><c t="inlineStr"><is><t>单号</t></is></c><c t="inlineStr"><is><t>日期</t></is>)"
        R"(</c><c t="inlineStr"><is><t>金额</t></is></c></row>)";
    for (int i = 0; i < 12; ++i) {
        book.rows +=
            fmt::format(R"(<row><c><v>{}</v></c><c t="inlineStr"><is><t>2026-11-01</t></is></c>)"
                        R"(<c><v>{}.25</v></c></row>)",
                        i + 1, i * 9 + 1);
    }
    return qiantai::test::file_bytes(book.write());
}

/// What is written down of one file after the other.
struct DamageDesk : ImportDesk {
    void forget() {
        from_headquarters([&] {
            for (const auto* table : {"purchase", "imported_row", "import"}) {
                run(fmt::format("DELETE FROM {}", table));
            }
        });
    }
    std::set<std::int64_t> amounts() {
        std::set<std::int64_t> all;
        auto statement = database().prepare("SELECT amount FROM purchase").value();
        while (statement.step().value()) all.insert(statement.integer(0));
        return all;
    }
};

struct Damaged {
    std::string name, bytes;
};
std::vector<Damaged> whole_files() {
    return {{"UTF-8", bill(",")},
            {"UTF-8 with mark", "\xEF\xBB\xBF" + bill(";")},
            {"GB18030", in_gb18030(bill(","))},
            {"UTF-16", in_utf16le(bill("\t"))},
            {"workbook", workbook_bytes()}};
}

}  // namespace

TEST_CASE("a file that is cut at any byte gives amounts of the whole one, or says where it ended") {
    for (const auto& [name, bytes] : whole_files()) {
        CAPTURE(name);
        DamageDesk desk;
        desk.receipts(bytes);
        const auto amounts = desk.amounts();
        REQUIRE(amounts.size() == 12);
        // Every byte of the last lines, and every so many of those before.
        for (std::size_t length = 1; length < bytes.size();
             length += length + 70 < bytes.size() ? 83 : 1) {
            CAPTURE(length);
            desk.forget();
            const auto request = desk.request(ImportKind::purchases, bytes.substr(0, length));
            const auto preview = desk.imports.preview(desk.manager, request);
            if (!preview) continue;
            const auto remarks = test::remarks_of(*preview);
            const bool told = remarks.find("import_last_line_open") != std::string::npos;
            if (!desk.import(request)) continue;
            for (const auto amount : desk.amounts()) {
                CAPTURE(amount);
                CHECK((told || amounts.contains(amount)));
            }
        }
    }
}

TEST_CASE(
    "a file with one other byte never ends the program and writes no amount that it has not") {
    MESSAGE("seed ", k_seed);
    SeededRandom random(k_seed);
    for (const auto& [name, bytes] : whole_files()) {
        CAPTURE(name);
        DamageDesk desk;
        desk.receipts(bytes);
        const auto amounts = desk.amounts();
        for (int round = 0; round < 60; ++round) {
            auto changed = bytes;
            const auto at = random.below(changed.size());
            const char before = changed[at];
            changed[at] = static_cast<char>(random.below(256));
            // What another digit means nobody can know.
            const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
            if (is_digit(changed[at]) || (is_digit(before) && name != "workbook")) continue;
            CAPTURE(round);
            CAPTURE(at);
            desk.forget();
            auto request = desk.request(ImportKind::purchases, changed);
            request.check = true;
            const auto checked = desk.import(request);
            request.check = false;
            const auto import = desk.import(request);
            REQUIRE(checked.ok() == import.ok());
            if (!import) {
                CHECK(checked.error().code() == import.error().code());
                continue;
            }
            CHECK(boost::json::serialize(to_json(checked->counts)) ==
                  boost::json::serialize(to_json(import->counts)));
            for (const auto amount : desk.amounts()) {
                CAPTURE(amount);
                CHECK(amounts.contains(amount));
            }
        }
    }
}

TEST_CASE("a check of any mixture of lines counts what the import then does") {
    MESSAGE("seed ", k_seed);
    SeededRandom random(k_seed);
    for (int round = 0; round < 8; ++round) {
        CAPTURE(round);
        std::string receipts = "单号,日期,金额,类型,原单号,手机号\n";
        std::string members = "会员号,姓名,手机号,卡号,性别\n";
        for (int i = 0; i < 30; ++i) {
            const auto some = [&](int of) {
                return static_cast<int>(random.below(static_cast<std::size_t>(of)));
            };
            const int number = some(8);
            receipts +=
                fmt::format("{},2026-11-0{},{},{},{},1380013800{}\n",
                            number == 0 ? "" : std::to_string(number), some(3) + 1, some(3) * 5,
                            some(4) == 0 ? "退货" : "销售", some(3) == 0 ? "1" : "", some(3));
            members += fmt::format("{},会员{},1390013900{},{},{}\n", some(5), some(4), some(6),
                                   some(4) == 0 ? fmt::format("C00{}", some(3)) : "",
                                   some(2) == 0 ? "女" : "");
        }
        ImportDesk desk;
        desk.add_member("陈静", "13800138001");
        for (const auto& [kind, bytes] : {std::pair(ImportKind::purchases, receipts),
                                          std::pair(ImportKind::members, members)}) {
            auto request = desk.request(kind, bytes);
            request.check = true;
            auto check = ImportRun::open(desk.context, desk.manager, request, 4).value();
            while (check.step().value()) {
            }
            request.check = false;
            CHECK(boost::json::serialize(to_json(check.report().counts)) ==
                  boost::json::serialize(to_json(desk.must_run(request).counts)));
        }
    }
}

}  // namespace qiantai::domain
