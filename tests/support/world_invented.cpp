// What people do with invented entities, and what must hold of those in a healed world beside what
// holds of every entity.

#include "tests/support/world.hpp"

namespace qiantai::test {

using boost::json::object;

std::string World::any_store() {
    constexpr const char* k_codes[] = {"S001", "S002", "S003", "HQ"};
    return k_codes[m_random.below(std::size(k_codes))];
}

std::optional<Uuid> World::any_row(SimTerminal& terminal, std::string_view entity) {
    const auto table = "\"" + std::string(entity) + "\"";
    const auto count = terminal.count("SELECT count(*) FROM " + table);
    if (count == 0) return std::nullopt;
    auto statement =
        terminal.database().prepare("SELECT id FROM " + table + " LIMIT 1 OFFSET ?").value();
    statement.bind(static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(count))));
    QIANTAI_ASSERT(statement.step().value());
    return statement.uuid(0);
}

void World::insert_invented(SimTerminal& terminal, std::string_view entity, object columns) {
    // What a desk has uploaded it no longer has: a hub set back behind that has lost it, and other
    // terminals know more than the hub for ever.
    if (terminal.store_code() == "HQ" && m_options.hub_restore > 0) columns.erase("phone");
    const Uuid id = terminal.new_id();
    const bool done = terminal.insert(entity, id, columns);
    QIANTAI_ASSERT(done || m_disk_is_full);
    if (done && !terminal.crashed()) invented.emplace(entity, id);
}

void World::work_on_invented(SimTerminal& terminal) {
    const bool is_desk = terminal.store_code() == "HQ";
    const auto what = m_random.below(100);
    if (what < 15) {
        object columns{{"store_code", terminal.store_code()}, {"content", "cups"}};
        if (happens(50)) columns["receiver"] = any_store();
        if (happens(70)) columns["phone"] = any_phone();
        insert_invented(terminal, "parcel", std::move(columns));
    } else if (what < 45) {
        change_parcel(terminal);
    } else if (what < 70) {
        add_to_parcel(terminal);
    } else if (is_desk) {
        work_at_desk(terminal);
    } else if (what < 85) {
        insert_invented(terminal, "visit",
                        {{"store_code", terminal.store_code()},
                         {"home_store", any_store()},
                         {"amount_fen", 100}});
    } else {
        insert_invented(terminal, "slip",
                        {{"store_code", terminal.store_code()}, {"content", "1 cup"}});
    }
}

void World::change_parcel(SimTerminal& terminal) {
    const auto parcel = any_row(terminal, "parcel");
    if (!parcel) return;
    object columns;
    const auto what = m_random.below(100);
    if (what < 30)
        columns["receiver"] = any_store();
    else if (what < 40)
        columns["receiver"] = nullptr;
    else if (what < 60)
        columns["store_code"] = any_store();
    else if (what < 75 && (terminal.store_code() != "HQ" || m_options.hub_restore == 0))
        columns["phone"] = any_phone();
    else
        columns["content"] = "content" + std::to_string(m_random.below(100));
    // Whether its store may do so is the hub's to say.
    const bool done = terminal.update("parcel", *parcel, columns);
    QIANTAI_ASSERT(done || m_disk_is_full || terminal.crashed());
}

void World::add_to_parcel(SimTerminal& terminal) {
    const auto note = any_row(terminal, "parcel_note");
    const auto photo = any_row(terminal, "parcel_photo");
    const std::string label = "label" + std::to_string(m_random.below(100));
    if (photo && happens(30)) {
        (void)terminal.update("parcel_photo", *photo, {{"label", label}});
    } else if (note && happens(40)) {
        insert_invented(
            terminal, "parcel_photo",
            {{"store_code", terminal.store_code()}, {"note_id", note->text()}, {"label", label}});
    } else if (const auto parcel = any_row(terminal, "parcel")) {
        object columns{
            {"store_code", terminal.store_code()}, {"parcel_id", parcel->text()}, {"words", label}};
        if (happens(50)) columns["phone"] = any_phone();
        insert_invented(terminal, "parcel_note", std::move(columns));
    }
}

void World::work_at_desk(SimTerminal& terminal) {
    const auto what = m_random.below(100);
    if (what < 30)
        insert_invented(terminal, "complaint",
                        {{"store_code", any_store()}, {"phone", any_phone()}, {"words", "cold"}});
    else if (what < 45)
        insert_invented(terminal, "slip", {{"store_code", any_store()}, {"content", "2 cups"}});
    else
        permit(terminal);
}

void World::permit(SimTerminal& terminal) {
    const TimeMs now = terminal.clock.now_ms();
    // Long over when the world is looked at, or far from it.
    const TimeMs until = now + (happens(40) ? 60'000 : 90ll * 86'400'000);
    const auto known = any_row(terminal, "permit");
    if (known && happens(30)) {
        (void)terminal.update("permit", *known, {{"ended_at", now}});
        return;
    }
    if (known && happens(20)) {
        (void)terminal.update("permit", *known, {{"until", until}});
        return;
    }
    constexpr const char* k_entities[] = {"parcel", "parcel_note", "complaint"};
    const auto row = any_row(terminal, k_entities[m_random.below(std::size(k_entities))]);
    if (!row) return;
    insert_invented(terminal, "permit",
                    {{"store_code", "HQ"},
                     {"row_id", row->text()},
                     {"desk", happens(50) ? "T01" : "T02"},
                     {"until", until}});
}

void World::check_invented(std::vector<std::string>& wrong) {
    if (m_options.invented == 0) return;
    for (const auto& [entity, id] : invented) {
        if (!hub.load_row(entity, id)) wrong.push_back("lost: " + entity + " " + id.text());
    }
    // What was typed at a desk is in no outbox there once it was taken.
    for (auto& terminal : terminals) {
        if (terminal->store_code() != "HQ") continue;
        const auto left = terminal->count(
            "SELECT count(*) FROM outbox o WHERE entity IN ('parcel', 'parcel_note', 'complaint') "
            "AND json_type(columns, '$.phone') = 'text' AND NOT EXISTS (SELECT 1 FROM rejection r "
            "WHERE r.status = 'open' AND r.entity = o.entity AND r.id = o.id)");
        if (left != 0) wrong.push_back("a desk still has contact data in its outbox");
    }
}

}  // namespace qiantai::test
