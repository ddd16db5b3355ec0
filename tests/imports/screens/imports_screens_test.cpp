#include <set>

#include "assets/words/find.hpp"
#include "terminal/imports/rules/import_member_line.hpp"
#include "terminal/imports/rules/import_receipt_line.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "tests/imports/rules/test_book.hpp"
#include "tests/imports/screens/imports_fixture.hpp"

namespace qiantai::app::test {

TEST_CASE("a file is imported by touch: what, which, checked, tried, imported, taken back") {
    ImportsWindow window;
    window.drop("old.csv", k_plain_members);
    window.open_imports();
    CHECK(window.seen().shows("还没有导入过文件"));
    window.begin("银豹");
    window.choose("old.csv");
    REQUIRE(window.wizard().preview);
    CHECK(window.seen().shows("手机号"));
    // Whole numbers of people are on no screen.
    CHECK_FALSE(window.seen().shows("13900010001"));
    window.touch("save");
    window.run_out();
    CHECK(window.seen().shows("可新增会员 2 名"));
    CHECK(window.members() == 0);
    window.touch("导入 2 条");
    window.run_out();
    CHECK(window.nav().screen == k_import_screen);
    CHECK(window.seen().shows("新增会员 2 名"));
    CHECK(window.members() == 2);
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
    CHECK_FALSE(std::filesystem::exists(window.downloads / "old.csv.errors.csv"));
    window.touch("撤销本次导入");
    CHECK(window.seen().shows(
        "“old.csv”导入的 2 条记录将在所有门店撤销；导入后改动过的会保留并列出。"));
    window.touch("撤销 2 条");
    window.run_out();
    CHECK(window.seen().shows("撤销了 2 条，同步后各处都不再有"));
    CHECK(window.desk.number("SELECT count(*) FROM member WHERE status <> 'erased'") == 0);
    window.touch("finish");
    CHECK(window.nav().screen == k_imports_screen);
    CHECK(window.seen().shows("已撤销"));
}

TEST_CASE("the member's page says what the earlier system knew, as that system's word") {
    ImportsWindow window;
    const domain::ImportRequest request{.file = window.drop("old.csv", k_plain_members).string(),
                                        .settings = {.source = "银豹"}};
    const auto manager = window.desk.session(Who::store_manager);
    REQUIRE(domain::Imports(window.desk.context).run(manager, request));
    domain::Members members(window.desk.context);
    const auto id = members.find(manager, "夏雨荷").value().front().member.id;
    auto flow = window.app.flow();
    open_member(flow, id);
    window.settle();
    CHECK(window.seen().shows("旧系统累计"));
    CHECK(window.seen().shows("¥1,288.50 · 12 次"));
    CHECK(window.seen().shows("银豹 · 编号 0007 · 截至 "));
    // It is no receipt: nothing of it is counted. Who may not see numbers does not see that one.
    CHECK(window.desk.number("SELECT count(*) FROM purchase") == 0);
    const auto masked = members.get(window.desk.session(Who::auditor), id).value();
    REQUIRE(masked.origins.size() == 1);
    CHECK(masked.origins[0].number.empty());
}

TEST_CASE("of a workbook another sheet is chosen, and the columns are that one's") {
    ImportsWindow window;
    const auto sheet = [](const std::string& rows) {
        return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    };
    const auto row = [](const std::vector<std::string>& cells) {
        std::string xml = "<row>";
        for (const auto& cell : cells) {
            xml += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        }
        return xml + "</row>";
    };
    const auto book = domain::test::write_workbook(
        window.person,
        {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="说明" r:id="rId1"/>)"
                             R"(<sheet name="会员" r:id="rId2"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
          R"(<Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>)"},
         {"xl/worksheets/sheet1.xml", sheet(row({"导出日期", "门店"}) + row({"今天", "一店"}))},
         {"xl/worksheets/sheet2.xml",
          sheet(row({"姓名", "手机号"}) + row({"夏雨荷", "13900010001"}))}});
    std::filesystem::rename(book, window.downloads / "book.xlsx");
    window.open_imports();
    window.begin("旧表");
    window.choose("book.xlsx");
    CHECK(window.seen().shows("工作表“说明”"));
    CHECK(window.seen().shows("哪一列是"));
    window.touch("sheets");
    window.touch("option 1");
    window.run_out();
    CHECK(window.seen().shows("工作表“会员”"));
    window.touch("save");
    window.run_out();
    CHECK(window.seen().shows("可新增会员 1 名"));
}

