#include "sync/hub/rules/feed_reader.hpp"

#include <charconv>

#include "sync/core/json_text.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

using sync::tuning::k_feed_page_bytes;
using sync::tuning::k_feed_page_rows;

std::optional<std::string> percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        if (i + 2 >= text.size()) return std::nullopt;
        const auto [end, failed] =
            std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
        if (failed != std::errc() || end != text.data() + i + 3) return std::nullopt;
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

std::optional<std::pair<std::string, std::int64_t>> parse_cursor(std::string_view one) {
    const auto colon = one.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view digits = one.substr(colon + 1);
    std::int64_t version = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (digits.empty() || failed != std::errc() || end != digits.data() + digits.size() ||
        version < 0) {
        return std::nullopt;
    }
    return std::pair(std::string(one.substr(0, colon)), version);
}

/// What earlier versions took and no reader takes: it would cost the reader the page.
void drop_wild_numbers(sync::RowState& state) {
    for (auto at = state.columns.begin(); at != state.columns.end();) {
        at = sync::has_wild_number(at->value()) ? state.columns.erase(at) : at + 1;
    }
}

/// Takes out what this scope's readers must not have.
void strip_columns(const Manifest& manifest, std::string_view scope, sync::RowState& state) {
    const Entity* entity = manifest.find(state.entity);
    if (!entity) return;
    const bool own_store = scope == sync::store_scope(store_code_of(state));
    const bool all_desks = sync::is_all_desks_scope(scope);
    for (const auto& column : entity->columns) {
        const bool withheld =
            (column.own_store_only && !own_store) || (column.contact && all_desks);
        if (!withheld) continue;
        state.columns.erase(column.name);
        if (const auto clock = state.clocks.later.find(column.name);
            clock != state.clocks.later.end()) {
            state.clocks.later.erase(clock);
        }
    }
}

}  // namespace

std::optional<Cursors> parse_cursors(std::string_view text) {
    const auto decoded = percent_decode(text);
    if (!decoded) return std::nullopt;
    Cursors cursors;
    std::string_view rest = *decoded;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        auto cursor = parse_cursor(rest.substr(0, comma));
        if (!cursor || cursors.size() == sync::tuning::k_feed_cursors_max) return std::nullopt;
        for (const auto& before : cursors) {
            if (before.first == cursor->first) return std::nullopt;
        }
        cursors.push_back(std::move(*cursor));
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    return cursors.empty() ? std::nullopt : std::optional(std::move(cursors));
}

Answer<std::vector<sync::FeedSection>> read_feed(HubReader& reader, const Manifest& manifest,
                                                 const Device& device, const Cursors& cursors) {
    const auto readable = sync::readable_scopes({device.store_code, device.terminal_code});
    std::vector<std::string> scopes;
    for (const auto& [scope, version] : cursors) {
        if (std::ranges::find(readable, scope) == readable.end()) {
            return Refusal{&sync::k_not_permitted, "scope"};
        }
        scopes.push_back(scope);
    }
    QIANTAI_TRY(const auto counters, reader.load_counters(scopes));
    std::vector<sync::FeedSection> sections;
    std::size_t rows_left = k_feed_page_rows;
    std::size_t bytes_left = k_feed_page_bytes;
    for (const auto& [scope, version] : cursors) {
        if (sections.size() == sync::tuning::k_feed_sections_max) break;
        const std::int64_t newest = counters.find(scope)->second;
        if (version > newest) return Refusal{&sync::k_cursor_ahead, scope};
        sync::FeedSection section{scope, version, version, version < newest, {}};
        if (section.more && rows_left > 0 && bytes_left > 0) {
            QIANTAI_TRY(auto slice, reader.load_feed(scope, version, rows_left, bytes_left));
            section.more = slice.more;
            section.to_version = slice.more ? slice.rows.back().version : newest;
            rows_left -= slice.rows.size();
            bytes_left -= std::min(bytes_left, slice.bytes);
            section.rows.reserve(slice.rows.size());
            for (auto& row : slice.rows) {
                drop_wild_numbers(row.state);
                strip_columns(manifest, scope, row.state);
                section.rows.push_back({std::move(row.state), row.gone});
            }
        }
        sections.push_back(std::move(section));
    }
    return sections;
}

}  // namespace qiantai::hub
