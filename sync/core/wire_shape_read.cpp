#include "schema/base/json_values.hpp"
#include "sync/core/json_text.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_shape.hpp"

namespace qiantai::sync {

namespace json = boost::json;

namespace {

/// Memory of one row, or one shape, beside its columns.
constexpr std::size_t k_row_bytes = 256;

std::optional<Shape::Column> parse_column(const json::value& value) {
    if (value.is_string() && is_wire_name(value.get_string())) {
        return Shape::Column{.name = std::string(value.get_string()), .packing = Packing::plain};
    }
    const auto* pair = value.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() ||
        !(*pair)[1].is_string()) {
        return std::nullopt;
    }
    const auto packing = parse_packing((*pair)[1].get_string());
    if (!is_wire_name((*pair)[0].get_string()) || !packing) return std::nullopt;
    return Shape::Column{.name = std::string((*pair)[0].get_string()), .packing = *packing};
}

/// False if the shape's head is not in order.
bool parse_head(const json::object& line, bool has_op, Shape& into) {
    const bool is_complete = has_op ? has_just(line, {"entity", "op", "columns", "same"})
                                    : has_just(line, {"entity", "columns", "same"});
    const auto* entity = find_string(line, "entity");
    if (!is_complete || entity == nullptr || !is_wire_name(*entity)) return false;
    into.entity = *entity;
    if (!has_op) return true;
    const auto* op = find_string(line, "op");
    if (op != nullptr) into.op = parse_op(*op);
    return into.op.has_value();
}

}  // namespace

Result<ShapeReader> ShapeReader::parse(LineReader& reader, const json::object& line, bool has_op) {
    ShapeReader made;
    if (!parse_head(line, has_op, made.m_shape)) return reader.malformed("no shape");
    const auto* columns = line.at("columns").if_array();
    const auto* same = line.at("same").if_object();
    if (columns == nullptr || same == nullptr) return reader.malformed("shape without columns");
    const std::size_t count = columns->size() + same->size();
    if (made.m_shape.op == Op::erase && count > 0) return reader.malformed("erase with columns");
    QIANTAI_TRY_STATUS(reader.charge(k_row_bytes + memory_of(line.at("columns")) * 2));
    made.m_prototype.reserve(count);
    for (const auto& value : *columns) {
        auto column = parse_column(value);
        if (!column) return reader.malformed("no column name");
        made.m_prototype.emplace(column->name, nullptr);
        made.m_shape.columns.push_back(std::move(*column));
    }
    for (const auto& member : *same) {
        const bool is_null = member.value().is_null() && made.m_shape.drops_nulls();
        if (!is_wire_name(member.key()) || is_null || !is_finite_json(member.value())) {
            return reader.malformed("no value for all rows");
        }
        made.m_prototype.emplace(member.key(), member.value());
    }
    if (made.m_prototype.size() != count) return reader.malformed("a column stands twice");
    made.m_shape.same = *same;
    made.m_row_bytes = k_row_bytes + memory_of(made.m_prototype);
    return made;
}

Result<json::object> ShapeReader::read_values(LineReader& reader, const json::array& line,
                                              std::size_t first, Hlc clock) const {
    QIANTAI_ASSERT(line.size() >= first);
    const std::size_t given = line.size() - first;
    if (given > m_shape.columns.size()) return reader.malformed("more values than columns");
    std::size_t bytes = m_row_bytes;
    for (std::size_t i = 0; i < given; ++i) bytes += memory_of(line[first + i]);
    QIANTAI_TRY_STATUS(reader.charge(bytes));
    json::object columns = m_prototype;
    for (std::size_t i = 0; i < given; ++i) {
        const auto& packed = line[first + i];
        if (packed.is_null()) continue;
        const auto& column = m_shape.columns[i];
        if (!is_finite_json(packed) ||
            !unpack(column.packing, packed, clock, columns.begin()[i].value())) {
            return reader.malformed("column " + column.name);
        }
    }
    if (m_shape.drops_nulls()) {
        // From the end: erasing puts the last member into the gap.
        for (std::size_t i = m_shape.columns.size(); i-- > 0;) {
            if (columns.begin()[i].value().is_null()) columns.erase(columns.begin() + i);
        }
    }
    return columns;
}

Result<const ShapeReader*> find_shape(const LineReader& reader,
                                      const std::vector<ShapeReader>& shapes, std::int64_t number) {
    if (number < 0 || number >= static_cast<std::int64_t>(shapes.size())) {
        return reader.malformed("no such shape");
    }
    return &shapes[static_cast<std::size_t>(number)];
}

}  // namespace qiantai::sync
