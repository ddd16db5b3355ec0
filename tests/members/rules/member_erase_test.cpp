#include "terminal/members/rules/member_erase.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

/// Tables and columns whose decrypted content holds `text` anywhere.
std::string where_is(TestDesk& desk, const std::string& text) {
    std::vector<std::string> tables;
    // Of a search index what it is kept in.
    auto list = desk.database().prepare("SELECT name FROM pragma_table_list WHERE schema = 'main'"
                                        " AND type IN ('table', 'shadow')");
    while (list->step().value()) tables.emplace_back(list->text(0));
    std::string found;
    for (const auto& table : tables) {
        auto rows = desk.database().prepare("SELECT * FROM \"" + table + "\"");
        REQUIRE(rows.ok());
        while (rows->step().value()) {
            for (int column = 0; column < rows->column_count(); ++column) {
                if (rows->blob(column).find(text) != std::string_view::npos) found += table + " ";
            }
        }
    }
    return found;
}

void add_conflict(TestDesk& desk, std::string_view kind, const Uuid& subject,
                  const std::optional<Uuid>& other, std::string_view column, std::string_view kept,
                  std::string_view lost) {
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, column_name, "
            "kept_value,"
            " lost_value, status, created_at) VALUES (?, 'S001', ?, ?, ?, ?, ?, ?, 'open', 1)",
            desk.next_id(), kind, subject, other, column, kept, lost);
    });
}

}  // namespace

TEST_CASE("an erased person is in no table any more, the bookkeeping stays") {
    TestDesk desk;
    Members members(desk.context);
    const auto clerk = desk.session(StaffRole::clerk),
               manager = desk.session(StaffRole::store_manager);
    Registration registration{.name = "诸葛孔明",
                              .phone = "13812345678",
                              .birthday = "1988-05-03",
                              .preferences = "喜欢八卦阵",
                              .notes = "住在卧龙岗",
                              .consents = {{"membership", "2026-01", "counter"}}};
    const auto id = members.register_member(clerk, registration)->member.id;
    REQUIRE(members.update(clerk, id, {.name = "诸葛亮亮", .notes = "改住草庐"}).ok());
    REQUIRE(members.reveal_contact(clerk, id, "回访确认").ok());
    add_conflict(desk, "column", id, std::nullopt, "name", "\"诸葛亮亮\"", "\"诸葛均均\"");
    add_conflict(desk, "duplicate", desk.add_member("司马懿", "13999999999").id, id, "phone",
                 "\"13812345678\"", "\"13812345678\"");

    const std::vector<std::string> personal = {"诸葛",        "孔明", "亮亮",       "均均",
                                               "13812345678", "5678", "1988-05-03", "八卦",
                                               "卧龙",        "草庐", "zhuge",      "kongming"};
    for (const auto* known : {"孔明", "亮亮", "均均", "13812345678", "草庐", "zhuge"}) {
        CAPTURE(known);
        CHECK(where_is(desk, known) != "");  // or the scan below would prove nothing
    }
    const auto erased = MemberErase(desk.context).erase(manager, id, "本人要求删除");
    REQUIRE(erased.ok());
    CHECK(erased->erased == std::vector{id});
    for (const auto& text : personal) {
        CAPTURE(text);
        CHECK(where_is(desk, text) == "");
    }

    CHECK(members.get(manager, id)->member.status == MemberStatus::erased);
    CHECK(members.get(manager, id)->cards.front().status == CardStatus::frozen);
    CHECK(members.get(manager, id)->consents.size() == 1);
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE subject_id = ?", id.text()) == 4);
    CHECK(desk.number("SELECT count(*) FROM outbox WHERE op = 'erase'") == 3);
    CHECK(desk.number("SELECT count(*) FROM member_conflict WHERE status = 'open'") == 0);
    CHECK(verify_audit_chains(desk.database())->defects.empty());
}

TEST_CASE("nothing can be done with an erased member") {
    TestDesk desk;
    Members members(desk.context);
    const auto manager = desk.session(StaffRole::store_manager);
    const auto id = desk.add_member("王小明", "13812345678").id;
    REQUIRE(MemberErase(desk.context).erase(manager, id, "本人要求").ok());
    CHECK(code_of(members.update(manager, id, {.name = "王小明"})) == "member_erased");
    CHECK(code_of(members.reveal_contact(manager, id, "回访")) == "member_erased");
    CHECK(code_of(members.copy(manager, id, "本人要求")) == "member_erased");
    CHECK(code_of(MemberErase(desk.context).erase(manager, id, "本人要求")) == "member_erased");
    CHECK(code_of(MemberCards(desk.context).set_card(manager, {.member_id = id})) ==
          "member_erased");
    CHECK(code_of(MemberMerge(desk.context)
                      .merge(manager, desk.add_member("李四", "13912345678").id, id)) ==
          "member_erased");
    CHECK(members.find(manager, "13812345678")->empty());
    CHECK_FALSE(
        desk.database().execute("UPDATE member SET name = '王' WHERE status = 'erased'").ok());
}

TEST_CASE("erasing takes right and reason, and only the own store's members") {
    TestDesk desk;
    MemberErase service(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    CHECK(code_of(service.erase(desk.session(StaffRole::clerk), id, "本人要求")) ==
          "not_permitted");
    CHECK(code_of(service.erase(desk.session(StaffRole::store_manager), id, "")) ==
          "reason_missing");
    CHECK(code_of(service.erase(desk.session(StaffRole::store_manager), id, "王小明要求")) ==
          "reason_missing");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", id); });
    CHECK(code_of(service.erase(desk.session(StaffRole::store_manager), id, "本人要求")) ==
          "member_of_other_store");
    CHECK(desk.text("SELECT name FROM member WHERE id = ?", id) == "王小明");
}

TEST_CASE("records merged together are erased together, other stores' ones are named") {
    TestDesk desk;
    const auto manager = desk.session(StaffRole::store_manager);
    const auto standing = desk.add_member("王小明", "13812345678").id;
    const auto merged = desk.add_member("王小明", "13712345678").id;
    const auto elsewhere = desk.add_member("王小明", "13612345678").id;
    MemberMerge merge(desk.context);
    REQUIRE(merge.merge(manager, merged, standing).ok());
    REQUIRE(merge.merge(manager, elsewhere, standing).ok());
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", elsewhere); });
    const auto erased = MemberErase(desk.context).erase(manager, standing, "本人要求");
    REQUIRE(erased.ok());
    CHECK(erased->erased == std::vector{standing, merged});
    REQUIRE(erased->elsewhere.size() == 1);
    CHECK(erased->elsewhere[0].id == elsewhere);
    CHECK(erased->elsewhere[0].phone == "136****5678");
    CHECK(where_is(desk, "13712345678") == "");
}

}  // namespace qiantai::domain
