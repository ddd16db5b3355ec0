#include "terminal/imports/rules/import_members.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "schema/base/file.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "tests/base/little_memory.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::domain;
using store::test::query_integer;
using store::test::query_text;
using store::test::StoreFixture;

namespace {

constexpr domain::PinCost k_cheap{1, 8192};

/// A store's terminal with the real members service behind the import.
struct ImportFixture {
    StoreFixture store_fixture;
    store::TerminalDatabase terminal = store_fixture.open();
    sqlite::Database& database = terminal.database();
    domain::ServiceContext context = make_context();
    domain::Session session = domain::Access(context, k_cheap).sign_in("1002", "317065").value();
    std::filesystem::path file = store_fixture.folder / "members.csv";
    std::filesystem::path errors = store_fixture.folder / "errors.ndjson";

    domain::ServiceContext make_context() {
        demo_fill(database, {.members = 0, .pin_cost = k_cheap}).value();
        return {database, store_fixture.clock, store_fixture.random, store_fixture.manifest,
                domain::load_identity(database).value()};
    }
    Status register_one(const domain::Registration& registration) {
        auto registered = domain::Members(context).register_member(session, registration);
        return registered ? Status{} : Status{registered.error()};
    }
    Result<ImportReport> import(ImportOptions options = {}, const KeepGoing& keep_going = {}) {
        if (options.file.empty()) options.file = file;
        if (options.errors.empty()) options.errors = errors;
        options.store_code = context.identity.store_code;
        options.today = domain::business_date(context).value();
        return import_members(
            database, options, [this](const auto& one) { return register_one(one); }, keep_going);
    }
    ImportReport import_text(const std::string& text, const ImportOptions& options = {}) {
        store::test::write_bytes(file, text);
        return import(options).value();
    }
    std::int64_t count_members() { return query_integer(database, "SELECT count(*) FROM member"); }
    std::vector<boost::json::object> load_errors() {
        std::vector<boost::json::object> lines;
        std::istringstream in(store::test::file_bytes(errors));
        for (std::string line; std::getline(in, line);)
            lines.push_back(boost::json::parse(line).as_object());
        return lines;
    }
};

std::string phone_of(int n) {
    return fmt::format("138{:08}", n);
}

/// Every seventh line is refused, line ends are mixed, some fields span lines.
std::string make_file(int lines) {
    std::string text = "姓名,手机,备注\r\n";
    for (int i = 0; i < lines; ++i) {
        text += fmt::format("会员{},{},{}{}", i, i % 7 == 6 ? "12" : phone_of(i),
                            i % 5 == 0 ? "\"两\n行\"" : "", i % 3 == 0 ? "\r\n" : "\n");
    }
    return text;
}

}  // namespace

TEST_CASE("import registers members through the service, with card, audit and search") {
    ImportFixture fixture;
    const auto report = fixture.import_text(
        "姓名,手机,性别,生日,等级,备注,部门\r\n王伟,138 0013 8000,男,1988/5/3,金卡会员,\"VIP, "
        "老客\",A\r\n"
        "阿依古丽·买买提,13900139000,女,,,,B\r\n\r\n");
    CHECK(report.finished);
    CHECK(report.lines == 2);
    CHECK(report.registered == 2);
    CHECK(report.refused == 0);
    CHECK(report.ignored_headings == std::vector<std::string>{"部门"});
    const auto hit = domain::search_members(fixture.database, "王伟").value().at(0);
    CHECK(hit.phone == "13800138000");
    CHECK(hit.tier_code == "gold");
    CHECK_FALSE(hit.card_number.empty());
    CHECK(query_text(fixture.database, "SELECT notes FROM member WHERE name = '王伟'") ==
          "VIP, 老客");
    CHECK(query_integer(fixture.database,
                        "SELECT count(*) FROM audit_event WHERE action = 'members.register'") == 2);
    CHECK(fixture.load_errors().empty());
}

TEST_CASE("import refuses one line for a field without end, and takes little memory for it") {
    ImportFixture fixture;
    const auto repeated = [](std::string text) {
        while (text.size() < (25u << 20)) text += text;
        return text;
    };
    for (const std::string endless : {"xxxxxxxx", ",,,,,,,,", "\xC0\xEE\xC0\xEE"}) {
        CAPTURE(endless);
        store::test::write_bytes(fixture.file, "\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\n" +
                                                   repeated(endless) +
                                                   "\n\xCD\xF5\xCE\xB0,13800138000\n");
        const domain::test::LittleMemory little(200u << 20);
        const auto report = fixture.import({.mode = ImportOptions::Mode::check}).value();
        CHECK(report.registered == 1);
        CHECK(report.refused == 1);
        CHECK(fixture.load_errors().at(0).at("code").as_string() == "import_line_broken");
    }
}

