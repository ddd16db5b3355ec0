#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "schema/base/error.hpp"

namespace qiantai {

/// An expected outcome: a value, or the Error why there is none. Reading the wrong side is a bug
/// and ends the program. Return a value or an Error directly; pass failures on with QIANTAI_TRY.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        QIANTAI_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const& {
        QIANTAI_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    /// By value, not T&&: `for (auto& row : load_rows().value())` would read a destroyed object
    /// otherwise.
    T value() && {
        QIANTAI_ASSERT(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {
        QIANTAI_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }

  private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    void value() const { QIANTAI_ASSERT(ok()); }
    const Error& error() const {
        QIANTAI_ASSERT(!ok());
        return *m_error;
    }

  private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

/// For what may rightly be missing: nothing if the failure is of this kind; other failures stay.
template <typename T>
Result<std::optional<T>> absent_if(const ErrorKind& kind, Result<T> result) {
    if (result) return std::optional<T>(std::move(result).value());
    if (result.error().kind == &kind) return std::optional<T>();
    return result.error();
}

}  // namespace qiantai

#define QIANTAI_CONCAT_INNER(a, b) a##b
#define QIANTAI_CONCAT(a, b) QIANTAI_CONCAT_INNER(a, b)
#define QIANTAI_TRY_INNER(result, target, expression) \
    auto result = (expression);                       \
    if (!result) return result.error();               \
    target = std::move(result).value()

/// QIANTAI_TRY(auto row, load_row(id)): declares `row`, or returns the error to the caller.
#define QIANTAI_TRY(target, expression) \
    QIANTAI_TRY_INNER(QIANTAI_CONCAT(qiantai_result_, __LINE__), target, expression)

/// QIANTAI_TRY_STATUS(save()): goes on, or returns the error to the caller.
#define QIANTAI_TRY_STATUS(expression)                                                          \
    do {                                                                                        \
        if (auto qiantai_status = (expression); !qiantai_status) return qiantai_status.error(); \
    } while (false)
