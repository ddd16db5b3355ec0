#include <algorithm>

#include "sync/core/json_text.hpp"
#include "sync/core/wire_shape.hpp"

namespace qiantai::sync {

namespace json = boost::json;

ShapeBuilder::ColumnFacts& ShapeBuilder::facts_of(std::string_view name, std::size_t hint) {
    // Rows of one entity list their columns in the same order nearly always.
    if (hint < m_facts.size() && m_facts[hint].name == name) return m_facts[hint];
    const auto found = m_index.find(name);
    if (found != m_index.end()) return m_facts[found->second];
    m_index.emplace(name, m_facts.size());
    m_facts.emplace_back().name = name;
    return m_facts.back();
}

void ShapeBuilder::note(ColumnFacts& facts, const json::value& value, Hlc clock) {
    const bool is_other = facts.last != nullptr && *facts.last != value;
    facts.changes += is_other;
    if (is_other) facts.is_same = false;
    facts.last = &value;
    ++facts.count;
    if (value.is_null()) {
        ++facts.nulls;
        return;
    }
    facts.may_be_time = facts.may_be_time && fits(Packing::time, value, clock);
    facts.may_be_id = facts.may_be_id && fits(Packing::id, value, clock);
    facts.is_text = facts.is_text && value.is_string();
    if (!facts.is_text) return;
    facts.dates += fits(Packing::date, value, clock);
}

void ShapeBuilder::add(const json::object& columns, Hlc clock) {
    ++m_rows;
    std::size_t hint = 0;
    for (const auto& member : columns) {
        if (member.value().is_null() && m_op != Op::update) continue;
        note(facts_of(member.key(), hint++), member.value(), clock);
    }
}

Packing ShapeBuilder::best_packing(const ColumnFacts& facts) const {
    const std::int64_t values = facts.count - facts.nulls;
    if (values == 0) return Packing::plain;
    if (facts.may_be_time) return Packing::time;
    if (facts.may_be_id) return Packing::id;
    if (!facts.is_text) return Packing::plain;
    // Texts that are no dates stay as they are, so most have to be for a gain.
    return facts.dates * 2 > values ? Packing::date : Packing::plain;
}

// Values that differ from line to line come first, next to the id, and those that seldom do stand
// together behind them: then zstd finds one long repetition instead of many short ones. Columns
// that are mostly null come last, where trailing nulls cost nothing.
const Shape& ShapeBuilder::finish() {
    m_shape.entity = m_entity;
    m_shape.op = m_op;
    std::vector<const ColumnFacts*> order;
    for (const auto& facts : m_facts) {
        if (facts.is_same && facts.count == m_rows) {
            m_shape.same.emplace(facts.name, *facts.last);
        } else {
            order.push_back(&facts);
        }
    }
    const auto is_sparse = [this](const ColumnFacts& facts) {
        return (facts.count - facts.nulls) * 2 < m_rows;
    };
    std::ranges::stable_sort(order, [&](const ColumnFacts* one, const ColumnFacts* other) {
        if (is_sparse(*one) != is_sparse(*other)) return is_sparse(*other);
        if (is_sparse(*one)) return one->count - one->nulls > other->count - other->nulls;
        return one->changes > other->changes;
    });
    for (const ColumnFacts* facts : order) {
        m_shape.columns.push_back({.name = facts->name, .packing = best_packing(*facts)});
    }
    return m_shape;
}

ShapeBuilder& ShapeTable::find(std::string_view entity, std::optional<Op> op,
                               const json::object& columns) {
    std::string key(entity);
    if (op) key.append(1, '|').append(op_name(*op));
    if (op == Op::update) {
        std::vector<std::string_view> names;
        for (const auto& member : columns) names.push_back(member.key());
        std::ranges::sort(names);
        for (const std::string_view name : names) key.append(1, '|').append(name);
    }
    const auto found = m_builders.find(key);
    if (found != m_builders.end()) return found->second;
    return m_builders.emplace(key, ShapeBuilder(std::string(entity), op)).first->second;
}

void ShapeTable::finish() {
    for (auto& [key, builder] : m_builders) builder.finish();
}

int ShapeTable::declare(std::string& out, ShapeBuilder& builder) {
    if (builder.number) return *builder.number;
    builder.number = m_declared++;
    const Shape& shape = builder.shape();
    out += "{\"entity\":";
    append_string(out, shape.entity);
    if (shape.op) {
        out += ",\"op\":";
        append_string(out, op_name(*shape.op));
    }
    out += ",\"columns\":[";
    for (const auto& column : shape.columns) {
        if (&column != &shape.columns.front()) out += ',';
        const bool is_plain = column.packing == Packing::plain;
        if (!is_plain) out += '[';
        append_string(out, column.name);
        if (!is_plain) {
            out += ',';
            append_string(out, packing_name(column.packing));
            out += ']';
        }
    }
    out += "],\"same\":";
    append_json(out, shape.same);
    out += "}\n";
    return *builder.number;
}

void append_values(std::string& out, const Shape& shape, const json::object& columns, Hlc clock) {
    std::size_t end = out.size();
    for (const auto& column : shape.columns) {
        out += ',';
        const auto* value = columns.if_contains(column.name);
        if (value == nullptr || value->is_null()) {
            out += "null";
            continue;
        }
        append_packed(out, column.packing, *value, clock);
        end = out.size();
    }
    out.resize(end);
}

}  // namespace qiantai::sync
