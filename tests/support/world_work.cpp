// What people do at the terminals of a world.

#include "tests/support/row_store.hpp"
#include "tests/support/world.hpp"

namespace qiantai::test {

using boost::json::object;

std::string World::any_phone() {
    // Few numbers, so that some are registered twice.
    return "138000000" + std::to_string(10 + m_random.below(90));
}

std::optional<Uuid> World::any_member(SimTerminal& terminal) {
    const auto count = terminal.count("SELECT count(*) FROM member");
    if (count == 0) return std::nullopt;
    auto statement = terminal.database().prepare("SELECT id FROM member LIMIT 1 OFFSET ?").value();
    statement.bind(static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(count))));
    QIANTAI_ASSERT(statement.step().value());
    return statement.uuid(0);
}

void World::work(SimTerminal& terminal) {
    if (happens(m_options.invented)) {
        for (auto left = 1 + m_random.below(4); left > 0; --left) work_on_invented(terminal);
        return;
    }
    if (terminal.store_code() == "HQ") return work_at_headquarters(terminal);
    const auto what = m_random.below(100);
    if (what < 45)
        register_members(terminal);
    else if (what < 85)
        edit_member(terminal);
    else if (what < 92)
        erase_member(terminal);
    else
        write_for_another_store(terminal);
}

void World::work_at_headquarters(SimTerminal& terminal) {
    const std::string number = std::to_string(1000 + m_random.below(20));
    const TimeMs now = terminal.clock.now_ms();
    if (happens(50)) {
        (void)terminal.insert("staff", Uuid::derive("staff " + number),
                              {{"store_code", happens(50) ? "S001" : "S002"},
                               {"number", number},
                               {"name", "王店员"},
                               {"role", "clerk"},
                               {"status", "active"},
                               {"pin_hash", "$argon2id$" + number},
                               {"pin_must_change", true},
                               {"created_at", now}});
    } else if (happens(50)) {
        (void)terminal.update("staff", Uuid::derive("staff " + number),
                              {{"name", "李店员" + std::to_string(m_random.below(10))}});
    } else {
        (void)terminal.insert("tier", terminal.new_id(),
                              {{"code", "T" + number},
                               {"name", "金卡"},
                               {"rank", 1},
                               {"valid_months", 12},
                               {"status", "active"},
                               {"created_at", now}});
    }
}

void World::register_members(SimTerminal& terminal) {
    const int count = happens(10) ? 30 : 1;
    for (int i = 0; i < count; ++i) {
        const auto member =
            terminal.register_member("会员" + std::to_string(m_random.below(1000)), any_phone());
        QIANTAI_ASSERT(member || m_disk_is_full);
        if (member && !terminal.crashed()) registered.insert(*member);
    }
}

void World::edit_member(SimTerminal& terminal) {
    const auto member = any_member(terminal);
    if (!member) return;
    const auto row = terminal.load("member", *member);
    object columns{{"tier_code", "tier" + std::to_string(m_random.below(5))}};
    if (row->at("status").as_string() != "erased" && !erased.contains(*member)) {
        if (happens(40)) columns["name"] = "新名" + std::to_string(m_random.below(1000));
        if (happens(30)) columns["phone"] = any_phone();
        if (happens(20)) columns["notes"] = nullptr;
        if (happens(20)) columns["notes"] = "备注" + std::to_string(m_random.below(1000));
    }
    // Fails only for a person who was erased at another terminal: then nothing is written.
    (void)terminal.update("member", *member, columns);
}

void World::erase_member(SimTerminal& terminal) {
    const auto member = any_member(terminal);
    if (!member || !terminal.erase_person(*member) || terminal.crashed()) return;
    erased.insert(*member);
}

void World::write_for_another_store(SimTerminal& terminal) {
    const char* other = terminal.store_code() == "S001" ? "S002" : "S001";
    const bool done =
        terminal.insert("member", terminal.new_id(),
                        member_row(other, "外店", any_phone(), terminal.clock.now_ms()));
    QIANTAI_ASSERT(done || m_disk_is_full);
}

// Power fails in the middle of a registration: afterwards it is there as a whole or not at all, see
// check_hub().
void World::work_and_die(SimTerminal& terminal) {
    if (terminal.store_code() == "HQ") return;
    terminal.arm_crash(1 + static_cast<int>(m_random.below(40)));
    const auto member = terminal.register_member("断电", any_phone());
    if (terminal.crashed()) return terminal.restart();
    terminal.disarm_crash();
    QIANTAI_ASSERT(member);
    registered.insert(*member);
}

}  // namespace qiantai::test
