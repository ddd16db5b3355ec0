#pragma once

// Operations from services' functions. A service's function takes the session and what it needs,
// as described structs (schema/base/described.hpp), ids, texts, numbers; it gives a described
// struct, a list of them, an optional, one value, or nothing:
//
//     class StoredGoodsDesk {
//       public:
//         explicit StoredGoodsDesk(ServiceContext& context);
//         /// Right: goods_keep.
//         Result<StoredGoods> deposit(const Session& session, const Deposit& deposit);
//         /// Right: goods_keep.
//         Result<std::vector<StoredGoods>> of_member(const Session& session, const Uuid&
//         member_id);
//     };
//
// Its operations are a line each; the input's and the output's schema, the way from JSON to the
// function and back are made from its type:
//
//     std::vector<Operation> stored_goods_operations(const Manifest& manifest) {
//         const ServiceOperations goods(manifest, domain::Right::goods_keep);
//         return {
//             goods.make<&domain::StoredGoodsDesk::deposit>(
//                 "stored_goods.deposit", {"Takes goods into keeping.", "存货登记"},
//                 {.output = "goods", .errors = {&domain::k_item_unknown}}),
//             goods.make<&domain::StoredGoodsDesk::of_member>(
//                 "stored_goods.of_member", {"What a member has in keeping.", "会员存货"},
//                 {.arguments = {{.field = "member_id"}}, .output = "goods"}),
//         };
//     }
//
// A described struct's fields are the input's own fields; every other argument is named by
// `arguments`, in its order. Also functions that stand alone may be made operations, as
// `Result<T> (ServiceContext&, const Session&, ...)`.

#include <tuple>

#include "schema/base/described_json.hpp"
#include "terminal/operations/described_schema.hpp"
#include "terminal/operations/operation.hpp"

namespace qiantai::ctl {

/// What an operation does, in both languages.
struct Summary {
    std::string_view en;
    std::string_view zh;
};

struct OperationParts {
    /// Names and notes of the arguments that are no described structs, as in QIANTAI_NOTES.
    std::vector<FieldNote> arguments{};
    /// The output's field that holds what the function gives; empty: its fields are the output's.
    std::string_view output{};
    FieldNote output_note{};
    std::vector<const ErrorKind*> errors{};
    std::vector<domain::Right> further_rights{};
};

/// "MemberLists::expiring" of &domain::MemberLists::expiring, "load_store_facts" of a function that
/// stands alone.
std::string service_name(std::string_view pretty_function);
template <auto function>
std::string name_of_function() {
    return service_name(__PRETTY_FUNCTION__);
}

namespace detail {

template <typename Function>
struct ServiceFunction;
template <typename Service, typename R, typename... Args>
struct ServiceFunction<R (Service::*)(const domain::Session&, Args...)> {
    using Returned = R;
    using Arguments = std::tuple<std::remove_cvref_t<Args>...>;
    template <auto function>
    static R call(Desk& desk, const std::remove_cvref_t<Args>&... args) {
        return (Service(desk.context).*function)(*desk.session, args...);
    }
};
template <typename R, typename... Args>
struct ServiceFunction<R (*)(domain::ServiceContext&, const domain::Session&, Args...)> {
    using Returned = R;
    using Arguments = std::tuple<std::remove_cvref_t<Args>...>;
    template <auto function>
    static R call(Desk& desk, const std::remove_cvref_t<Args>&... args) {
        return function(desk.context, *desk.session, args...);
    }
};

/// What an argument is kept in between JSON and the call.
template <typename T>
struct Kept {
    using type = T;
};
template <>
struct Kept<std::string_view> {
    using type = std::string;
};
template <typename Arguments>
struct KeptAll;
template <typename... T>
struct KeptAll<std::tuple<T...>> {
    using type = std::tuple<typename Kept<T>::type...>;
};

/// One argument: a described struct, or a value under its note's field's name.
struct Argument {
    const Shape* shape = nullptr;
    const FieldType* type = nullptr;
    FieldNote note{};
};
template <typename T>
Argument argument_of() {
    if constexpr (Described<T>) {
        return {.shape = &shape_of<T>()};
    } else {
        return {.type = &field_type<T>()};
    }
}

/// Names the arguments that are no structs; there must be as many names.
void name_arguments(std::vector<Argument>& arguments, const std::vector<FieldNote>& notes);
boost::json::object input_schema(const Manifest& manifest, std::span<const Argument> arguments);
/// k_input_invalid.
Status read_argument(const Argument& argument, const boost::json::object& input, void* value);
boost::json::object output_schema(const Manifest& manifest, const FieldType* type,
                                  const OperationParts& parts);
boost::json::object output_of(const FieldType& type, const void* value,
                              const OperationParts& parts);

template <typename R>
struct ValueOf;
template <typename T>
struct ValueOf<Result<T>> {
    using type = T;
};

}  // namespace detail

/// Makes the operations of one capability that need the same right.
class ServiceOperations {
  public:
    ServiceOperations(const Manifest& manifest, domain::Right right)
        : m_manifest(manifest), m_right(right) {}

    /// The operation that calls this function, see above. Names and notes must live as long as the
    /// program.
    template <auto function>
    Operation make(std::string_view name, Summary summary, OperationParts parts = {}) const {
        using Called = detail::ServiceFunction<decltype(function)>;
        using Kept = typename detail::KeptAll<typename Called::Arguments>::type;
        using Value = typename detail::ValueOf<typename Called::Returned>::type;
        auto arguments = []<typename... T>(std::tuple<T...>*) {
            return std::vector<detail::Argument>{detail::argument_of<T>()...};
        }(static_cast<Kept*>(nullptr));
        detail::name_arguments(arguments, parts.arguments);
        const FieldType* type = nullptr;
        if constexpr (!std::is_void_v<Value>) type = &field_type<Value>();
        auto operation = describe(name, summary, arguments, type, parts);
        operation.serves = {name_of_function<function>()};
        operation.run = [arguments = std::move(arguments), type, parts = std::move(parts)](
                            Desk& desk,
                            const boost::json::object& input) -> Result<boost::json::object> {
            Kept kept{};
            Status read;
            std::size_t next = 0;
            std::apply(
                [&](auto&... value) {
                    ((read = read ? detail::read_argument(arguments[next++], input, &value) : read),
                     ...);
                },
                kept);
            if (!read) return read.error();
            auto given = std::apply(
                [&](const auto&... value) {
                    return Called::template call<function>(desk, value...);
                },
                kept);
            if (!given) return given.error();
            if constexpr (std::is_void_v<Value>) {
                return boost::json::object();
            } else {
                return detail::output_of(*type, &*given, parts);
            }
        };
        return operation;
    }

  private:
    Operation describe(std::string_view name, Summary summary,
                       std::span<const detail::Argument> arguments, const FieldType* type,
                       const OperationParts& parts) const;

    const Manifest& m_manifest;
    domain::Right m_right;
};

}  // namespace qiantai::ctl
