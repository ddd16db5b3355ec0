// What must hold in a healed world.

#include "sync/client/rejections.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/scope.hpp"
#include "tests/support/world.hpp"

namespace qiantai::test {
namespace {

using Wrong = std::vector<std::string>;
using Key = std::pair<std::string, Uuid>;

std::string store_code_of(const sync::RowState& state) {
    const auto* code = state.columns.if_contains("store_code");
    return code ? std::string(code->as_string()) : std::string();
}

// The part of a row that a terminal of this store may have.
sync::RowState visible_part(const Entity& entity, sync::RowState state, const std::string& reader) {
    if (reader == store_code_of(state)) return state;
    for (const auto& column : entity.columns) {
        if (!column.own_store_only) continue;
        state.columns.erase(column.name);
        state.clocks.later.erase(std::string(column.name));
    }
    return state;
}

bool is_visible(const Entity& entity, const sync::RowState& state, const std::string& reader) {
    const auto readable = sync::readable_scopes(reader);
    return std::ranges::any_of(
        sync::visible_scopes(entity, store_code_of(state)),
        [&](const auto& scope) { return std::ranges::find(readable, scope) != readable.end(); });
}

// Rows of another store, which must be refused. No other rejection may be left.
std::set<Key> refused_rows(SimTerminal& terminal, Wrong& wrong) {
    const auto list =
        sync::list_rejections(terminal.database(), sync::RejectionFilter::open, 100'000).value();
    std::set<Key> keys;
    for (const auto& refused : list) {
        if (refused.code == "other_store") keys.emplace(refused.entity, refused.id);
    }
    for (const auto& refused : list) {
        if (keys.contains({refused.entity, refused.id})) continue;
        wrong.push_back(terminal.store_code() + ": refused: " + refused.entity + " " + refused.op +
                        " " + refused.code);
    }
    return keys;
}

std::string name_of_row(const SimTerminal& terminal, const Entity& entity, const Uuid& id) {
    return terminal.store_code() + " " + std::string(entity.name) + " " + id.text();
}

std::vector<Uuid> ids_of(SimTerminal& terminal, const Entity& entity) {
    std::vector<Uuid> ids;
    auto statement =
        terminal.database().prepare("SELECT id FROM \"" + std::string(entity.name) + "\"").value();
    while (statement.step().value()) ids.push_back(statement.uuid(0));
    return ids;
}

}  // namespace

Wrong World::check() {
    Wrong wrong;
    check_hub(wrong);
    for (auto& terminal : terminals) check_terminal(*terminal, wrong);
    check_rest(wrong);
    return wrong;
}

// Every terminal has what the hub has of its scopes, and nothing else but what was refused.
void World::check_terminal(SimTerminal& terminal, Wrong& wrong) {
    const auto refused = refused_rows(terminal, wrong);
    for (const auto& entity : terminal.manifest().entities()) {
        auto table = sqlite::RowTable::open(terminal.database(), entity).value();
        std::map<Uuid, sync::RowState> at_hub;
        for (const auto& row : hub.rows_of(entity.name)) {
            if (is_visible(entity, row.state, terminal.store_code()))
                at_hub.emplace(row.state.id, row.state);
        }
        for (const auto& id : ids_of(terminal, entity)) {
            if (refused.contains({std::string(entity.name), id})) continue;
            const auto here = sync::load_row_state(table, id).value();
            const auto there = at_hub.find(id);
            if (there == at_hub.end()) {
                // The writer keeps its own; a restored hub may lose a case it derived, see DESIGN
                // "Hub storage".
                const bool own = entity.visibility == Visibility::headquarters;
                const bool lost_case = m_restored && entity.name == "member_conflict";
                if (!own && !lost_case)
                    wrong.push_back(name_of_row(terminal, entity, id) + " is not at the hub");
                continue;
            }
            const auto expected = visible_part(entity, there->second, terminal.store_code());
            const auto present = visible_part(entity, *here, terminal.store_code());
            if (present.columns != expected.columns || present.clocks != expected.clocks) {
                wrong.push_back(name_of_row(terminal, entity, id) +
                                " differs: " + boost::json::serialize(present.columns) +
                                present.clocks.later_text() + " / " +
                                boost::json::serialize(expected.columns) +
                                expected.clocks.later_text());
            }
            at_hub.erase(there);
        }
        for (const auto& [id, state] : at_hub) {
            if (!refused.contains({std::string(entity.name), id})) {
                wrong.push_back(name_of_row(terminal, entity, id) + " is missing");
            }
        }
    }
    if (terminal.status().waiting_count != 0)
        wrong.push_back(terminal.store_code() + " still has waiting changes");
}

// Everything that was confirmed to a person is there, once and whole; erased people are nowhere.
void World::check_hub(Wrong& wrong) {
    std::set<Uuid> members;
    std::map<std::string, int> cards, consents;
    for (const auto& row : hub.rows_of("member")) {
        if (!members.insert(row.state.id).second)
            wrong.push_back("twice at the hub: " + row.state.id.text());
        if (!erased.contains(row.state.id)) continue;
        for (const char* column : {"name", "phone", "notes", "birthday"}) {
            if (row.state.columns.contains(column))
                wrong.push_back("erased, but has " + std::string(column));
        }
    }
    for (const auto& row : hub.rows_of("member_card")) {
        ++cards[std::string(row.state.columns.at("member_id").as_string())];
    }
    for (const auto& row : hub.rows_of("consent")) {
        ++consents[std::string(row.state.columns.at("member_id").as_string())];
    }
    for (const auto& id : registered) {
        if (!members.contains(id)) wrong.push_back("lost: " + id.text());
    }
    for (const auto& id : members) {
        if (cards[id.text()] != 1 || consents[id.text()] != 1)
            wrong.push_back("not whole: " + id.text());
    }
    for (auto& terminal : terminals) {
        for (const auto& id : erased) {
            auto left = terminal->database()
                            .prepare(
                                "SELECT count(*) FROM outbox WHERE id = ? AND (columns LIKE "
                                "'%\"phone\":\"%' OR "
                                "columns LIKE '%\"name\":\"%' OR columns LIKE '%\"notes\":\"%')")
                            .value();
            left.bind(id);
            QIANTAI_ASSERT(left.step().value());
            if (left.integer(0) != 0)
                wrong.push_back("erased, but still in an outbox: " + id.text());
        }
    }
}

void World::check_rest(Wrong& wrong) {
    const std::vector<std::string> scopes = {"chain", "store/S001", "store/S002", "store/HQ"};
    const auto before = hub.load_counters(scopes);
    for (auto& terminal : terminals) {
        const auto report = terminal->sync();
        if (report.error) wrong.push_back("a further session fails: " + report.error->message());
        if (report.moved_anything() || report.received != 0) {
            wrong.push_back(terminal->store_code() + ": a further session still moves something");
        }
    }
    if (hub.load_counters(scopes) != before) wrong.push_back("further sessions change the hub");
}

}  // namespace qiantai::test
