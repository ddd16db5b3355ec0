#pragma once

// Described structs: a struct's fields are named once, and from that one line come its column
// list, reading and inserting rows (schema/sqlite/described_rows.hpp), JSON both ways
// (schema/base/described_json.hpp), drafts, and the operations' JSON Schemas
// (terminal/operations/described_schema.hpp).
//
//     /// A row of entity stored_goods: fields named as the manifest's columns.
//     struct StoredGoods {
//         Uuid id{};
//         std::string store_code{};
//         Uuid member_id{};
//         std::string item{};
//         int quantity = 0;
//         std::optional<Date> expires_on{};
//         Coded<GoodsStatus> status = GoodsStatus::stored;
//         TimeMs created_at = 0;
//     };
//     QIANTAI_DESCRIBE(StoredGoods, "stored_goods", id, store_code, member_id, item, quantity,
//                      expires_on, status, created_at)
//     QIANTAI_NOTES(StoredGoods, {.field = "expires_on", .meaning = "absent = keeps for ever"})
//
// The entity is empty for structs that are no row: what a service takes and gives. Where one is
// named, its columns say how long a text may be, which values it has and whether it must be there;
// notes say what the columns don't. An empty text and an empty optional are no value: NULL in the
// database, absent in JSON.
//
// Fields may be: std::string, Uuid, bool, int, std::int64_t, Date, Fen, an enumeration with codes
// or Coded of one (named_enum.hpp), another described struct, std::vector and std::optional of
// these. A std::int64_t named `at`, or with an end in _at or _since, is a time.
//
// The work is done by functions that know a struct only by its Shape, a table made when it is asked
// for first; the templates here do no more than fill that table.

#include <boost/describe/class.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "schema/base/date.hpp"
#include "schema/base/fen.hpp"
#include "schema/base/named_enum.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai {

struct Shape;

enum class FieldKind : std::uint8_t {
    text,
    id,
    integer,
    boolean,
    date,
    fen,
    code,    ///< a value of an enumeration
    object,  ///< another described struct
    list,
};

/// How values of one C++ type are reached by who doesn't know the type. Which functions are there
/// depends on the kind.
struct FieldType {
    FieldKind kind = FieldKind::text;
    bool is_optional =
        false;  ///< a std::optional; the kind and all but get and make are its value's
    /// The value of a field, null if it is an empty optional.
    const void* (*get)(const void* field) = nullptr;
    /// A value to write into; the field has it from then on.
    void* (*make)(void* field) = nullptr;
    /// integer and fen.
    std::int64_t (*integer)(const void* value) = nullptr;
    void (*set_integer)(void* value, std::int64_t number) = nullptr;
    /// code. Setting fails if the enumeration has no such code and can't keep it.
    std::string_view (*code)(const void* value) = nullptr;
    bool (*set_code)(void* value, std::string_view code) = nullptr;
    std::vector<std::string_view> (*codes)() = nullptr;
    const Shape& (*shape)() = nullptr;           ///< object
    const FieldType& (*element)() = nullptr;     ///< list: the type of its elements
    std::size_t (*size)(const void*) = nullptr;  ///< list
    const void* (*at)(const void* list, std::size_t index) = nullptr;
    void* (*append)(void* list) = nullptr;
};

/// What is to be said of a field beyond its name, type and column.
struct FieldNote {
    std::string_view field{};
    std::string_view meaning{};  ///< instead of the column's
    /// In JSON, if not the field's own name.
    std::string_view name{};
    /// In the database, if not the field's own name; k_no_column: it is none.
    std::string_view column{};
    /// Of numbers.
    std::optional<std::int64_t> min{}, max{};
    /// What a number is that an input leaves out, where no struct says so.
    std::optional<std::int64_t> absent{};
    /// Of a text without a column, in code points; of a list, its elements. 0 = usual.
    int length_max = 0;
    enum class Presence : std::uint8_t {
        usual,
        always,    ///< in JSON also when it is empty; in an input it must be there
        optional,  ///< in JSON only if it is not empty; in an input it may be left out
        never,     ///< not in JSON
    } presence = Presence::usual;
    /// The struct's fields stand beside the others, not in an object of their own.
    bool spread = false;
    /// An input may say null: an empty text.
    bool null_empties = false;
    /// The text is a JSON object, which stands there as itself.
    bool is_json = false;
};
inline constexpr std::string_view k_no_column = "-";

struct Field {
    std::string_view name;
    const FieldType* type;
    std::size_t offset;
    FieldNote note;

    std::string_view json_name() const { return note.name.empty() ? name : note.name; }
    std::string_view column() const { return note.column.empty() ? name : note.column; }
    bool is_column() const { return note.column != k_no_column; }
    const void* in(const void* object) const { return static_cast<const char*>(object) + offset; }
    void* in(void* object) const { return static_cast<char*>(object) + offset; }
};

/// A described struct, known at run time. Lives as long as the program.
struct Shape {
    std::string_view entity;
    std::vector<Field> fields;
    const void* defaults;    ///< a struct as it is made
    std::string columns;     ///< "id, store_code, …"
    std::string insert_sql;  ///< with a parameter for each of them

    const Field* find(std::string_view name) const;
};

/// The name says it is a time, see above.
bool is_time_name(std::string_view field);

/// No notes, unless QIANTAI_NOTES says so.
inline std::span<const FieldNote> notes_of(const void*) {
    return {};
}

template <typename T>
concept Described = boost::describe::has_describe_members<T>::value;

template <Described T>
const Shape& shape_of();
template <typename T>
const FieldType& field_type();

