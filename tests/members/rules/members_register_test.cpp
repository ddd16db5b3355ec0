#include <doctest/doctest.h>

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

Registration wang() {
    return {.name = "王小明", .phone = "138 1234 5678"};
}

}  // namespace

TEST_CASE("name and phone are enough: the rest has sensible values") {
    TestDesk desk;
    const auto made = Members(desk.context).register_member(desk.session(StaffRole::clerk), wang());
    REQUIRE(made.ok());
    CHECK(made->member.name == "王小明");
    CHECK(made->member.phone == "13812345678");
    CHECK(made->member.home_clerk == TestDesk::number_of(StaffRole::clerk));
    CHECK(made->member.tier_code == "standard");
    CHECK(made->member.gender == Gender::unstated);
    CHECK(made->member.status == MemberStatus::active);
    CHECK(made->member.joined_on == business_date(desk.context)->text());
    REQUIRE(made->cards.size() == 1);
    CHECK(made->cards[0].number == make_card_number("S001", "01", 1));
    CHECK(made->cards[0].expires_on ==
          Date::of_text(made->member.joined_on).plus_months(12).text());
    CHECK(desk.last_action() == "members.register");
    CHECK(desk.number("SELECT count(DISTINCT txn) FROM outbox") ==
          1);  // member, card and event together
    CHECK(desk.number("SELECT count(*) FROM outbox") == 3);
    CHECK(desk.text("SELECT name FROM member WHERE id = ?", made->member.id) == "王小明");
}

TEST_CASE("everything given is kept in its normal form") {
    TestDesk desk;
    Registration registration{
        .name = "阿依古丽•买买提",
        .phone = "+86 13812345678",
        .gender = Gender::female,
        .birthday = "2020-04L-15",
        .birthday_calendar = BirthdayCalendar::lunar,
        .tier_code = "gold",
        .card_number = "vip 0001",
        .home_clerk = TestDesk::number_of(StaffRole::store_manager),
        .heard_from = HeardFrom::friend_,
        .preferences = " 靠窗 ",
        .notes = "过敏",
        .consents = {{"membership", "2026-01", "counter"}, {"marketing", "2026-01", "paper"}}};
    const auto made =
        Members(desk.context).register_member(desk.session(StaffRole::store_manager), registration);
    REQUIRE(made.ok());
    CHECK(made->member.name == "阿依古丽·买买提");
    CHECK(made->member.birthday == "2020-04L-15");
    CHECK(made->member.birthday_calendar == BirthdayCalendar::lunar);
    CHECK(made->member.preferences == "靠窗");
    CHECK(made->cards[0].number == "VIP0001");
    CHECK(made->cards[0].expires_on ==
          Date::of_text(made->member.joined_on).plus_months(24).text());
    CHECK(made->consents.size() == 2);
    CHECK(desk.number("SELECT count(*) FROM consent WHERE member_id = ? AND decision = 'given'",
                      made->member.id) == 2);
}

TEST_CASE("what is wrong is refused with its field, and nothing is written") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    struct Case {
        std::function<void(Registration&)> spoil;
        std::string code, field;
    };
    const Case cases[] = {
        {[](auto& r) { r.name = " "; }, "name_malformed", "name"},
        {[](auto& r) { r.phone = "12345"; }, "phone_malformed", "phone"},
        {[](auto& r) { r.birthday = "1999-02-29"; }, "birthday_impossible", "birthday"},
        {[](auto& r) { r.gender = Coded<Gender>::of_text("f"); }, "value_not_allowed", "gender"},
        {[](auto& r) { r.heard_from = Coded<HeardFrom>::of_text("dream"); }, "value_not_allowed",
         "heard_from"},
        {[](auto& r) { r.tier_code = "platinum"; }, "tier_unknown", "tier_code"},
        {[](auto& r) { r.card_number = "会员"; }, "card_number_malformed", "card_number"},
        {[](auto& r) { r.home_clerk = "9999"; }, "home_clerk_unknown", "home_clerk"},
        {[](auto& r) { r.notes = std::string(2001, 'x'); }, "text_malformed", "notes"},
        {[](auto& r) {
             r.consents = {{"membership", "", "counter"}};
         },
         "text_malformed", "text_version"},
        {[](auto& r) {
             r.consents = {{"everything", "1", "counter"}};
         },
         "value_not_allowed", "purpose"},
    };
    for (const auto& one : cases) {
        auto registration = wang();
        one.spoil(registration);
        const auto result = members.register_member(session, registration);
        CAPTURE(one.code);
        CHECK(code_of(result) == one.code);
        if (!result) CHECK(result.error().field == one.field);
    }
    CHECK(desk.number("SELECT count(*) FROM member") == 0);
    CHECK(desk.number("SELECT count(*) FROM outbox") == 0);
    // A refused registration takes no number either.
    CHECK(members.register_member(session, wang())->cards[0].number ==
          make_card_number("S001", "01", 1));
}