TEST_CASE("import refuses a file that has no end") {
    ImportFixture fixture;
    for (const char* endless : {"/dev/zero", "/dev/urandom"}) {
        const auto refused = fixture.import({.file = endless});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code() == k_file_too_large.code);
    }
}

TEST_CASE("import takes a GB18030 file as a Chinese spreadsheet writes it") {
    ImportFixture fixture;
    const auto report = fixture.import_text(
        "\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\r\n\xC1\xF5\x99\x33\xA9\x32,"
        "13800138000\r\n\xC0\xEE\xFE\x9F,13900139000\r\n");
    CHECK(report.encoding == TextEncoding::gb18030);
    CHECK(report.registered == 2);
    CHECK(domain::search_members(fixture.database, "𬭎").value().at(0).name == "刘𬭎");
}

TEST_CASE("import tells for every refused line its number, column, reason, remedy and text") {
    ImportFixture fixture;
    const auto report = fixture.import_text(
        "姓名,手机,等级,生日\n王伟,13800138000,,\n李娜,123,,\n,13900139000,,\n\"张三,13700137000,,"
        "\n"
        "赵四,13600136000,白金,\n钱五,13500135000,,1990-13-40\n孙六,13400134000,,,,"
        "多\n周\xEF\xBF\xBD七,13300133000,,\n"
        "王小伟,13800138000,,\n");
    CHECK(report.registered == 1);
    CHECK(report.refused == 8);
    CHECK(report.duplicates == 1);
    const auto lines = fixture.load_errors();
    REQUIRE(lines.size() == 8);
    const std::vector<std::tuple<int, std::string, std::string>> expected{
        {3, "手机", "phone_malformed"},     {4, "姓名", "name_malformed"},
        {5, "", "import_line_broken"},      {6, "等级", "tier_unknown"},
        {7, "生日", "birthday_impossible"}, {8, "", "import_line_too_long"},
        {9, "", "import_line_garbled"},     {10, "手机", "possible_duplicate"}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CAPTURE(i);
        CHECK(lines[i].at("line").as_int64() == std::get<0>(expected[i]));
        CHECK(lines[i].at("column").as_string() == std::get<1>(expected[i]));
        CHECK(lines[i].at("code").as_string() == std::get<2>(expected[i]));
        CHECK_FALSE(lines[i].at("reason_zh").as_string().empty());
        CHECK_FALSE(lines[i].at("who_must_act").as_string().empty());
    }
    CHECK(lines[0].at("original").as_string() == "李娜,123,,");
    CHECK(query_integer(fixture.database, "SELECT count(*) FROM member_card") == 1);
}

