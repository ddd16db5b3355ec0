// POST /v1/changes, versions 1 and 2. Lines:
//
//   header   {"v":2,"schema":S,"incarnation":ID,"restored_from":ID or
//   null,"first_seq":N,"previous_hlc":H,"count":C} shape
//   {"entity":…,"op":…,"columns":[…],"same":{…}}     before its first change; numbered 0, 1, 2 … as
//   they come change   [shape, clock, transaction, id, value…]           of an update: [shape,
//   clock, transaction, id, seen, value…]
//
// `clock` is relative to the change before (the first: to previous_hlc), see append_clock.
// `transaction` is 1 if the change begins a local transaction and 0 if it belongs to that of the
// change before. `seen` is, relative to the change's own clock, one clock for all columns, or
// {"column":clock,…}. The change's seq is first_seq plus its place.

#include <algorithm>

#include "schema/base/json_values.hpp"
#include "sync/core/json_text.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/versions.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_shape.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

void append_push_header(std::string& out, const PushBatch& batch) {
    json::object header{{"v", k_wire_version},
                        {"schema", batch.schema_version},
                        {"incarnation", batch.incarnation.text()},
                        {"restored_from", nullptr},
                        {"first_seq", batch.first_seq},
                        {"previous_hlc", batch.previous_hlc.raw()},
                        {"count", batch.changes.size()}};
    if (!batch.restored_from.is_nil()) header["restored_from"] = batch.restored_from.text();
    out += json::serialize(header) + '\n';
}

/// What the writer saw of one column; 0 if nothing.
Hlc seen_of(const Change& change, std::string_view column) {
    const auto seen = change.seen.find(column);
    return seen == change.seen.end() ? Hlc() : seen->second;
}

void append_seen(std::string& out, const Change& change) {
    const Hlc first =
        change.columns.empty() ? Hlc() : seen_of(change, change.columns.begin()->key());
    const bool all_equal = std::ranges::all_of(
        change.columns, [&](const auto& member) { return seen_of(change, member.key()) == first; });
    out += ',';
    if (all_equal) return append_clock(out, first, change.hlc);
    out += '{';
    for (const auto& member : change.columns) {
        if (&member != change.columns.begin()) out += ',';
        append_string(out, member.key());
        out += ':';
        append_clock(out, seen_of(change, member.key()), change.hlc);
    }
    out += '}';
}

bool parse_seen(const json::value& value, Change& change) {
    const auto* by_column = value.if_object();
    if (by_column != nullptr && by_column->size() != change.columns.size()) return false;
    for (const auto& member : change.columns) {
        const auto* clock = by_column == nullptr ? &value : by_column->if_contains(member.key());
        const auto seen = clock == nullptr ? std::nullopt : parse_clock(*clock, change.hlc);
        if (!seen) return false;
        if (*seen != Hlc()) change.seen.emplace(member.key(), *seen);
    }
    return true;
}

Result<PushBatch> parse_push_header(LineReader& reader, std::int64_t& count) {
    QIANTAI_TRY(const json::value* line, reader.next());
    const auto* header = line->if_object();
    if (header == nullptr) return reader.malformed("no header");
    const auto version = find_integer(*header, "v", INT64_MIN);
    if (!version) return reader.malformed("no version");
    if (*version < k_wire_version_min || *version > k_wire_version) {
        return make_error(k_wire_version_unknown, std::to_string(*version));
    }
    if (!has_just(*header, {"v", "schema", "incarnation", "restored_from", "first_seq",
                            "previous_hlc", "count"})) {
        return reader.malformed("the header's members");
    }
    const auto schema = find_integer(*header, "schema", 0, INT32_MAX);
    const auto* incarnation = find_string(*header, "incarnation");
    const auto incarnation_id = incarnation == nullptr ? std::nullopt : Uuid::parse(*incarnation);
    const auto* restored = find_string(*header, "restored_from");
    const auto restored_id = restored == nullptr ? std::nullopt : Uuid::parse(*restored);
    const auto first_seq = find_integer(*header, "first_seq", 1, INT64_MAX - INT32_MAX);
    const auto previous_hlc = find_integer(*header, "previous_hlc", 0);
    const auto changes = find_integer(*header, "count", 0);
    const bool restored_fits = restored_id.has_value() || header->at("restored_from").is_null();
    if (!schema || !incarnation_id || !restored_fits || !first_seq || !previous_hlc || !changes) {
        return reader.malformed("the header's values");
    }
    if (*changes > tuning::k_push_count_max) return reader.too_large("too many changes");
    count = *changes;
    return PushBatch{.wire_version = static_cast<int>(*version),
                     .schema_version = static_cast<int>(*schema),
                     .incarnation = *incarnation_id,
                     .restored_from = restored_id.value_or(Uuid()),
                     .first_seq = *first_seq,
                     .previous_hlc = Hlc(*previous_hlc),
                     .changes = {}};
}

