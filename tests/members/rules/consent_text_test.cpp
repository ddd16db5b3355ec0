#include "terminal/members/rules/consent_text.hpp"

#include "tests/base/domain_fixture.hpp"

using namespace qiantai;
using namespace qiantai::domain;
using namespace qiantai::domain::test;

namespace {

void add_policy(TestDesk& desk, const std::string& value, TimeMs effective_from) {
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES (?, ?, ?,"
            " ?, 1)",
            desk.next_id(), k_consent_text_policy, value, effective_from);
    });
}

}  // namespace

TEST_CASE("without headquarters' wording there is a built-in one for every purpose") {
    TestDesk desk;
    const auto loaded = load_consent_texts(desk.context).value();
    const auto& texts = loaded.texts;
    CHECK_FALSE(loaded.problem);
    REQUIRE(texts.size() == 3);
    for (const auto& text : texts) {
        CHECK_FALSE(text.version.empty());
        CHECK_FALSE(text.words_zh.empty());
        CHECK_FALSE(text.words_en.empty());
        // The consent service takes it as it is.
        Registration registration{.name = "张", .phone = "13812345678"};
        registration.duplicates = DuplicateCheck::accept;
        registration.consents = {{text.purpose, text.version, "counter"}};
        CHECK(Members(desk.context)
                  .register_member(desk.session(StaffRole::clerk), registration)
                  .ok());
    }
    CHECK(texts.front().purpose == "membership");
}

TEST_CASE("headquarters' newest wording in effect holds, for the purposes it names") {
    TestDesk desk;
    const auto now = desk.clock.now_ms();
    add_policy(desk, R"({"membership": {"version": "2026-01", "zh": "旧", "en": "old"}})", 1);
    add_policy(desk, R"({"membership": {"version": "2026-03", "zh": "新"}})", now);
    add_policy(desk, R"({"membership": {"version": "2099", "zh": "以后", "en": "later"}})",
               now + 1);
    const auto texts = load_consent_texts(desk.context).value().texts;
    CHECK(texts[0].version == "2026-03");
    CHECK(texts[0].words_zh == "新");
    CHECK(texts[0].words_en == "新");
    CHECK(texts[1].version == "QT-1");
}

TEST_CASE("a wording that nobody could record or read out is told and not used") {
    for (const auto* value :
         {R"([])", R"({)", R"({"membership": 7})", R"({"membership": {"version": "", "zh": "字"}})",
          R"({"membership": {"version": "1"}})",
          R"({"membership": {"version": "123456789012345678901", "zh": "字"}})"}) {
        CAPTURE(value);
        TestDesk desk;
        add_policy(desk, value, 1);
        const auto loaded = load_consent_texts(desk.context).value();
        CHECK(loaded.texts[0].version == "QT-1");
        REQUIRE(loaded.problem);
        CHECK(loaded.problem->kind == &k_consent_text_unreadable);
    }
}

TEST_CASE("a purpose that can't be read leaves the others headquarters' wording") {
    TestDesk desk;
    add_policy(desk, R"({"membership": 7, "callback": {"version": "2", "zh": "可以回访"}})", 1);
    const auto loaded = load_consent_texts(desk.context).value();
    CHECK(loaded.texts[0].version == "QT-1");
    CHECK(loaded.texts[2].version == "2");
    REQUIRE(loaded.problem);
    CHECK(loaded.problem->detail == "membership");
}
