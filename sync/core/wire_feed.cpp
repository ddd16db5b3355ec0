// GET /v1/feed, version 1. Lines:
//
//   header   {"v":1,"schema":S,"hub_time":MS,"generation":"…","sections":N}
//   section  {"scope":"chain","from":V,"to":V,"count":C,"more":false}     then its C rows
//   shape    {"entity":…,"columns":[…],"same":{…}}     before its first row; numbered 0, 1, 2 … as
//   they come row      [shape, clock, id, value…]
//            [-1 - shape, clock, id, {"later":{"column":clock,…},"erased":clock,"gone":true},
//            value…]
//
// `clock` is the base of the row's clocks relative to the row before (the first: to 0), see
// append_clock. Only rows that have more to say are written the second way, with just those members
// that say something; their clocks are relative to the row's base. A row without base (a partial
// state) has the clock null.

#include "schema/base/json_values.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/json_text.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/versions.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_shape.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;
using Row = FeedSection::Row;

bool has_more_to_say(const Row& row) {
    return row.gone || !row.state.clocks.later.empty() || row.state.clocks.erased != Hlc();
}

void append_more(std::string& out, const Row& row) {
    const Clocks& clocks = row.state.clocks;
    out += ",{";
    const std::size_t start = out.size();
    const auto begin_member = [&](std::string_view name) {
        if (out.size() > start) out += ',';
        append_string(out, name);
        out += ':';
    };
    if (!clocks.later.empty()) {
        begin_member("later");
        for (const auto& [name, clock] : clocks.later) {
            out += &clock == &clocks.later.begin()->second ? '{' : ',';
            append_string(out, name);
            out += ':';
            append_clock(out, clock, clocks.base);
        }
        out += '}';
    }
    if (clocks.erased != Hlc()) {
        begin_member("erased");
        append_clock(out, clocks.erased, clocks.base);
    }
    if (row.gone) {
        begin_member("gone");
        out += "true";
    }
    out += '}';
}

bool parse_more(const json::value& value, Row& into) {
    const auto* more = value.if_object();
    if (more == nullptr) return false;
    Clocks& clocks = into.state.clocks;
    for (const auto& member : *more) {
        if (member.key() == "gone") {
            if (member.value() != true) return false;
            into.gone = true;
        } else if (member.key() == "erased") {
            const auto clock = parse_clock(member.value(), clocks.base);
            if (!clock || *clock == Hlc()) return false;
            clocks.erased = *clock;
        } else if (member.key() == "later" && member.value().is_object()) {
            for (const auto& entry : member.value().get_object()) {
                const auto clock = parse_clock(entry.value(), clocks.base);
                if (!clock || *clock == Hlc() || !is_wire_name(entry.key())) return false;
                clocks.later.emplace(entry.key(), *clock);
            }
        } else {
            return false;
        }
    }
    return has_more_to_say(into);
}

Result<FeedPage> parse_feed_header(LineReader& reader, std::int64_t& section_count) {
    QIANTAI_TRY(const json::value* line, reader.next());
    const auto* header = line->if_object();
    if (header == nullptr) return reader.malformed("no header");
    const auto version = find_integer(*header, "v", INT64_MIN);
    if (!version) return reader.malformed("no version");
    if (*version < k_wire_version_min || *version > k_feed_wire_version) {
        return make_error(k_wire_version_unknown, std::to_string(*version));
    }
    const auto schema = find_integer(*header, "schema", 0, INT32_MAX);
    const auto hub_time = find_integer(*header, "hub_time", 0, Hlc::k_time_ms_max);
    const auto* generation = find_string(*header, "generation");
    const auto sections = find_integer(*header, "sections", 0, tuning::k_feed_sections_max);
    if (!has_just(*header, {"v", "schema", "hub_time", "generation", "sections"}) || !schema ||
        !hub_time || generation == nullptr || !sections) {
        return reader.malformed("the header");
    }
    section_count = *sections;
    return FeedPage{.wire_version = static_cast<int>(*version),
                    .schema_version = static_cast<int>(*schema),
                    .hub_time_ms = *hub_time,
                    .generation = std::string(*generation),
                    .sections = {}};
}

