#include "terminal/demo/demo_people.hpp"
#include "schema/base/date.hpp"

#include <doctest/doctest.h>

#include <set>

#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/birthday_facts.hpp"
#include "terminal/members/rules/card_number_facts.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/store/name_fold.hpp"
#include "tests/support/member_database.hpp"

using namespace qiantai;
using namespace qiantai::ctl;

namespace {

std::vector<DemoPerson> make_people(std::uint64_t seed, std::int64_t count,
                                    std::string store = "S001") {
    DemoPeople people(
        {.seed = seed, .count = count, .store_code = std::move(store), .clerks = {"1001", "1002"}});
    std::vector<DemoPerson> all;
    for (std::int64_t i = 0; i < count; ++i) all.push_back(people.next());
    return all;
}

bool is_found(qiantai::test::MemberDatabase& members, const Uuid& id, const std::string& query) {
    const auto hits = domain::search_members(members.database(), query, {.limit = 2000}).value();
    return std::ranges::find(hits, id, &domain::MemberHit::id) != hits.end();
}

void check_every_part(qiantai::test::MemberDatabase& members, const Uuid& id,
                      const std::string& name) {
    const auto characters = store::from_utf8(name);
    for (std::size_t from = 0; from < characters.size(); ++from) {
        for (std::size_t count = 1; from + count <= characters.size(); ++count) {
            const auto part = store::to_utf8(characters.substr(from, count));
            if (store::fold_name(part).characters.empty()) continue;  // 「·」 alone names nobody
            CAPTURE(name);
            CAPTURE(part);
            CHECK(is_found(members, id, part));
        }
    }
}

void check_every_start_of_pinyin(qiantai::test::MemberDatabase& members, const Uuid& id,
                                 const std::string& name) {
    std::vector<std::string> keys;
    for (const auto way :
         {store::SearchWay::pinyin, store::SearchWay::initials, store::SearchWay::part}) {
        store::append_search_keys({.name = name, .phone = {}}, way, keys);
    }
    for (const auto& key : keys) {
        const auto letters = key.substr(0, key.find(store::k_key_separator));
        for (std::size_t size = 1; size <= letters.size(); ++size) {
            // A character without a known reading stands for itself in the middle of letters;
            // nobody types that.
            if (static_cast<unsigned char>(letters[size - 1]) >= 0x80) break;
            CAPTURE(name);
            CAPTURE(letters);
            CHECK(is_found(members, id, letters.substr(0, size)));
        }
    }
}

}  // namespace

TEST_CASE("demo people are the same for the same seed and others for another") {
    const auto first = make_people(7, 300), again = make_people(7, 300),
               other = make_people(8, 300);
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].id == again[i].id);
        CHECK(first[i].name == again[i].name);
        CHECK(first[i].phone == again[i].phone);
        CHECK(first[i].card_number == again[i].card_number);
        CHECK(first[i].consents.size() == again[i].consents.size());
        CHECK(first[i].id != other[i].id);
    }
}

TEST_CASE("demo people pass the rules that real registrations pass") {
    const auto people = make_people(1, 2000);
    for (const auto& person : people) {
        CAPTURE(person.name);
        CAPTURE(person.birthday);
        CHECK(domain::normalise_name(person.name).value() == person.name);
        CHECK(domain::normalise_phone(person.phone, domain::PhoneCountry::mainland).value() ==
              person.phone);
        CHECK(domain::normalise_card_number(person.card_number).value() == person.card_number);
        if (!person.birthday.empty()) {
            const auto calendar = person.birthday_calendar == "lunar" ? BirthdayCalendar::lunar
                                                                      : BirthdayCalendar::solar;
            const auto birthday =
                domain::parse_birthday(person.birthday, calendar, Date::of_text("2026-11-18"));
            CHECK(birthday.ok());
        }
        CHECK(Date::parse(person.joined_on).has_value());
        CHECK(person.joined_on <= person.card_expires_on);
        CHECK(person.created_at <= k_demo_now_ms);
    }
}

TEST_CASE(
    "demo people have unique phones, cards and ids, also between stores, in the order of time") {
    std::set<std::string> phones, cards;
    std::set<Uuid> ids;
    for (const std::string store : {"S001", "S002", "S003"}) {
        TimeMs last_at = 0;
        const auto people = make_people(1, 5000, store);
        for (const auto& person : people) {
            CHECK(phones.insert(person.phone).second);
            CHECK(cards.insert(person.card_number).second);
            CHECK(ids.insert(person.id).second);
            CHECK(person.created_at > last_at);
            last_at = person.created_at;
        }
    }
}

TEST_CASE("demo names are as mixed as a real chain's") {
    const auto people = make_people(3, 20'000);
    int wang = 0, dotted = 0, outside_bmp = 0, compound = 0, latin = 0;
    for (const auto& person : people) {
        wang += person.name.starts_with("王");
        dotted += person.name.find("·") != std::string::npos;
        latin += person.name[0] >= 'A' && person.name[0] <= 'Z';
        compound += person.name.starts_with("欧阳");
        outside_bmp += std::ranges::any_of(store::from_utf8(person.name),
                                           [](char32_t c) { return c > 0xFFFF; });
    }
    CHECK(wang > 1000);
    CHECK(wang < 1700);
    CHECK(dotted > 100);
    CHECK(compound > 20);
    CHECK(outside_bmp > 20);
    CHECK(latin > 5);
}

TEST_CASE("every part of every demo name finds the member, and so does every start of its pinyin") {
    qiantai::test::MemberDatabase members;
    const auto people = make_people(5, 1500);
    auto transaction = sqlite::Transaction::begin(members.database()).value();
    for (const auto& person : people) members.insert(person.id, person.name, person.phone, "S001");
    transaction.commit().value();
    for (std::size_t i = 0; i < people.size(); i += 7) {
        check_every_part(members, people[i].id, people[i].name);
        check_every_start_of_pinyin(members, people[i].id, people[i].name);
    }
}