Result<Change> parse_change(LineReader& reader, const json::array& line,
                            const std::vector<ShapeReader>& shapes, const PushBatch& batch) {
    if (line.size() < 4 || !line[0].is_int64() || !line[3].is_string())
        return reader.malformed("no change");
    QIANTAI_TRY(const ShapeReader* shape, find_shape(reader, shapes, line[0].get_int64()));
    const Op op = *shape->shape().op;
    const Change* before = batch.changes.empty() ? nullptr : &batch.changes.back();
    const auto clock = parse_clock(line[1], before == nullptr ? batch.previous_hlc : before->hlc);
    if (!clock || *clock == Hlc()) return reader.malformed("clock");
    const auto id = unpack_id(line[3].get_string(), *clock);
    if (!id) return reader.malformed("id");

    Change change;
    change.seq = batch.first_seq + static_cast<std::int64_t>(batch.changes.size());
    change.hlc = *clock;
    change.op = op;
    change.entity = shape->shape().entity;
    change.id = *id;
    const bool begins = line[2] == 1;
    if (!begins && (line[2] != 0 || before == nullptr)) return reader.malformed("transaction");
    change.txn = begins ? change.seq : before->txn;
    const std::size_t first_value = op == Op::update ? 5 : 4;
    if (line.size() < first_value) return reader.malformed("no change");
    QIANTAI_TRY(change.columns, shape->read_values(reader, line, first_value, *clock));
    if (op == Op::update && !parse_seen(line[4], change)) return reader.malformed("seen clocks");
    return change;
}

}  // namespace

std::string encode_push(const PushBatch& batch) {
    QIANTAI_ASSERT(batch.changes.size() <= static_cast<std::size_t>(tuning::k_push_count_max));
    ShapeTable shapes;
    std::vector<ShapeBuilder*> builders;
    builders.reserve(batch.changes.size());
    for (const Change& change : batch.changes) {
        ShapeBuilder& builder = shapes.find(change.entity, change.op, change.columns);
        builder.add(change.columns, change.hlc);
        builders.push_back(&builder);
    }
    shapes.finish();

    std::string out;
    append_push_header(out, batch);
    Hlc before = batch.previous_hlc;
    for (std::size_t i = 0; i < batch.changes.size(); ++i) {
        const Change& change = batch.changes[i];
        const int shape = shapes.declare(out, *builders[i]);
        out += '[';
        append_integer(out, shape);
        out += ',';
        append_clock(out, change.hlc, before);
        out += i > 0 && change.txn == batch.changes[i - 1].txn ? ",0," : ",1,";
        append_id(out, change.id, change.hlc);
        if (change.op == Op::update) append_seen(out, change);
        append_values(out, builders[i]->shape(), change.columns, change.hlc);
        out += "]\n";
        before = change.hlc;
    }
    const bool is_short = out.size() <= tuning::k_dictionary_content_max;
    return compress(out, tuning::k_push_zstd_level, is_short ? Dictionary::push : Dictionary::none);
}

Result<PushBatch> decode_push(std::string_view compressed) {
    if (compressed.size() > tuning::k_body_bytes_max) return make_error(k_wire_too_large);
    QIANTAI_TRY(const std::string content,
                decompress(compressed, tuning::k_decompressed_bytes_max));
    LineReader reader(content);
    std::int64_t count = 0;
    QIANTAI_TRY(PushBatch batch, parse_push_header(reader, count));
    std::vector<ShapeReader> shapes;
    while (!reader.at_end()) {
        QIANTAI_TRY(const json::value* line, reader.next());
        if (const auto* shape = line->if_object()) {
            QIANTAI_TRY(auto shape_reader, ShapeReader::parse(reader, *shape, true));
            shapes.push_back(std::move(shape_reader));
            continue;
        }
        if (!line->is_array()) return reader.malformed("neither shape nor change");
        if (static_cast<std::int64_t>(batch.changes.size()) == count)
            return reader.malformed("more changes than said");
        QIANTAI_TRY(Change change, parse_change(reader, line->get_array(), shapes, batch));
        batch.changes.push_back(std::move(change));
    }
    if (static_cast<std::int64_t>(batch.changes.size()) != count)
        return reader.malformed("fewer changes than said");
    return batch;
}

}  // namespace qiantai::sync