Result<FeedSection> parse_section(const LineReader& reader, const json::object& line,
                                  std::int64_t& count) {
    const auto* scope = find_string(line, "scope");
    const auto from = find_integer(line, "from", 0);
    const auto to = find_integer(line, "to", 0);
    const auto rows = find_integer(line, "count", 0);
    const auto more = find_bool(line, "more");
    if (!has_just(line, {"scope", "from", "to", "count", "more"}) || scope == nullptr ||
        scope->empty() || !from || !to || !rows || !more) {
        return reader.malformed("the section");
    }
    count = *rows;
    return FeedSection{.scope = std::string(*scope),
                       .from_version = *from,
                       .to_version = *to,
                       .more = *more,
                       .rows = {}};
}

Result<Row> parse_row(LineReader& reader, const json::array& line,
                      const std::vector<ShapeReader>& shapes, Hlc before) {
    if (line.size() < 3 || !line[0].is_int64() || !line[2].is_string())
        return reader.malformed("no row");
    const std::int64_t number = line[0].get_int64();
    const bool has_more = number < 0;
    QIANTAI_TRY(const ShapeReader* shape,
                find_shape(reader, shapes, has_more ? -1 - number : number));
    const auto clock = parse_clock(line[1], before);
    if (!clock) return reader.malformed("clock");
    const auto id = unpack_id(line[2].get_string(), *clock);
    if (!id) return reader.malformed("id");
    Row row;
    row.state.entity = shape->shape().entity;
    row.state.id = *id;
    row.state.clocks.base = *clock;
    if (has_more && (line.size() < 4 || !parse_more(line[3], row)))
        return reader.malformed("clocks");
    QIANTAI_TRY(row.state.columns, shape->read_values(reader, line, has_more ? 4 : 3, *clock));
    return row;
}

}  // namespace

