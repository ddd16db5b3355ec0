#include "terminal/store/capture_functions.hpp"

#include <sqlite3.h>

#include "schema/sqlite/error_of.hpp"
#include "terminal/store/capture_columns.hpp"
#include "terminal/store/change_clock.hpp"

namespace qiantai::store {
namespace {

using Values = std::span<sqlite3_value*>;
using sqlite::Database;

void fail(sqlite3_context* context, const std::string& words) {
    sqlite3_result_error(context, words.c_str(), static_cast<int>(words.size()));
    sqlite3_result_error_code(context, SQLITE_CONSTRAINT_FUNCTION);
}

void fail(sqlite3_context* context, const Error& error) {
    fail(context, error.detail.empty() ? std::string(error.message()) : error.detail);
    sqlite3_result_error_code(context, sqlite::result_code_of(error));
}

void give_text(sqlite3_context* context, std::string_view text) {
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

std::string_view text_of(sqlite3_value* value) {
    const auto* data = sqlite3_value_text(value);
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

sync::Hlc greatest_of(const sync::Clocks& clocks) {
    sync::Hlc greatest = std::max(clocks.base, clocks.erased);
    for (const auto& [column, clock] : clocks.later) greatest = std::max(greatest, clock);
    return greatest;
}

/// What the functions of one connection share. Dies just before the connection closes.
class Capture {
  public:
    Capture(sqlite3* connection, Clock& clock, const Manifest& manifest)
        : m_connection(connection), m_clock(connection, clock), m_manifest(manifest) {
        sqlite3_commit_hook(
            connection,
            [](void* self) {
                static_cast<Capture*>(self)->end_transaction();
                return 0;
            },
            this);
        sqlite3_rollback_hook(
            connection, [](void* self) { static_cast<Capture*>(self)->end_transaction(); }, this);
    }
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;
    ~Capture() {
        sqlite3_commit_hook(m_connection, nullptr, nullptr);
        sqlite3_rollback_hook(m_connection, nullptr, nullptr);
    }

    void next_hlc(sqlite3_context* context, Values) {
        const auto hlc = m_clock.next();
        if (!hlc) return fail(context, hlc.error());
        sqlite3_result_int64(context, hlc->raw());
    }

    void transaction_id(sqlite3_context* context, Values) {
        const auto id = m_clock.transaction_id();
        if (!id) return fail(context, id.error());
        sqlite3_result_int64(context, *id);
    }

    void set_capture(sqlite3_context* context, Values values) {
        const bool on = sqlite3_value_int(values[0]) != 0;
        // Outside a transaction it would hold for whatever this connection happens to write next.
        if (!on && sqlite3_get_autocommit(m_connection) != 0) {
            return fail(context, "set_capture(0) outside a transaction");
        }
        m_on = on;
        sqlite3_result_int(context, on ? 1 : 0);
    }

    void observe(sqlite3_context* context, Values values) {
        m_clock.observe(sync::Hlc(sqlite3_value_int64(values[0])));
        sqlite3_result_null(context);
    }

    void capturing(sqlite3_context* context, Values) { sqlite3_result_int(context, m_on ? 1 : 0); }

    /// capture_insert(entity, row_hlc, value of each column)
    void insert(sqlite3_context* context, Values values) {
        const Entity* entity = find_entity(values, values.size() - 2);
        if (!entity) return fail(context, k_stale_trigger);
        const auto noted = m_clock.note_captured(sync::Hlc(sqlite3_value_int64(values[1])));
        if (!noted) return fail(context, noted.error());
        if (!*noted) return fail(context, "row_hlc of a new row is given by next_hlc() only");
        const auto columns = captured_insert(*entity, values.subspan(2));
        if (!columns) return fail(context, columns.error());
        give_text(context, *columns);
    }

    /// capture_update(entity, row_hlc, column_clocks, old and new value of each column)
    void update(sqlite3_context* context, Values values) {
        const Entity* entity =
            values.size() % 2 == 1 ? find_entity(values, (values.size() - 3) / 2) : nullptr;
        if (!entity) return fail(context, k_stale_trigger);
        const auto before =
            sync::Clocks::parse(sync::Hlc(sqlite3_value_int64(values[1])), text_of(values[2]));
        if (!before) return fail(context, before.error());
        // What is overwritten may have a clock beyond all that this terminal believes.
        m_clock.observe(greatest_of(*before));
        const auto hlc = m_clock.next();
        if (!hlc) return fail(context, hlc.error());
        const auto noted = m_clock.note_captured(*hlc);
        if (!noted) return fail(context, noted.error());
        auto update = captured_update(*entity, *before, *hlc, values.subspan(3));
        if (!update) return fail(context, update.error());
        m_update = std::move(*update);
        sqlite3_result_null(context);
    }

    void captured_hlc(sqlite3_context* context, Values) {
        sqlite3_result_int64(context, m_update.hlc.raw());
    }
    void captured_columns(sqlite3_context* context, Values) {
        give_text(context, m_update.columns);
    }
    void captured_seen(sqlite3_context* context, Values) { give_text(context, m_update.seen); }
    void captured_clocks(sqlite3_context* context, Values) {
        give_text(context, m_update.column_clocks);
    }

  private:
    static constexpr const char* k_stale_trigger =
        "the capture triggers are another program version's; close and open the database again";

    void end_transaction() {
        m_clock.end_transaction();
        m_on = true;
    }

    /// Null if the trigger was made for another manifest.
    const Entity* find_entity(Values values, std::size_t column_count) const {
        const Entity* entity = m_manifest.find(text_of(values[0]));
        return entity && entity->columns.size() == column_count ? entity : nullptr;
    }

    sqlite3* m_connection;
    ChangeClock m_clock;
    const Manifest& m_manifest;
    bool m_on = true;
    CapturedUpdate m_update;  ///< from capture_update() to the end of the trigger that called it
};

}  // namespace

Status register_capture_functions(Database& database, Clock& clock, const Manifest& manifest) {
    using enum Database::FunctionKind;
    struct Row {
        const char* name;
        int argument_count;
        Database::FunctionKind kind;
        void (Capture::*function)(sqlite3_context*, Values);
    };
    constexpr int k_any_count = -1;
    constexpr Row k_rows[] = {{"next_hlc", 0, changing, &Capture::next_hlc},
                              {"txn_id", 0, changing, &Capture::transaction_id},
                              {"set_capture", 1, direct, &Capture::set_capture},
                              {"observe_hlc", 1, direct, &Capture::observe},
                              {"capturing", 0, changing, &Capture::capturing},
                              {"capture_insert", k_any_count, changing, &Capture::insert},
                              {"capture_update", k_any_count, changing, &Capture::update},
                              {"captured_hlc", 0, changing, &Capture::captured_hlc},
                              {"captured_columns", 0, changing, &Capture::captured_columns},
                              {"captured_seen", 0, changing, &Capture::captured_seen},
                              {"captured_clocks", 0, changing, &Capture::captured_clocks}};
    auto capture = std::make_shared<Capture>(database.handle(), clock, manifest);
    database.keep(capture);
    for (const auto& row : k_rows) {
        QIANTAI_TRY_STATUS(database.add_function(
            row.name, row.argument_count, row.kind,
            [self = capture.get(), function = row.function](
                sqlite3_context* context, Values values) { (self->*function)(context, values); }));
    }
    return {};
}

}  // namespace qiantai::store