TEST_CASE("whatever a column may hold is chosen by words of its own, in both languages") {
    ImportsWindow window;
    const std::pair<domain::ImportKind, domain::ImportFields> kinds[] = {
        {domain::ImportKind::members, domain::member_import_fields()},
        {domain::ImportKind::purchases, domain::receipt_import_fields()}};
    for (const auto language : {Language::zh, Language::en}) {
        window.set_language(language);
        const auto& ui = window.window.ui();
        for (const auto& [kind, fields] : kinds) {
            std::set<std::string> words{ui.tr(words::code_unknown).utf8()};
            for (const auto& field : fields.fields) {
                CAPTURE(field.name);
                CHECK(words.insert(import_field_text(ui, kind, field.name).utf8()).second);
            }
        }
    }
}

TEST_CASE(
    "a column that is read wrongly is corrected, and the next file of the source is read so") {
    ImportsWindow window;
    window.drop("one.csv", "姓名,联系人,手机号\n夏雨荷,13900010001,13700010001\n");
    window.open_imports();
    window.begin("旧表");
    window.choose("one.csv");
    window.touch("column 联系人");
    window.touch("手机号");
    window.run_out();
    // Now two columns are the number, which is asked.
    CHECK(window.seen().shows("两列都是手机号，用哪一列？"));
    window.touch("联系人");
    window.run_out();
    CHECK(window.wizard().preview->columns[1].field == "phone");
    CHECK(window.wizard().preview->columns[2].field == domain::k_import_left_out);
    window.touch("save");
    window.run_out();
    window.touch("导入 1 条");
    window.run_out();
    CHECK(window.desk.text("SELECT phone FROM member") == "13900010001");
    window.touch("finish");
    window.drop("two.csv", "姓名,联系人,手机号\n谭晓雯,13900010002,13700010002\n");
    window.touch("begin");
    window.touch("旧表");
    window.touch("save");
    window.choose("two.csv");
    CHECK(window.wizard().preview->columns[1].field == "phone");
}

TEST_CASE("what only a person knows is asked in place before anything can be tried") {
    ImportsWindow window;
    window.drop(
        "ask.csv",
        "姓名,手机号,性别,生日,积分,身份证号\n夏雨荷,13900010001,0,03/04/1988,120,310101198803040021\n"
        "谭晓雯,13900010002,1,05/06/1990,7,310101199005060021\n");
    window.open_imports();
    window.begin("旧表");
    window.choose("ask.csv");
    CHECK(window.seen().shows("先回答 4 个问题"));
    CHECK(window.seen().shows("证件号，不读取"));
    CHECK_FALSE(window.seen().shows("310101198803040021"));
    CHECK_FALSE(window.window.touch("save"));
    window.touch("4月3日");
    window.run_out();
    CHECK(window.seen().shows("性别“0”是什么意思？"));
    const auto genders = [&] { return window.wizard().request.settings.genders.size(); };
    window.touch("gender 0 0");
    window.run_out();
    CHECK(genders() == 1);
    // Answered ones stay where they are, to be changed.
    window.touch("gender 1 1");
    window.run_out();
    CHECK(genders() == 2);
    window.touch("确认不导入");
    window.run_out();
    CHECK(window.wizard().preview->columns[4].state == domain::ImportColumn::State::left_out);
    window.touch("save");
    window.run_out();
    window.touch("导入 2 条");
    window.run_out();
    CHECK(window.desk.text("SELECT birthday FROM member WHERE name = '夏雨荷'") == "1988-04-03");
    CHECK(window.desk.text("SELECT gender FROM member WHERE name = '夏雨荷'") == "female");
    CHECK(window.desk.text("SELECT gender FROM member WHERE name = '谭晓雯'") == "male");
}

TEST_CASE("an encoding that is not certain is asked with names, and another one can be chosen") {
    ImportsWindow window;
    // 姓名,手机号 / 夏雨荷,… in GB18030.
    window.drop(
        "gb.csv",
        "\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\xBA\xC5\n\xCF\xC4\xD3\xEA\xBA\xC9,13900010001\n");
    window.open_imports();
    window.begin("旧表");
    window.choose("gb.csv");
    CHECK(window.seen().shows("读得对吗？"));
    CHECK(window.seen().shows("姓名 · 夏雨荷"));
    CHECK_FALSE(window.window.touch("save"));
    window.touch("大五码（繁体）");
    window.run_out();
    CHECK_FALSE(window.seen().shows("姓名 · 夏雨荷"));
    window.touch("国标码");
    window.run_out();
    CHECK(window.seen().shows("姓名 · 夏雨荷"));
    window.touch("save");
    window.run_out();
    CHECK(window.seen().shows("可新增会员 1 名"));
}

