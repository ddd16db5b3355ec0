// What the sign-in screen shows before anybody has signed in.

#include "terminal/base/store_directory.hpp"

#include <doctest/doctest.h>

#include "tests/base/domain_fixture.hpp"
#include "tests/support/unreadable_database.hpp"

namespace qiantai::domain {
namespace {

using test::TestDesk;

std::string names_of(TestDesk& desk) {
    std::string names;
    for (const auto& tile : load_staff_tiles(desk.context).value()) names += tile.name + " ";
    return names;
}

void rename(TestDesk& desk, StaffRole role, std::string_view name) {
    desk.run("UPDATE staff SET name = ? WHERE number = ?", name, TestDesk::number_of(role));
}

}  // namespace

TEST_CASE("sign-in tiles show active staff of this store who have a PIN, by how names are spoken") {
    TestDesk desk;
    desk.run("UPDATE staff SET status = 'left' WHERE number > '1004'");
    rename(desk, StaffRole::clerk, "张伟");
    rename(desk, StaffRole::store_manager, "安娜");
    rename(desk, StaffRole::cs_agent, "单田芳");  // the surname is Shan, not Dan
    rename(desk, StaffRole::cs_manager, "李四");
    CHECK(names_of(desk) == "安娜 李四 单田芳 张伟 ");
    const auto first = load_staff_tiles(desk.context)->front();
    CHECK(first.number == TestDesk::number_of(StaffRole::store_manager));
    CHECK(first.role == StaffRole::store_manager);
    desk.run("UPDATE staff SET status = 'left' WHERE name = '安娜'");
    desk.run("UPDATE staff SET store_code = 'S002' WHERE name = '李四'");
    desk.run("UPDATE staff SET pin_hash = NULL WHERE name = '单田芳'");
    CHECK(names_of(desk) == "张伟 ");
}

TEST_CASE("an offset that can't be read is an error and not China's") {
    TestDesk desk;
    desk.from_headquarters([&] { desk.run("UPDATE store SET utc_offset_minutes = -600"); });
    // The statements are there already when the disk gives up.
    REQUIRE(load_store_facts(desk.context).ok());
    {
        const qiantai::test::UnreadableDatabase broken(desk.database());
        CHECK_FALSE(load_utc_offset_minutes(desk.database(), "S001").ok());
        CHECK_FALSE(business_date(desk.context).ok());
        CHECK_FALSE(load_store_facts(desk.context).ok());
    }
    CHECK(load_utc_offset_minutes(desk.database(), "S001").value() == -600);
    CHECK(load_utc_offset_minutes(desk.database(), "S099").value() == 480);
}

TEST_CASE("the store's facts name store, terminal, chain and the store's own date") {
    TestDesk desk;
    auto facts = load_store_facts(desk.context).value();
    CHECK(facts.store_code == "S001");
    CHECK(facts.store_name == "测试门店");
    CHECK(facts.terminal_code == "01");
    CHECK(facts.terminal_name.empty());
    CHECK(facts.chain_name.empty());
    CHECK(facts.business_date == business_date(desk.context)->text());
    CHECK_FALSE(facts.is_headquarters);
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO terminal (id, store_code, code, name, status, created_at) VALUES"
            " (?1, 'S001', '01', '前台一号', 'active', 1), (?2, 'S002', '01', '别店', 'active', 1)",
            desk.next_id(), desk.next_id());
        desk.run("UPDATE store SET utc_offset_minutes = -600");
    });
    DOCTEST_REQUIRE(sqlite::save_fact(desk.database(), sqlite::fact::k_chain_name, "好邻居").ok());
    facts = load_store_facts(desk.context).value();
    CHECK(facts.terminal_name == "前台一号");
    CHECK(facts.chain_name == "好邻居");
    CHECK(facts.utc_offset_minutes == -600);
    TestDesk headquarters("HQ");
    CHECK(load_store_facts(headquarters.context)->is_headquarters);
}

}  // namespace qiantai::domain
