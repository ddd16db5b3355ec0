// What a member says on the telephone of further calls and of offers becomes a consent.

#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "tests/callbacks/rules/callback_desk.hpp"

namespace qiantai::domain {
namespace {

using test::CallbackDesk;
using test::code_of;

struct ConsentDesk : CallbackDesk {
    Member member = add_member("孙丽", "13800138001");
    CallbackLine line = make(member);

    Result<CallbackSheet> say(ConsentPurpose purpose, bool agrees) {
        clock.advance(1000);
        return callbacks.record_consent(
            clerk, {.task_id = line.task.id, .purpose = purpose, .agrees = agrees});
    }
    /// Of the sheet that everybody sees.
    Coded<ConsentDecision> decision(ConsentPurpose purpose) {
        const auto sheet = callbacks.sheet(clerk, line.task.id).value();
        const auto found = std::ranges::find(sheet.consents, purpose, &CallConsent::purpose);
        REQUIRE(found != sheet.consents.end());
        CHECK_FALSE(found->text_version.empty());
        CHECK_FALSE(found->words_zh.empty());
        return found->decision;
    }
    Consent newest() { return load_consents(database(), member.id)->back(); }
};

}  // namespace

TEST_CASE(
    "yes on the telephone is a consent by telephone in the wording that holds, and no takes it back") {
    ConsentDesk desk;
    CHECK(desk.decision(ConsentPurpose::marketing).empty());
    REQUIRE(desk.say(ConsentPurpose::marketing, true));
    CHECK(desk.decision(ConsentPurpose::marketing) == ConsentDecision::given);
    const auto given = desk.newest();
    CHECK(given.purpose == ConsentPurpose::marketing);
    CHECK(given.channel == ConsentChannel::phone);
    CHECK(given.created_by == desk.clerk.staff_number);
    CHECK(desk.last_action() == "members.record_consent");
    REQUIRE(desk.say(ConsentPurpose::marketing, false));
    CHECK(desk.decision(ConsentPurpose::marketing) == ConsentDecision::withdrawn);
    CHECK(desk.last_action() == "members.withdraw_consent");
    // Both stand: what was said first is no less true.
    CHECK(load_consents(desk.database(), desk.member.id)->size() >= 2);
}

TEST_CASE("what was never given is not withdrawn, and membership is not asked in a call") {
    ConsentDesk desk;
    CHECK(code_of(desk.say(ConsentPurpose::marketing, false)) == "consent_not_given");
    CHECK(code_of(desk.say(ConsentPurpose::membership, true)) == "callback_consent_unknown");
    CHECK(code_of(desk.callbacks.record_consent(
              desk.session(StaffRole::auditor),
              {.task_id = desk.line.task.id, .purpose = ConsentPurpose::callback})) ==
          "not_permitted");
}

TEST_CASE("who wanted no more calls and says yes again is called again") {
    ConsentDesk desk;
    SUBCASE("said in a call") {
        desk.record(desk.line, CallbackOutcome::do_not_call);
    }
    SUBCASE("said to the members' lists") {
        desk.clock.advance(1000);
        REQUIRE(MemberContacts(desk.context)
                    .record(desk.clerk,
                            {.member_id = desk.member.id, .outcome = ContactOutcome::do_not_call}));
        CHECK(load_do_not_call(desk.database(), desk.member.id).value());
    }
    CHECK(desk.decision(ConsentPurpose::callback) == ConsentDecision::withdrawn);
    REQUIRE(desk.say(ConsentPurpose::callback, true));
    CHECK(desk.decision(ConsentPurpose::callback) == ConsentDecision::given);
    CHECK_FALSE(load_do_not_call(desk.database(), desk.member.id).value());
    desk.clock.advance(CallbackDesk::k_day);
    const auto again = desk.make(desk.member, "再问问");
    CHECK(desk.callbacks.sheet(desk.clerk, again.task.id)->line.block == CallbackBlock::none);
    // A later no counts again.
    desk.record(again, CallbackOutcome::do_not_call);
    CHECK(desk.decision(ConsentPurpose::callback) == ConsentDecision::withdrawn);
}

TEST_CASE("the sheet says which call may be taken back, and by whom") {
    ConsentDesk desk;
    desk.add_staff("1050", StaffRole::clerk);
    const Session other{"1050", "员工", StaffRole::clerk, "S001", false};
    const auto may = [&](const Session& session) {
        return desk.callbacks.sheet(session, desk.line.task.id)->history.front().can_be_undone;
    };
    desk.record(desk.line, CallbackOutcome::refused);
    CHECK(may(desk.clerk));
    CHECK(may(desk.manager));
    CHECK_FALSE(may(other));
    desk.clock.advance(CallbackDesk::k_day);
    CHECK_FALSE(may(desk.clerk));
    CHECK_FALSE(may(desk.manager));
}

}  // namespace qiantai::domain
