// Half-filled forms that survive, and whom they are shown to.

#include "terminal/base/drafts.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_erase.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

struct TwoClerks {
    TestDesk desk;
    Session clerk = desk.session(StaffRole::clerk),
            manager = desk.session(StaffRole::store_manager);
    Drafts drafts{desk.context};
    DraftKey form{"member.register"};

    std::string content(const Session& who, const DraftKey& key) {
        const auto draft = drafts.load(who, key).value();
        return draft ? draft->content_json : "none";
    }
};

}  // namespace

TEST_CASE("a draft is there again after the database was opened anew, one per form and person") {
    TwoClerks t;
    REQUIRE(t.drafts.save(t.clerk, t.form, R"({"name":"王"})").ok());
    REQUIRE(t.drafts.save(t.clerk, t.form, R"({"name":"王小"})").ok());
    REQUIRE(t.drafts.save(t.manager, t.form, R"({"name":"李"})").ok());
    auto other = t.desk.terminal().open_connection().value();
    ServiceContext elsewhere{other, t.desk.clock, t.desk.random, t.desk.manifest,
                             t.desk.context.identity};
    CHECK(Drafts(elsewhere).load(t.clerk, t.form).value()->content_json == R"({"name":"王小"})");
    CHECK(t.content(t.manager, t.form) == R"({"name":"李"})");
    REQUIRE(t.drafts.discard(t.clerk, t.form).ok());
    CHECK(t.content(t.clerk, t.form) == "none");
    CHECK(t.content(t.manager, t.form) == R"({"name":"李"})");
}

TEST_CASE("drafts stay on this terminal and are no business of the audit trail") {
    TwoClerks t;
    const auto before = t.desk.number("SELECT count(*) FROM outbox");
    const auto events = t.desk.number("SELECT count(*) FROM audit_event");
    REQUIRE(t.drafts.save(t.clerk, t.form, "{}").ok());
    CHECK(t.desk.number("SELECT count(*) FROM outbox") == before);
    CHECK(t.desk.number("SELECT count(*) FROM audit_event") == events);
}

TEST_CASE("changing two members at once keeps two drafts, listed newest first") {
    TwoClerks t;
    const auto one = t.desk.add_member("王小明", "13812345678").id;
    const auto two = t.desk.add_member("李雷", "13812345679").id;
    REQUIRE(t.drafts.save(t.clerk, {"member.update", one}, R"({"n":1})").ok());
    t.desk.clock.advance(5);
    REQUIRE(t.drafts.save(t.clerk, {"member.update", two}, R"({"n":2})").ok());
    CHECK(t.content(t.clerk, {"member.update", one}) == R"({"n":1})");
    CHECK(t.content(t.clerk, {"member.update"}) == "none");
    const auto all = t.drafts.list(t.clerk).value();
    REQUIRE(all.size() == 2);
    CHECK(all.front().key.subject == two);
    CHECK(t.drafts.list(t.manager)->empty());
}

TEST_CASE("a draft is gone after seven days and not before") {
    TwoClerks t;
    REQUIRE(t.drafts.save(t.clerk, t.form, "{}").ok());
    t.desk.clock.advance(k_draft_age_max_ms);
    CHECK(t.content(t.clerk, t.form) == "{}");
    t.desk.clock.advance(1);
    CHECK(t.content(t.clerk, t.form) == "none");
    CHECK(t.desk.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("a draft about a person goes with the person's erasure and can't come back") {
    TwoClerks t;
    const auto id = t.desk.add_member("王小明", "13812345678").id;
    const auto kept = t.desk.add_member("李雷", "13812345679").id;
    REQUIRE(t.drafts.save(t.clerk, {"member.update", id}, R"({"name":"王小明"})").ok());
    REQUIRE(t.drafts.save(t.manager, {"member.update", id}, R"({"name":"王小明"})").ok());
    REQUIRE(t.drafts.save(t.clerk, {"member.update", kept}, "{}").ok());
    REQUIRE(MemberErase(t.desk.context).erase(t.manager, id, "本人要求").ok());
    CHECK(t.desk.number("SELECT count(*) FROM draft") == 1);
    CHECK(code_of(t.drafts.save(t.clerk, {"member.update", id}, "{}")) == "member_erased");
}

TEST_CASE("an erasure that comes from elsewhere takes the draft away too") {
    TwoClerks t;
    const auto id = t.desk.add_member("王小明", "13812345678").id;
    REQUIRE(t.drafts.save(t.clerk, {"member.update", id}, "{}").ok());
    t.desk.from_headquarters(
        [&] { t.desk.run("UPDATE member SET name = NULL, phone = NULL WHERE id = ?", id); });
    CHECK(t.desk.number("SELECT count(*) FROM draft") == 0);
}

TEST_CASE("what is no form's object is refused") {
    TwoClerks t;
    CHECK(code_of(t.drafts.save(t.clerk, t.form, "[]")) == "draft_malformed");
    CHECK(code_of(t.drafts.save(t.clerk, t.form, "{")) == "draft_malformed");
    CHECK(code_of(t.drafts.save(t.clerk, {"a b"}, "{}")) == "draft_malformed");
    const auto long_text = R"({"x":")" + std::string(k_draft_bytes_max, 'x') + R"("})";
    CHECK(code_of(t.drafts.save(t.clerk, t.form, long_text)) == "draft_malformed");
}

}  // namespace qiantai::domain
