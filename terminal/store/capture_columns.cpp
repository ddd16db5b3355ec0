#include "terminal/store/capture_columns.hpp"

#include <sqlite3.h>

#include <boost/json.hpp>
#include <cstring>

#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/json_text.hpp"

namespace qiantai::store {
namespace {

std::string_view blob_of(sqlite3_value* value) {
    const auto* data = sqlite3_value_blob(value);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view column_text_of(sqlite3_value* value) {
    const auto* data = sqlite3_value_text(value);
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

bool is_null(sqlite3_value* value) {
    return sqlite3_value_type(value) == SQLITE_NULL;
}

bool is_same(sqlite3_value* a, sqlite3_value* b) {
    const int type = sqlite3_value_type(a);
    if (type != sqlite3_value_type(b)) return false;
    switch (type) {
        case SQLITE_NULL:
            return true;
        case SQLITE_INTEGER:
            return sqlite3_value_int64(a) == sqlite3_value_int64(b);
        default:
            return blob_of(a) == blob_of(b);
    }
}

Error unfit(const Column& column, std::string_view why) {
    return make_error(k_not_capturable, fmt::format("{}: {}", column.name, why),
                      std::string(column.name));
}

Status append_text(std::string& out, const Column& column, std::string_view text) {
    if (!is_utf8(text)) return unfit(column, "not UTF-8");
    if (column.type != ColumnType::json) {
        sync::append_string(out, text);
        return {};
    }
    const auto parsed = parse_json(text);
    if (!parsed) return unfit(column, "not JSON");
    sync::append_json(out, *parsed);
    return {};
}

Status append_blob(std::string& out, const Column& column, std::string_view bytes) {
    if (column.type == ColumnType::id) {
        if (bytes.size() != 16) return unfit(column, "not an id");
        sync::append_string(out, Uuid::from_bytes(as_bytes(bytes)).text());
    } else {
        sync::append_string(out, to_base64url(bytes));
    }
    return {};
}

/// Appends "name":value. The tables are STRICT, so a value has the storage class of its column.
Status append_member(std::string& out, const Column& column, sqlite3_value* value) {
    if (out.size() > 1) out += ',';
    sync::append_string(out, column.name);
    out += ':';
    switch (sqlite3_value_type(value)) {
        case SQLITE_NULL:
            out += "null";
            return {};
        case SQLITE_INTEGER:
            if (column.type == ColumnType::boolean)
                out += sqlite3_value_int64(value) != 0 ? "true" : "false";
            else
                sync::append_integer(out, sqlite3_value_int64(value));
            return {};
        case SQLITE_TEXT:
            return append_text(out, column, column_text_of(value));
        case SQLITE_BLOB:
            return append_blob(out, column, blob_of(value));
        default:
            return unfit(column, "a real number");
    }
}

}  // namespace

Result<std::string> captured_insert(const Entity& entity, std::span<sqlite3_value* const> values) {
    std::string out = "{";
    out.reserve(512);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!is_null(values[i])) {
            QIANTAI_TRY_STATUS(append_member(out, entity.columns[i], values[i]));
        }
    }
    out += '}';
    return out;
}

Result<CapturedUpdate> captured_update(const Entity& entity, const sync::Clocks& before,
                                       sync::Hlc hlc, std::span<sqlite3_value* const> values) {
    CapturedUpdate update{.columns = "{", .seen = "{", .column_clocks = {}, .hlc = hlc};
    sync::Clocks after = before;
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        const auto& column = entity.columns[i];
        sqlite3_value* value = values[2 * i + 1];
        if (is_same(values[2 * i], value)) continue;
        if (column.personal && before.erased != sync::Hlc() && !is_null(value)) {
            return unfit(column, "the person was erased");
        }
        QIANTAI_TRY_STATUS(append_member(update.columns, column, value));
        if (update.seen.size() > 1) update.seen += ',';
        sync::append_string(update.seen, column.name);
        update.seen += ':';
        sync::append_integer(update.seen, before.of(column.name).raw());
        after.later.insert_or_assign(std::string(column.name), hlc);
    }
    update.columns += '}';
    update.seen += '}';
    update.column_clocks = after.later_text();
    return update;
}

}  // namespace qiantai::store
