#include <sys/stat.h>

#include <fstream>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_text.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "tests/base/little_memory.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;

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

TEST_CASE("import registers members by the rules of the counter, with card, audit and search") {
    ImportDesk desk;
    const auto import = desk.members(
        "姓名,手机,性别,生日,等级,备注,部门\r\n王伟,138 0013 8000,男,1988/5/3,gold,\"VIP, "
        "老客\",A\r\n阿依古丽·买买提,13900139000,女,,,,B\r\n\r\n");
    CHECK(import.status == ImportStatus::done);
    CHECK(import.counts.lines == 2);
    CHECK(import.counts.added == 2);
    CHECK(import.counts.refused == 0);
    const auto hit = search_members(desk.database(), "王伟").value().at(0);
    CHECK(hit.phone == "13800138000");
    CHECK(hit.tier_code == "gold");
    CHECK_FALSE(hit.card_number.empty());
    CHECK(desk.text("SELECT notes FROM member WHERE name = '王伟'") == "VIP, 老客");
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE action = 'members.register'") == 2);
    CHECK(desk.last_action() == "imports.run");
    CHECK_FALSE(std::filesystem::exists(desk.errors));
}

TEST_CASE("import refuses one line for a field without end, and takes little memory for it") {
    ImportDesk desk;
    const auto repeated = [](std::string text) {
        while (text.size() < (25u << 20)) text += text;
        return text;
    };
    for (const std::string endless : {"xxxxxxxx", ",,,,,,,,", "\xC0\xEE\xC0\xEE"}) {
        CAPTURE(endless);
        auto request = desk.request(ImportKind::members, "\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\n" +
                                                             repeated(endless) +
                                                             "\n\xCD\xF5\xCE\xB0,13800138000\n");
        request.check = true;
        const test::LittleMemory little(64u << 20);
        const auto import = desk.must_run(request);
        CHECK(import.counts.added == 1);
        CHECK(desk.faults() == std::vector<std::string>{"2  import_line_broken"});
    }
}

TEST_CASE("import refuses what is no file, and says which file can't be read") {
    ImportDesk desk;
    auto request = desk.request(ImportKind::members, "");
    for (const auto* path : {"/dev/zero", "/dev/urandom", "/tmp"}) {
        request.file = path;
        CHECK(desk.outcome(request) == "import_no_file");
    }
    request.file = "/nowhere/none.csv";
    CHECK(desk.outcome(request) == "file_error");
    CHECK(desk.outcome(desk.request(ImportKind::members, "")) == "import_heading_missing");
}

TEST_CASE("import takes a GB18030 file as a Chinese spreadsheet writes it") {
    ImportDesk desk;
    desk.members(
        "\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\r\n\xC1\xF5\x99\x33\xA9\x32,"
        "13800138000\r\n\xC0\xEE\xFE\x9F,13900139000\r\n");
    CHECK(search_members(desk.database(), "𬭎").value().at(0).name == "刘𬭎");
    CHECK(desk.count_members() == 2);
}

TEST_CASE("import tells for every refused line its number, column, reason, remedy and text") {
    ImportDesk desk;
    const auto import = desk.members(
        "姓名,手机,等级,生日\n王伟,13800138000,,\n李娜,123,,\n,13900139000,,\n\"张三,13700137000,,"
        "\n赵四,13600136000,白金,\n钱五,13500135000,,1990-13-40\n孙六,13400134000,,,,"
        "多\n周\xEF\xBF\xBD七,13300133000,,\n王小伟,13800138000,,\n");
    CHECK(import.counts.added == 1);
    CHECK(import.counts.refused == 8);
    CHECK(import.counts.duplicates == 1);
    CHECK(desk.faults() ==
          std::vector<std::string>{"3 手机 phone_malformed", "4 姓名 name_malformed",
                                   "5  import_line_broken", "6 等级 tier_unknown",
                                   "7 生日 birthday_impossible", "8  import_line_too_long",
                                   "9  import_line_garbled", "10 手机 possible_duplicate"});
    for (const auto& line : desk.refused()) {
        CHECK_FALSE(line.at("reason_zh").as_string().empty());
        CHECK_FALSE(line.at("who_must_act").as_string().empty());
    }
    CHECK(desk.refused()[0].at("original").as_string() == "李娜,123,,");
    CHECK(desk.number("SELECT count(*) FROM member_card") == 1);
}