namespace detail {

Shape make_shape(std::string_view entity, std::vector<Field> fields, const void* defaults,
                 std::span<const FieldNote> notes);

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsList : std::false_type {};
template <typename T>
struct IsList<std::vector<T>> : std::true_type {};
template <typename T>
struct EnumOf {};
template <NamedEnum E>
struct EnumOf<E> {
    using type = E;
};
template <NamedEnum E>
struct EnumOf<Coded<E>> {
    using type = E;
};

template <typename E>
std::vector<std::string_view> list_codes() {
    std::vector<std::string_view> codes;
    for (const auto& one : k_codes<E>) codes.push_back(one.code);
    return codes;
}

template <typename T>
void describe_integer(FieldType& type) {
    type.integer = [](const void* value) {
        return static_cast<std::int64_t>(*static_cast<const T*>(value));
    };
    type.set_integer = [](void* value, std::int64_t number) {
        *static_cast<T*>(value) = static_cast<T>(number);
    };
}

template <typename T>
void describe_code(FieldType& type) {
    using E = typename EnumOf<T>::type;
    type.codes = list_codes<E>;
    if constexpr (std::is_enum_v<T>) {
        type.code = [](const void* value) { return code_of(*static_cast<const T*>(value)); };
        type.set_code = [](void* value, std::string_view code) {
            const auto known = parse_code<E>(code);
            if (known) *static_cast<T*>(value) = *known;
            return known.has_value();
        };
    } else {
        type.code = [](const void* value) {
            return std::string_view(static_cast<const T*>(value)->text());
        };
        type.set_code = [](void* value, std::string_view code) {
            *static_cast<T*>(value) = T::of_text(code);
            return true;
        };
    }
}

template <typename T>
void describe_list(FieldType& type) {
    type.element = field_type<typename T::value_type>;
    type.size = [](const void* list) { return static_cast<const T*>(list)->size(); };
    type.at = [](const void* list, std::size_t index) -> const void* {
        return &(*static_cast<const T*>(list))[index];
    };
    type.append = [](void* list) -> void* { return &static_cast<T*>(list)->emplace_back(); };
}

/// Everything of a value's type but how it is reached.
template <typename T>
FieldType value_type() {
    FieldType type;
    if constexpr (std::is_same_v<T, std::string>) {
        type.kind = FieldKind::text;
    } else if constexpr (std::is_same_v<T, Uuid>) {
        type.kind = FieldKind::id;
    } else if constexpr (std::is_same_v<T, bool>) {
        type.kind = FieldKind::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        type.kind = FieldKind::integer;
        describe_integer<T>(type);
    } else if constexpr (std::is_same_v<T, Date>) {
        type.kind = FieldKind::date;
    } else if constexpr (std::is_same_v<T, Fen>) {
        type.kind = FieldKind::fen;
        type.integer = [](const void* value) { return static_cast<const Fen*>(value)->count(); };
        type.set_integer = [](void* value, std::int64_t fen) {
            *static_cast<Fen*>(value) = Fen(fen);
        };
    } else if constexpr (requires { typename EnumOf<T>::type; }) {
        type.kind = FieldKind::code;
        describe_code<T>(type);
    } else if constexpr (IsList<T>::value) {
        type.kind = FieldKind::list;
        describe_list<T>(type);
    } else {
        static_assert(Described<T>, "a field's type is one of those listed above");
        type.kind = FieldKind::object;
        type.shape = shape_of<T>;
    }
    return type;
}

template <typename T>
FieldType make_field_type() {
    if constexpr (IsOptional<T>::value) {
        auto type = value_type<typename T::value_type>();
        type.is_optional = true;
        type.get = [](const void* field) -> const void* {
            const auto& optional = *static_cast<const T*>(field);
            return optional ? &*optional : nullptr;
        };
        type.make = [](void* field) -> void* { return &static_cast<T*>(field)->emplace(); };
        return type;
    } else {
        auto type = value_type<T>();
        type.get = [](const void* field) { return field; };
        type.make = [](void* field) { return field; };
        return type;
    }
}

}  // namespace detail

template <typename T>
const FieldType& field_type() {
    static const FieldType type = detail::make_field_type<T>();
    return type;
}

template <Described T>
const Shape& shape_of() {
    static const Shape shape = [] {
        static const T defaults{};
        std::vector<Field> fields;
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            using Type = std::remove_cvref_t<decltype(defaults.*member.pointer)>;
            const auto* place = reinterpret_cast<const char*>(&(defaults.*member.pointer));
            const auto offset = place - reinterpret_cast<const char*>(&defaults);
            fields.push_back(
                {member.name, &field_type<Type>(), static_cast<std::size_t>(offset), {}});
        });
        const T* none = nullptr;
        return detail::make_shape(entity_of(none), std::move(fields), &defaults, notes_of(none));
    }();
    return shape;
}

}  // namespace qiantai

/// Describes a struct, after it and in its namespace; see above.
#define QIANTAI_DESCRIBE(Struct, entity, ...)             \
    BOOST_DESCRIBE_STRUCT(Struct, (), (__VA_ARGS__))      \
    constexpr std::string_view entity_of(const Struct*) { \
        return entity;                                    \
    }

/// Notes on some of its fields, after QIANTAI_DESCRIBE.
#define QIANTAI_NOTES(Struct, ...)                                         \
    inline std::span<const ::qiantai::FieldNote> notes_of(const Struct*) { \
        static constexpr ::qiantai::FieldNote k_notes[] = {__VA_ARGS__};   \
        return k_notes;                                                    \
    }