TEST_CASE(
    "refused lines are shown with column and reason, and stand in a file that can be imported") {
    ImportsWindow window;
    window.drop("old.csv", "姓名,手机号\n夏雨荷,139\n谭晓雯,13900010002\n");
    window.open_imports();
    window.begin("旧表");
    window.choose("old.csv");
    window.touch("save");
    window.run_out();
    CHECK(window.seen().shows("被拒 1 行"));
    CHECK(window.seen().shows("第 2 行"));
    // A trial leaves nothing on the disk.
    CHECK_FALSE(std::filesystem::exists(window.downloads / "old.csv.errors.csv"));
    window.touch("导入 1 条");
    window.run_out();
    const auto errors = window.downloads / "old.csv.errors.csv";
    CHECK(std::filesystem::exists(errors));
    CHECK(window.seen().shows(errors.string()));
    window.drop("old.csv.errors.csv", "姓名,手机号\n夏雨荷,13900010001\n");
    window.touch("corrected");
    window.run_out();
    CHECK(window.wizard().request.file == errors.string());
    window.touch("save");
    window.run_out();
    window.touch("导入 1 条");
    window.run_out();
    CHECK(window.members() == 2);
}

TEST_CASE(
    "a workbook of the old kind and a file that vanished are told in words; another is chosen") {
    ImportsWindow window;
    window.drop("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    const auto gone = window.drop("gone.csv", k_plain_members);
    window.open_imports();
    window.begin("旧表");
    window.choose("old.xls");
    REQUIRE(window.wizard().error);
    CHECK(window.wizard().error->code() == "sheet_old_excel");
    CHECK(window.seen().shows(std::string(window.wizard().error->kind->words_zh)));
    window.touch("other file");
    std::filesystem::remove(gone);
    window.choose("gone.csv");
    REQUIRE(window.wizard().error);
    CHECK(window.wizard().error->code() == "file_error");
    CHECK_FALSE(window.window.touch("save"));
}

TEST_CASE(
    "after receipts were imported the page counts those whose buyer is unclear and leads there") {
    ImportsWindow window;
    window.desk.add_member("陈静", "13800138001");
    domain::Registration twin{.name = "陈静的妈妈", .phone = "13800138001"};
    twin.duplicates = domain::DuplicateCheck::accept;
    REQUIRE(domain::Members(window.desk.context)
                .register_member(window.desk.session(Who::store_manager), twin));
    window.drop("sales.csv",
                "小票号,日期,金额,手机号\n1,2026-11-01,12,13800138001\n2,2026-11-02,9,\n");
    window.open_imports();
    window.begin("收银机", domain::ImportKind::purchases);
    window.choose("sales.csv");
    window.touch("save");
    window.run_out();
    window.touch("导入 2 条");
    window.run_out();
    CHECK(window.seen().shows("待认领的小票"));
    CHECK(window.state<ImportPageState>().claimed == 1);
    window.touch("claimed");
    CHECK(window.nav().screen == k_receipts_screen);
    CHECK(window.state<ReceiptsState>().view == ReceiptsView::claimed);
    REQUIRE(window.state<ReceiptsState>().rows.size() == 1);
    // Once it is somebody's, the page has nothing to say of it any more.
    const auto id = window.state<ReceiptsState>().rows[0].purchase.id;
    window.desk.run(
        "UPDATE purchase SET member_id = (SELECT id FROM member LIMIT 1),"
        " claimed = NULL WHERE id = ?",
        id);
    window.touch("back");
    CHECK(window.nav().screen == k_import_screen);
    CHECK_FALSE(window.seen().shows("待认领的小票"));
}

TEST_CASE("a file is found through folders or by its path; what is given up leaves nothing") {
    ImportsWindow window;
    std::filesystem::create_directory(window.person / "账目");
    qiantai::test::write_bytes(window.person / "账目" / "old.csv", k_plain_members);
    window.open_imports();
    window.begin("旧表");
    CHECK(window.seen().shows("这里没有可导入的文件"));
    window.touch("个人文件夹");
    window.touch("folder 账目");
    CHECK(window.seen().find("file old.csv") != nullptr);
    window.touch("above");
    CHECK(window.seen().find("folder 账目") != nullptr);
    window.touch("by hand");
    window.touch("path");
    window.type((window.person / "账目" / "old.csv").string());
    window.touch("hide");
    window.touch("open path");
    window.run_out();
    CHECK(window.wizard().preview.has_value());
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 1);
    window.touch("give up");
    window.touch("confirm");
    CHECK(window.nav().screen == k_imports_screen);
    CHECK(window.desk.number("SELECT count(*) FROM draft") == 0);
    CHECK(window.members() == 0);
}

