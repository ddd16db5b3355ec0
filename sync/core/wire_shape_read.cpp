#include "sync/core/json_text.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_shape.hpp"

namespace qiantai::sync {

namespace json = boost::json;

namespace {

/// Memory of one member of a JSON object beside its text.
constexpr std::size_t k_member_bytes = 40;

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

Result<ShapeReader> ShapeReader::parse(const LineReader& reader, const json::object& line,
                                       bool has_op) {
    ShapeReader made;
    if (!parse_head(line, has_op, made.m_shape)) return reader.malformed("no shape");
    const auto* columns = line.at("columns").if_array();
    const auto* same = line.at("same").if_object();
    if (columns == nullptr || same == nullptr) return reader.malformed("shape without columns");
    const std::size_t count = columns->size() + same->size();
    if (made.m_shape.op == Op::erase && count > 0) return reader.malformed("erase with columns");
    made.m_prototype.reserve(count);
    for (const auto& value : *columns) {
        auto column = parse_column(value);
        if (!column) return reader.malformed("no column name");
        made.m_weight += column->name.size() + k_member_bytes;
        made.m_prototype.emplace(column->name, nullptr);
        made.m_shape.columns.push_back(std::move(*column));
    }
    for (const auto& member : *same) {
        const bool is_null = member.value().is_null() && made.m_shape.drops_nulls();
        if (!is_wire_name(member.key()) || is_null || !is_finite_json(member.value())) {
            return reader.malformed("no value for all rows");
        }
        made.m_weight += member.key().size() + json_size(member.value()) + k_member_bytes;
        made.m_prototype.emplace(member.key(), member.value());
    }
    if (made.m_prototype.size() != count) return reader.malformed("a column stands twice");
    made.m_shape.same = *same;
    return made;
}

Result<json::object> ShapeReader::read_values(const LineReader& reader, const json::array& line,
                                              std::size_t first, Hlc clock) const {
    const std::size_t given = line.size() - first;
    if (given > m_shape.columns.size()) return reader.malformed("more values than columns");
    json::object columns = m_prototype;
    for (std::size_t i = 0; i < given; ++i) {
        const auto& packed = line[first + i];
        if (packed.is_null()) continue;
        const auto& column = m_shape.columns[i];
        if (!unpack(column.packing, packed, clock, columns.begin()[i].value())) {
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

Status ShapeList::add(const LineReader& reader, const json::object& line, bool has_op) {
    QIANTAI_TRY(auto shape, ShapeReader::parse(reader, line, has_op));
    m_shapes.push_back(std::move(shape));
    return {};
}

Result<const ShapeReader*> ShapeList::use(const LineReader& reader, std::int64_t number) {
    if (number < 0 || number >= static_cast<std::int64_t>(m_shapes.size())) {
        return reader.malformed("no such shape");
    }
    const ShapeReader& shape = m_shapes[static_cast<std::size_t>(number)];
    m_expanded_bytes += reader.line_size() + shape.weight();
    if (m_expanded_bytes > tuning::k_expanded_bytes_max)
        return reader.too_large("the rows take too much memory");
    return &shape;
}

}  // namespace qiantai::sync