namespace {

std::string write_feed(const FeedPage& page) {
    ShapeTable shapes;
    std::vector<ShapeBuilder*> builders;
    for (const auto& section : page.sections) {
        for (const auto& row : section.rows) {
            ShapeBuilder& builder = shapes.find(row.state.entity, std::nullopt, row.state.columns);
            builder.add(row.state.columns, row.state.clocks.base);
            builders.push_back(&builder);
        }
    }
    shapes.finish();

    std::string out = json::serialize(json::object{{"v", k_feed_wire_version},
                                                   {"schema", page.schema_version},
                                                   {"hub_time", page.hub_time_ms},
                                                   {"generation", page.generation},
                                                   {"sections", page.sections.size()}});
    out += '\n';
    Hlc before;
    auto builder = builders.begin();
    for (const auto& section : page.sections) {
        out += json::serialize(json::object{{"scope", section.scope},
                                            {"from", section.from_version},
                                            {"to", section.to_version},
                                            {"count", section.rows.size()},
                                            {"more", section.more}});
        out += '\n';
        for (const auto& row : section.rows) {
            const Hlc base = row.state.clocks.base;
            const int shape = shapes.declare(out, **builder);
            out += '[';
            append_integer(out, has_more_to_say(row) ? -1 - shape : shape);
            out += ',';
            append_clock(out, base, before);
            out += ',';
            append_id(out, row.state.id, base);
            if (has_more_to_say(row)) append_more(out, row);
            append_values(out, (*builder)->shape(), row.state.columns, base);
            out += "]\n";
            before = base;
            ++builder;
        }
    }
    return out;
}

/// The beginning of a row whose values can't be read.
struct RowStart {
    Hlc clock;  ///< the clocks of the rows behind it are relative to it
    FeedSection::Unread row;
};

/// Which row it is, from what follows its clock in the text: as far as that can be told.
FeedSection::Unread name_row(const LineReader& reader, const std::vector<ShapeReader>& shapes,
                             std::string_view number, std::string_view id, Hlc clock) {
    const auto shape_number = parse_json(number);
    if (!shape_number || !shape_number->is_int64()) return {};
    const auto given = shape_number->get_int64();
    const auto shape = find_shape(reader, shapes, given < 0 ? -1 - given : given);
    if (!shape || !id.starts_with(",\"")) return {};
    id.remove_prefix(2);
    const auto unpacked = unpack_id(id.substr(0, id.find('"')), clock);
    if (!unpacked) return {};
    return {(*shape)->shape().entity, *unpacked};
}

/// Nothing if not even the clock can be read.
std::optional<RowStart> start_of_line(const LineReader& reader,
                                      const std::vector<ShapeReader>& shapes, Hlc before) {
    const std::string_view line = reader.line_text();
    const auto number_end = line.find(',');
    if (!line.starts_with('[') || number_end == std::string_view::npos) return std::nullopt;
    const bool is_pair = line.substr(number_end + 1).starts_with('[');
    auto end = line.find(is_pair ? ']' : ',', number_end + 1);
    if (end == std::string_view::npos) return std::nullopt;
    if (is_pair) ++end;
    const auto text = parse_json(line.substr(number_end + 1, end - number_end - 1));
    const auto clock = text ? parse_clock(*text, before) : std::nullopt;
    if (!clock) return std::nullopt;
    return RowStart{
        *clock, name_row(reader, shapes, line.substr(1, number_end - 1), line.substr(end), *clock)};
}

Result<FeedPage> read_feed(std::string_view content, BadRow bad_row) {
    LineReader reader(content);
    std::int64_t sections = 0, rows_left = 0, rows = 0;
    QIANTAI_TRY(FeedPage page, parse_feed_header(reader, sections));
    std::vector<ShapeReader> shapes;
    Hlc before;
    const auto set_aside = [&]() -> bool {
        if (bad_row == BadRow::refuse || rows_left == 0) return false;
        auto start = start_of_line(reader, shapes, before);
        if (!start) return false;
        page.sections.back().unreadable.push_back(std::move(start->row));
        before = start->clock;
        --rows_left;
        return true;
    };
    while (!reader.at_end()) {
        const auto read = reader.next();
        if (!read && set_aside()) continue;
        if (!read) return read.error();
        const json::value* line = *read;
        if (const auto* object = line->if_object()) {
            if (!object->contains("scope")) {
                QIANTAI_TRY(auto shape_reader, ShapeReader::parse(reader, *object, false));
                shapes.push_back(std::move(shape_reader));
                continue;
            }
            if (rows_left > 0) return reader.malformed("fewer rows than said");
            if (static_cast<std::int64_t>(page.sections.size()) == sections)
                return reader.malformed("more sections than said");
            QIANTAI_TRY(FeedSection section, parse_section(reader, *object, rows_left));
            rows += rows_left;
            if (rows_left > tuning::k_feed_page_rows || rows > tuning::k_feed_page_rows)
                return reader.too_large("too many rows");
            page.sections.push_back(std::move(section));
            continue;
        }
        if (!line->is_array()) return reader.malformed("neither section nor shape nor row");
        if (rows_left == 0) return reader.malformed("more rows than said");
        auto row = parse_row(reader, line->get_array(), shapes, before);
        // Memory that is used up stays used up.
        const bool may_go_on = !row && row.error().code() != k_wire_too_large.code;
        if (may_go_on && set_aside()) continue;
        if (!row) return row.error();
        before = row->state.clocks.base;
        page.sections.back().rows.push_back(std::move(*row));
        --rows_left;
    }
    if (rows_left > 0 || static_cast<std::int64_t>(page.sections.size()) != sections) {
        return reader.malformed("fewer rows or sections than said");
    }
    return page;
}

}  // namespace

std::string encode_feed(const FeedPage& page) {
    return compress(write_feed(page), tuning::k_feed_zstd_level);
}

Result<FeedPage> decode_feed(std::string_view compressed, BadRow bad_row) {
    QIANTAI_TRY(const std::string content,
                decompress(compressed, tuning::k_decompressed_bytes_max));
    return read_feed(content, bad_row);
}

Status check_feed_row(const RowState& state) {
    FeedPage page;
    page.generation = "g";
    page.sections.push_back({.scope = "chain", .to_version = 1, .rows = {{state, false}}});
    const auto content = write_feed(page);
    // The line differs a little in another place: its clock is relative to the row before it.
    if (content.size() > tuning::k_line_bytes_max) return make_error(k_wire_too_large);
    QIANTAI_TRY(const auto read, read_feed(content, BadRow::refuse));
    if (read.sections.size() != 1 || read.sections[0].rows.size() != 1 ||
        canonical_json(read.sections[0].rows[0].state.columns) != canonical_json(state.columns))
        return make_error(k_wire_malformed);
    return {};
}

}  // namespace qiantai::sync