TEST_CASE("a half chosen import is there again after the terminal was switched off") {
    ImportsWindow window;
    window.drop("old.csv", k_plain_members);
    window.open_imports();
    window.begin("旧表");
    window.choose("old.csv");
    window.forget_work();
    window.settle();
    window.touch("首页");
    CHECK(window.seen().shows("继续：导入"));
    window.touch("continue imports.file");
    window.run_out();
    CHECK(window.wizard().step == ImportStep::columns);
    CHECK(window.wizard().request.settings.source == "旧表");
    CHECK(window.wizard().preview.has_value());
}

TEST_CASE(
    "an import goes on behind other screens and people, and one that was cut off is gone on with") {
    ImportsWindow window;
    std::string many = "姓名,手机号\n";
    for (int i = 0; i < 2500; ++i) many += fmt::format("夏雨荷,1390001{:04}\n", i);
    const auto file = window.drop("many.csv", many);
    window.open_imports();
    window.begin("旧表");
    window.choose("many.csv");
    window.touch("save");
    window.run_out();
    // Jobs wait as behind a slow one, so that the page is seen while it runs.
    window.jobs.holds = true;
    window.touch("导入 2,500 条");
    CHECK(window.seen().shows("可以离开本页，导入在后台继续；其他工作照常。"));
    for (int i = 0; i < 3; ++i) {
        window.jobs.run_held();
        window.settle();
    }
    CHECK(window.members() == 1000);
    window.touch("pause");
    window.jobs.run_held();
    window.settle();
    window.jobs.run_held();
    window.jobs.holds = false;
    window.settle();
    const auto paused = window.members();
    CHECK(paused == 2000);
    CHECK_FALSE(window.state<ImportsState>().running);
    // Home says so, also to somebody else; the file is found where it lay.
    window.forget_work();
    window.settle();
    window.touch("首页");
    CHECK(window.seen().shows("导入没有完成"));
    window.touch("todo import cut off");
    window.touch("many.csv");
    const auto moved = window.downloads / "moved.csv";
    std::filesystem::rename(file, moved);
    window.touch("go on");
    window.run_out();
    // It is not there any more: it is looked for, and goes on from where it stands.
    window.touch("选文件");
    CHECK(window.seen().shows("找到原来的文件“many.csv”"));
    window.touch("file moved.csv");
    window.run_out();
    CHECK(window.members() == 2500);
    CHECK(window.seen().shows("新增会员 2,500 名"));
}

TEST_CASE("another file is no way to go on with an import") {
    ImportsWindow window;
    auto request = domain::ImportRequest{.file = window.drop("old.csv", k_plain_members).string(),
                                         .settings = {.source = "旧表"}};
    {
        const auto manager = window.desk.session(Who::store_manager);
        auto run = domain::ImportRun::open(window.desk.context, manager, request, 1).value();
        REQUIRE(run.step().value());
    }
    window.drop("other.csv", "姓名,手机号\n万俊杰,13900010009\n");
    window.open_imports();
    window.touch("old.csv");
    std::filesystem::remove(window.downloads / "old.csv");
    window.touch("go on");
    window.run_out();
    window.touch("选文件");
    window.touch("file other.csv");
    window.run_out();
    CHECK(window.seen().shows(std::string(domain::k_import_other_file.words_zh)));
    CHECK(window.members() == 1);
}

TEST_CASE("the same file is imported once more only if somebody says so") {
    ImportsWindow window;
    window.drop("old.csv", k_plain_members);
    for (int round = 0; round < 2; ++round) {
        if (round == 0) window.open_imports();
        window.touch("begin");
        if (round == 0) {
            window.touch("source");
            window.type("旧表");
            window.touch("hide");
        } else {
            window.touch("旧表");
        }
        window.touch("save");
        window.choose("old.csv");
        if (round == 1) {
            CHECK(window.seen().shows("这个文件已经全部导入过。"));
            CHECK_FALSE(window.window.touch("save"));
            window.touch("again");
        }
        window.touch("save");
        window.run_out();
        if (round == 1) {
            CHECK(window.seen().shows("2 条本机已有，内容一致"));
            break;
        }
        window.touch("导入 2 条");
        window.run_out();
        window.touch("finish");
    }
}

TEST_CASE("imports are the manager's: nobody else finds the way there") {
    AppWindow window;
    window.sign_in(Who::clerk);
    window.touch("person");
    CHECK(window.seen().find("menu imports") == nullptr);
}

}  // namespace qiantai::app::test
