#pragma once

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/core/change.hpp"
#include "sync/core/wire_lines.hpp"
#include "sync/core/wire_packing.hpp"

namespace qiantai::sync {

/// What lines of one kind have in common; a line of the wire:
///   {"entity":"member","op":"insert","columns":["name",["birthday","date"],…],"same":{"store_code":"S001",…}}
/// Columns with the same value in every line stand in "same" and not in the lines. Feeds have no
/// "op".
struct Shape {
    struct Column {
        std::string name;
        Packing packing = Packing::plain;
    };

    std::string entity;
    std::optional<Op> op;
    std::vector<Column> columns;  ///< in the order of the lines' values
    boost::json::object same;

    /// Null means absent, but in updates, where a column may become null.
    bool drops_nulls() const { return op != Op::update; }
};

/// Gathers the rows of one shape and then decides how they are written best.
class ShapeBuilder {
  public:
    ShapeBuilder(std::string entity, std::optional<Op> op)
        : m_entity(std::move(entity)), m_op(op) {}

    void add(const boost::json::object& columns, Hlc clock);
    /// Once, after all rows were added.
    const Shape& finish();
    const Shape& shape() const { return m_shape; }
    /// The shape's number, given when it is written before its first row.
    std::optional<int> number;

  private:
    struct ColumnFacts;

    ColumnFacts& facts_of(std::string_view name, std::size_t hint);
    void note(ColumnFacts& facts, const boost::json::value& value, Hlc clock);
    Packing best_packing(const ColumnFacts& facts) const;

    struct ColumnFacts {
        std::string name;
        std::int64_t count = 0;    ///< rows that have the column, null or not
        std::int64_t nulls = 0;    ///< of them
        std::int64_t changes = 0;  ///< rows whose value is another than the row's before
        const boost::json::value* last = nullptr;
        bool is_same = true;
        bool may_be_time = true;
        bool may_be_id = true;
        bool is_text = true;
        std::int64_t dates = 0;
    };

    std::string m_entity;
    std::optional<Op> m_op;
    std::int64_t m_rows = 0;
    std::vector<ColumnFacts> m_facts;
    std::map<std::string, std::size_t, std::less<>> m_index;
    Shape m_shape;
};

/// The shapes of one message while it is encoded: rows are added first, then written.
class ShapeTable {
  public:
    /// The builder for such rows: one for each entity and op; for updates, whose lines say null for
    /// every column that they write, one for each set of columns too.
    ShapeBuilder& find(std::string_view entity, std::optional<Op> op,
                       const boost::json::object& columns);
    void finish();
    /// Writes the shape's line if this is its first row; then its number.
    int declare(std::string& out, ShapeBuilder& builder);

  private:
    std::map<std::string, ShapeBuilder, std::less<>> m_builders;
    int m_declared = 0;
};

/// ",value,value…" in the shape's order, without the nulls at the end.
void append_values(std::string& out, const Shape& shape, const boost::json::object& columns,
                   Hlc clock);

/// A shape as read, ready to make rows from lines.
class ShapeReader {
  public:
    /// `line` is the object on the reader's current line.
    static Result<ShapeReader> parse(LineReader& reader, const boost::json::object& line,
                                     bool has_op);

    const Shape& shape() const { return m_shape; }
    /// The columns from a line's values, those from index `first` on.
    Result<boost::json::object> read_values(LineReader& reader, const boost::json::array& line,
                                            std::size_t first, Hlc clock) const;

  private:
    Shape m_shape;
    boost::json::object m_prototype;  ///< columns in order, all null, then `same`
    std::size_t m_row_bytes = 0;      ///< memory of one row without the values of its line
};

/// The shape of that number; k_wire_malformed if none has it.
Result<const ShapeReader*> find_shape(const LineReader& reader,
                                      const std::vector<ShapeReader>& shapes, std::int64_t number);

}  // namespace qiantai::sync