TEST_CASE("import writes refused lines as CSV that a spreadsheet reads, for the owner alone") {
    ImportDesk desk;
    desk.errors = desk.files / "errors.csv";
    desk.members("姓名,手机,备注\n\"李,娜\",123,=1+1\n");
    const auto text = qiantai::test::file_bytes(desk.errors);
    CHECK(text.starts_with("\xEF\xBB\xBF姓名,手机,备注,import_line,import_column,"));
    CHECK(text.find("\r\n\"李,娜\",123,'=1+1,2,手机,phone_malformed,clerk,") != std::string::npos);
    struct stat info {};
    REQUIRE(::stat(desk.errors.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    CHECK(cell_text("'=1+1") == "=1+1");
}

TEST_CASE("import takes its own file of refused lines, once it is corrected") {
    ImportDesk desk;
    desk.errors = desk.files / "errors.csv";
    CHECK(desk.members("姓名,手机,生日\n曹一,13900170001,1990-02-30\n曹二,139001700,1990-01-01\n")
              .counts.refused == 2);
    auto text = qiantai::test::file_bytes(desk.errors);
    for (const auto& [wrong, right] :
         {std::pair("1990-02-30", "1990-02-28"), std::pair("139001700,", "13900170002,")}) {
        text.replace(text.find(wrong), std::string_view(wrong).size(), right);
    }
    desk.errors = desk.files / "again.csv";
    CHECK(desk.members(text).counts.added == 2);
    // Refused once more, the columns of the file before are not kept twice.
    desk.members("姓名,手机,import_line,import_reason_zh\n曹三,1,7,旧\n");
    const auto again = qiantai::test::file_bytes(desk.errors);
    CHECK(again.starts_with("\xEF\xBB\xBF姓名,手机,import_line,import_column,"));
    CHECK(again.find("\r\n曹三,1,2,手机,phone_malformed,") != std::string::npos);
}

TEST_CASE("import leaves no column out without a word that customers have something in") {
    ImportDesk desk;
    const std::string text = "姓名,手机,积分\n沈二,13900090002,120\n";
    CHECK(desk.outcome(desk.request(ImportKind::members, text)) == "import_column_meaningful");
    CHECK(desk.count_members() == 0);
    CHECK(desk.members(text, {.columns = {{"积分", "-"}}}).counts.added == 1);
}

TEST_CASE("import keeps since when, until when and in which state somebody was a member") {
    ImportDesk desk;
    const auto import = desk.members(
        "姓名,手机,入会日期,到期日期,会员状态\n"
        "沈一,13900090001,2019-03-05,2027-01-31,正常\n沈二,13900090002,2019-03-05,,已注销\n"
        "沈三,13900090003,2018/1/2,永久,冻结\n沈四,13900090004,2018/1/2,2020-01-02,已过期\n");
    CHECK(import.counts.added == 3);
    CHECK(desk.faults() == std::vector<std::string>{"3 会员状态 import_no_member"});
    const auto row = [&](const std::string& phone) {
        return desk.text(
            "SELECT m.joined_on || ' ' || m.status || ' ' || c.status || ' ' ||"
            " ifnull(c.expires_on, 'never') FROM member m JOIN member_card c"
            " ON c.member_id = m.id WHERE m.phone = ?",
            phone);
    };
    CHECK(row("13900090001") == "2019-03-05 active active 2027-01-31");
    CHECK(row("13900090003") == "2018-01-02 active frozen never");
    CHECK(row("13900090004") == "2018-01-02 lapsed lapsed 2020-01-02");
}

TEST_CASE("a check finds everything and leaves nothing") {
    ImportDesk desk;
    const auto outbox = desk.number("SELECT count(*) FROM outbox");
    auto request = desk.request(ImportKind::members,
                                "姓名,手机\n王伟,13800138000\n李娜,1\n赵四,13600136000\n"
                                "王小伟,+86 13800138000\n");
    request.check = true;
    auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
    while (run.step().value()) {
    }
    CHECK(run.report().counts.added == 2);
    CHECK(run.report().counts.refused == 2);
    CHECK(run.report().counts.duplicates == 1);
    CHECK(desk.count_members() == 0);
    CHECK(desk.number("SELECT count(*) FROM outbox") == outbox);
    CHECK(desk.number("SELECT count(*) FROM import") == 0);
    request.check = false;
    CHECK(desk.must_run(request).counts.added == 2);
}

TEST_CASE("import cut off after any record goes on there: nobody twice, nobody left out") {
    constexpr int k_lines = 24, k_good = 21;
    for (int steps = 0; steps <= 5; ++steps) {
        CAPTURE(steps);
        ImportDesk desk;
        const auto request = desk.request(ImportKind::members, make_file(k_lines));
        {
            auto cut = ImportRun::open(desk.context, desk.manager, request, 5).value();
            for (int i = 0; i < steps; ++i) REQUIRE(cut.step());
        }
        // Refusals that were written and not committed are told again, once.
        std::ofstream(desk.errors, std::ios::app) << "{\"half a li";
        auto run = ImportRun::open(desk.context, desk.manager, request, 5).value();
        CHECK((run.resumed_at() > 0) == (steps > 0));
        while (run.step().value()) {
        }
        const auto& import = run.report();
        CHECK(import.status == ImportStatus::done);
        CHECK(import.counts.lines == k_lines);
        CHECK(import.counts.added == k_good);
        CHECK(import.counts.refused == 3);
        CHECK(desk.count_members() == k_good);
        CHECK(desk.number("SELECT count(DISTINCT phone) FROM member") == k_good);
        CHECK(desk.refused().size() == 3);
        CHECK(desk.imports.list(desk.manager)->size() == 1);
    }
}

TEST_CASE("import commits its records in transactions, each with how far it is") {
    ImportDesk desk;
    const auto before = desk.number("SELECT count(DISTINCT txn) FROM outbox");
    const auto request = desk.request(ImportKind::members, make_file(100));
    auto run = ImportRun::open(desk.context, desk.manager, request, 30).value();
    std::int64_t last = 0;
    int steps = 0;
    for (bool more = true; more; ++steps) {
        more = run.step().value();
        CHECK(run.report().counts.lines >= last);
        last = run.report().counts.lines;
        CHECK(run.report().rows == 100);
    }
    CHECK(last == 100);
    // Four with records, and the end with its audit event.
    CHECK(steps == 5);
    CHECK(desk.number("SELECT count(DISTINCT txn) FROM outbox") == before + 5);
}

TEST_CASE("a file that was imported already is refused, and adds nothing when asked again") {
    ImportDesk desk;
    auto request = desk.request(ImportKind::members, make_file(10));
    desk.must_run(request);
    CHECK(desk.outcome(request) == "import_done_already");
    request.again = true;
    const auto again = desk.must_run(request);
    CHECK(again.counts.added == 0);
    CHECK(again.counts.known == 9);
    CHECK(desk.count_members() == 9);
    CHECK(desk.imports.preview(desk.manager, request)->imported_before == again.id);
}

TEST_CASE("a member who is here already is known if the line says the same, else shown") {
    ImportDesk desk;
    desk.add_member("王伟", "13800138000");
    const auto import = desk.members(
        "姓名,手机,性别\n王伟,138-0013-8000,\n王伟,13800138000,男\n王大伟,13800138000,\n");
    CHECK(import.counts.known == 1);
    CHECK(import.counts.duplicates == 2);
    CHECK(desk.count_members() == 1);
}

TEST_CASE("import ends at an error that is not the line's, with nothing of its transaction") {
    ImportDesk desk;
    const auto request = desk.request(ImportKind::members, make_file(10));
    desk.manager.role = StaffRole::auditor;
    CHECK(desk.outcome(request) == "session_ended");
    desk.manager = desk.session(StaffRole::clerk);
    CHECK(desk.outcome(request) == "not_permitted");
    CHECK(desk.count_members() == 0);
    CHECK(desk.number("SELECT count(*) FROM import") == 0);
}

TEST_CASE("import of any cut or scrambled file never fails otherwise than line by line") {
    ImportDesk desk;
    const std::string whole = make_file(30);
    SeededRandom random(11);
    for (int round = 0; round < 60; ++round) {
        std::string text = whole.substr(0, 40 + random.below(whole.size() - 40));
        for (int i = 0; i < 4; ++i) {
            constexpr std::string_view k_bytes = "\"\r\n,;\xFF\xE7x";
            text[30 + random.below(text.size() - 30)] = k_bytes[random.below(k_bytes.size())];
        }
        auto request = desk.request(ImportKind::members, text);
        request.check = true;
        const auto import = desk.import(request);
        CAPTURE(round);
        CAPTURE(text);
        if (!import) FAIL(import.error().message());
        const auto& counts = import->counts;
        CHECK(counts.lines == counts.added + counts.known + counts.refused + counts.totals);
    }
}

}  // namespace qiantai::domain