TEST_CASE("the same phone asks for confirmation first, then both stand") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    CHECK(members.register_member(session, wang()).ok());
    auto again = wang();
    again.name = "王小红";
    CHECK(code_of(members.register_member(session, again)) == "possible_duplicate");
    again.duplicates = DuplicateCheck::accept;
    CHECK(members.register_member(session, again).ok());
    CHECK(desk.number("SELECT count(*) FROM member WHERE phone = '13812345678'") == 2);
}

TEST_CASE("a repeated call with the same id registers once") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    auto registration = wang();
    registration.id = desk.next_id();
    const auto first = members.register_member(session, registration);
    const auto second = members.register_member(session, registration);
    REQUIRE(first.ok());
    REQUIRE(second.ok());
    CHECK(second->member.id == first->member.id);
    CHECK(second->cards[0].number == first->cards[0].number);
    CHECK(desk.number("SELECT count(*) FROM member") == 1);
    registration.phone = "13912345678";
    CHECK(code_of(members.register_member(session, registration)) == "member_id_taken");
}

TEST_CASE("cards: taken numbers are refused, own numbers pass over printed ones") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    auto first = wang();
    first.card_number = make_card_number("S001", "01", 1);
    CHECK(members.register_member(session, first).ok());
    auto second = wang();
    second.phone = "13912345678";
    second.card_number = first.card_number;
    CHECK(code_of(members.register_member(session, second)) == "card_number_taken");
    second.card_number.reset();
    CHECK(members.register_member(session, second)->cards[0].number ==
          make_card_number("S001", "01", 2));
}

TEST_CASE("numbers that are misread are left out when cards are given") {
    TestDesk desk;
    Members members(desk.context);
    std::vector<std::string> numbers;
    for (int i = 0; i < 7; ++i) {
        auto one = wang();
        one.phone = fmt::format("1391234567{}", i);
        one.name = fmt::format("王小明{}", i);
        const auto made = members.register_member(desk.session(StaffRole::clerk), one);
        REQUIRE(made.ok());
        numbers.push_back(made->cards[0].number);
    }
    // The seventh would end in O.
    CHECK(numbers[5] == make_card_number("S001", "01", 6));
    CHECK(numbers[6] == make_card_number("S001", "01", 8));
}

TEST_CASE("a chain without tiers registers members without one, whose cards don't expire") {
    TestDesk desk;
    desk.from_headquarters([&] { desk.run("UPDATE tier SET status = 'retired'"); });
    const auto made = Members(desk.context).register_member(desk.session(StaffRole::clerk), wang());
    REQUIRE(made.ok());
    CHECK(made->member.tier_code == "none");
    CHECK(made->cards[0].expires_on.empty());
}

TEST_CASE("the business date is the store's, not UTC's") {
    TestDesk desk;
    desk.clock.set(1'795'000'000'000 - 1'795'000'000'000 % 86'400'000 +
                   17 * 3'600'000);  // 17:00 UTC
    const auto utc = Date::of_time(desk.clock.now_ms(), 0);
    CHECK(business_date(desk.context).value() > utc);
    desk.from_headquarters([&] { desk.run("UPDATE store SET utc_offset_minutes = 0"); });
    CHECK(business_date(desk.context).value() == utc);
}

TEST_CASE("a registration writes few pages") {
    TestDesk desk;
    const auto register_some = [&](int count) {
        for (int i = 0; i < count; ++i) {
            desk.clock.advance(60'000);
            Registration registration = wang();
            registration.phone = std::to_string(13'000'000'000 + desk.random.below(999'999'999));
            registration.birthday = "1990-05-17";
            registration.consents = {{"membership", "1", "counter"}, {"marketing", "1", "counter"}};
            registration.duplicates = DuplicateCheck::accept;
            REQUIRE(Members(desk.context)
                        .register_member(desk.session(StaffRole::clerk), registration)
                        .ok());
        }
    };
    constexpr int k_registrations = 130;  // the search keys of 64 are put in order together, twice
    register_some(k_registrations);
    desk.database()
        .execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0")
        .value();
    register_some(k_registrations);
    constexpr std::size_t k_frame_bytes = 24 + 4096;
    const auto wal = std::filesystem::file_size(desk.home().database.string() + "-wal");
    CHECK(wal / k_frame_bytes <= 26 * k_registrations);
}

}  // namespace qiantai::domain