TEST_CASE("import writes refused lines as CSV that a spreadsheet reads, for the owner alone") {
    ImportFixture fixture;
    fixture.errors = fixture.store_fixture.folder / "errors.csv";
    fixture.import_text("姓名,手机\n\"李,娜\",123\n");
    const auto text = store::test::file_bytes(fixture.errors);
    CHECK(text.starts_with("\xEF\xBB\xBF姓名,手机,import_line,import_column,"));
    CHECK(text.find("\r\n\"李,娜\",123,2,手机,phone_malformed,clerk,") != std::string::npos);
    struct stat info {};
    REQUIRE(::stat(fixture.errors.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("import takes its own file of refused lines, once it is corrected") {
    ImportFixture fixture;
    fixture.errors = fixture.store_fixture.folder / "errors.csv";
    CHECK(
        fixture
            .import_text("姓名,手机,生日\n曹一,13900170001,1990-02-30\n曹二,139001700,1990-01-01\n")
            .refused == 2);
    auto text = store::test::file_bytes(fixture.errors);
    for (const auto& [wrong, right] :
         {std::pair("1990-02-30", "1990-02-28"), std::pair("139001700,", "13900170002,")}) {
        text.replace(text.find(wrong), std::string_view(wrong).size(), right);
    }
    fixture.errors = fixture.store_fixture.folder / "again.csv";
    const auto report = fixture.import_text(text);
    CHECK(report.registered == 2);
    CHECK(report.ignored_headings.empty());
    // Refused once more, the columns of the file before are not kept twice.
    fixture.import_text("姓名,手机,import_line,import_reason_zh\n曹三,1,7,旧\n");
    const auto again = store::test::file_bytes(fixture.errors);
    CHECK(again.starts_with("\xEF\xBB\xBF姓名,手机,import_line,import_column,"));
    CHECK(again.find("\r\n曹三,1,2,手机,phone_malformed,") != std::string::npos);
}

TEST_CASE("import reads the shapes in which spreadsheets write such files") {
    ImportFixture fixture;
    for (const auto* text :
         {"sep=;\n姓名;手机;生日\n陈;13900060001;1990-01-02\n",
          "会员信息表（2026年11月）,,\n\n姓名,手机,生日\n陈,13900060002,1990-01-02\n",
          "姓名|手机|生日\r\n陈|13900060003|1990-01-02\r\n",
          "姓名，手机，生日\n陈，13900060004，1990-01-02\n",
          "姓名\t手机\t生日\n陈\t13900060005\t1990-01-02\n",
          "姓名,手机,卡号\n陈,=\"13900060006\",\"=\"\"00012346\"\"\"\n",
          "姓名,手机,卡号\n陈,\t13900060007,\t00012348\n",
          "姓名,手机,卡号\n陈,13900060008.0,12349.0\n"}) {
        CAPTURE(text);
        const auto report = fixture.import_text(text);
        CHECK(report.registered == 1);
        CHECK(report.refused == 0);
    }
    CHECK(query_integer(fixture.database,
                        "SELECT count(*) FROM member_card WHERE number IN ('00012348', '12349')") ==
          2);
}

TEST_CASE("import leaves no column out without a word that customers have something in") {
    ImportFixture fixture;
    store::test::write_bytes(fixture.file, "姓名,手机,积分\n沈二,13900090002,120\n");
    const auto refused = fixture.import();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == &k_import_column_meaningful);
    CHECK(fixture.count_members() == 0);
    ImportOptions options;
    options.mappings = {{"积分", ImportField::ignored}};
    CHECK(fixture.import(options).value().registered == 1);
}

TEST_CASE("import keeps since when, until when and in which state somebody was a member") {
    ImportFixture fixture;
    const auto report = fixture.import_text(
        "姓名,手机,入会日期,到期日期,会员状态\n"
        "沈一,13900090001,2019-03-05,2027-01-31,正常\n"
        "沈二,13900090002,2019-03-05,,已注销\n"
        "沈三,13900090003,2018/1/2,永久,冻结\n"
        "沈四,13900090004,2018/1/2,2020-01-02,已过期\n");
    CHECK(report.registered == 3);
    CHECK(report.refused == 1);
    CHECK(fixture.load_errors().at(0).at("code").as_string() == "import_no_member");
    const auto row = [&](const std::string& phone) {
        auto statement =
            fixture.database
                .prepare(
                    "SELECT m.joined_on || ' ' || m.status || ' ' || c.status || ' ' ||"
                    " ifnull(c.expires_on, 'never') FROM member m JOIN member_card c"
                    " ON c.member_id = m.id WHERE m.phone = ?")
                .value();
        return sqlite::only(statement.bind(phone), sqlite::text_column).value();
    };
    CHECK(row("13900090001") == "2019-03-05 active active 2027-01-31");
    CHECK(row("13900090003") == "2018-01-02 active frozen never");
    CHECK(row("13900090004") == "2018-01-02 lapsed lapsed 2020-01-02");
}

TEST_CASE("import in check mode finds everything and leaves nothing") {
    ImportFixture fixture;
    const auto outbox = query_integer(fixture.database, "SELECT count(*) FROM outbox");
    const auto report = fixture.import_text(
        "姓名,手机\n王伟,13800138000\n李娜,1\n赵四,13600136000\n王小伟,+86 13800138000\n",
        {.mode = ImportOptions::Mode::check, .lines_per_transaction = 1});
    CHECK(report.registered == 2);
    CHECK(report.refused == 2);
    CHECK(report.duplicates == 1);
    CHECK(fixture.count_members() == 0);
    CHECK(query_integer(fixture.database, "SELECT count(*) FROM outbox") == outbox);
    CHECK(query_integer(fixture.database, "SELECT count(*) FROM fact WHERE name LIKE 'import/%'") ==
          0);
    CHECK(fixture.import().value().registered == 2);
}

TEST_CASE("import commits its lines in transactions of the given size and tells how far it is") {
    ImportFixture fixture;
    const auto before = query_integer(fixture.database, "SELECT count(DISTINCT txn) FROM outbox");
    store::test::write_bytes(fixture.file, make_file(100));
    std::size_t last = 0;
    int calls = 0;
    fixture
        .import({.lines_per_transaction = 30},
                [&](std::size_t done, std::size_t total) {
                    CHECK(done >= last);
                    CHECK(done <= total);
                    last = done;
                    ++calls;
                    return true;
                })
        .value();
    CHECK(calls == 4);
    CHECK(query_integer(fixture.database, "SELECT count(DISTINCT txn) FROM outbox") == before + 4);
}

TEST_CASE(
    "import stopped at any line goes on there: nobody twice, nobody left out, each refusal told "
    "once") {
    constexpr int k_lines = 24, k_good = 21;
    for (int stop = 0; stop <= k_good; ++stop) {
        CAPTURE(stop);
        ImportFixture fixture;
        store::test::write_bytes(fixture.file, make_file(k_lines));
        // The power goes while good line `stop` is being registered: what the transaction did so far is
        // lost.
        int seen = 0;
        const auto cut = import_members(
            fixture.database,
            {.file = fixture.file, .errors = fixture.errors, .lines_per_transaction = 5},
            [&](const domain::Registration& one) -> Status {
                if (seen++ == stop) return make_error(sqlite::k_database_io, "cut");
                return fixture.register_one(one);
            });
        CHECK(cut.ok() == (stop == k_good));
        if (!cut) {
            // Refusals that were written and not committed are told again, once.
            std::ofstream(fixture.errors, std::ios::app) << "{\"half a li";
            const auto report = fixture.import({.lines_per_transaction = 5}).value();
            CHECK(report.finished);
            CHECK((report.resumed_at > 0) == (stop >= 5));
            CHECK(report.lines == k_lines);
            CHECK(report.refused == 3);
        }
        CHECK(fixture.count_members() == k_good);
        CHECK(query_integer(fixture.database, "SELECT count(DISTINCT phone) FROM member") ==
              k_good);
        CHECK(fixture.load_errors().size() == 3);
    }
}

TEST_CASE("import that is asked to stop stops after a transaction and goes on later") {
    ImportFixture fixture;
    store::test::write_bytes(fixture.file, make_file(50));
    const auto first =
        fixture.import({.lines_per_transaction = 10}, [](auto, auto) { return false; }).value();
    CHECK_FALSE(first.finished);
    CHECK(first.lines == 10);
    const auto second = fixture.import().value();
    CHECK(second.finished);
    CHECK(second.resumed_at > 1);
    CHECK(second.lines == 50);
    CHECK(fixture.count_members() == 43);
}

TEST_CASE("import refuses a file that was imported already, unless asked") {
    ImportFixture fixture;
    fixture.import_text(make_file(10));
    CHECK(fixture.import().error().kind == &k_import_done_already);
    const auto again = fixture.import({.repeat = ImportOptions::Repeat::again}).value();
    CHECK(again.registered == 0);
    CHECK(again.duplicates == 9);
    CHECK(fixture.count_members() == 9);
}

TEST_CASE("import says so when it can't read how far it was, and begins anew if asked") {
    ImportFixture fixture;
    fixture.import_text(make_file(10));
    for (const auto* damage :
         {"", "{", "[]", R"({"done":false})", R"({"done":true,"offset":-1})"}) {
        CAPTURE(damage);
        REQUIRE(fixture.database.cached("UPDATE fact SET value = ? WHERE name LIKE 'import/%'")
                    .bind(damage)
                    .run()
                    .ok());
        CHECK(fixture.import().error().kind == &k_import_position_unreadable);
    }
    CHECK(fixture.import({.repeat = ImportOptions::Repeat::again}).value().duplicates == 9);
    CHECK(fixture.count_members() == 9);
    CHECK(fixture.import().error().kind == &k_import_done_already);
}

TEST_CASE("import ends at an error that is not the line's, with nothing of its transaction") {
    ImportFixture fixture;
    store::test::write_bytes(fixture.file, make_file(10));
    fixture.session.role = StaffRole::auditor;
    const auto refused = fixture.import();
    REQUIRE_FALSE(refused);
    CHECK(fixture.count_members() == 0);
    CHECK(fixture.import({.file = fixture.store_fixture.folder / "none.csv"}).error().kind ==
          &k_file_error);
}

TEST_CASE("import of any cut or scrambled file never fails otherwise than line by line") {
    ImportFixture fixture;
    const std::string whole = make_file(30);
    SeededRandom random(11);
    for (int round = 0; round < 60; ++round) {
        std::string text = whole.substr(0, 40 + random.below(whole.size() - 40));
        for (int i = 0; i < 4; ++i) {
            constexpr std::string_view k_bytes = "\"\r\n,;\xFF\xE7x";
            text[30 + random.below(text.size() - 30)] = k_bytes[random.below(k_bytes.size())];
        }
        store::test::write_bytes(fixture.file, text);
        const auto report = fixture.import({.mode = ImportOptions::Mode::check});
        CAPTURE(round);
        CAPTURE(text);
        if (!report) FAIL(report.error().message());
        CHECK(report->lines == report->registered + report->refused);
    }
}
