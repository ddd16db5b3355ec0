#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "schema/base/clock.hpp"
#include "schema/base/result.hpp"
#include "sync/core/hlc.hpp"
#include "sync/core/http_message.hpp"
#include "sync/core/hub_errors.hpp"

namespace qiantai::hub {

/// One of the hub's errors with its particulars, to be answered to a terminal.
struct Refusal {
    const sync::HubError* error;
    std::string detail{};
    std::optional<std::int64_t> expected_seq{};
    std::optional<TimeMs> hub_time{};
    std::optional<sync::Hlc> clock_bound{};
    std::optional<TimeMs> retry_after_ms{};
    std::string allowed_method{};  ///< of k_method_not_allowed
    /// What failed inside the hub, if that is why: for its log, and never told.
    std::optional<Error> failure{};

    /// k_hub_stopping if it passes by itself, as a busy store does, k_hub_storage_full, else
    /// k_hub_failed.
    static Refusal of_failure(Error failure);
    /// For who is told by other means than HTTP: the failure itself, or the hub's error.
    Error as_error() const;
};

/// What a terminal asked for, or the Refusal why it does not get it. A failure of the store is a
/// Refusal too, so that QIANTAI_TRY passes on either.
template <typename T>
class [[nodiscard]] Answer {
  public:
    Answer(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Answer(Refusal refusal) : m_state(std::in_place_index<1>, std::move(refusal)) {}
    Answer(Error failure) : Answer(Refusal::of_failure(std::move(failure))) {}

    explicit operator bool() const { return m_state.index() == 0; }
    T& value() & {
        QIANTAI_ASSERT(m_state.index() == 0);
        return *std::get_if<0>(&m_state);
    }
    T value() && { return std::move(value()); }
    T& operator*() & { return value(); }
    T* operator->() { return &value(); }

    const Refusal& error() const {
        QIANTAI_ASSERT(m_state.index() == 1);
        return *std::get_if<1>(&m_state);
    }

  private:
    std::variant<T, Refusal> m_state;
};

template <>
class [[nodiscard]] Answer<void> {
  public:
    Answer() = default;
    Answer(Refusal refusal) : m_refusal(std::move(refusal)) {}
    Answer(Error failure) : Answer(Refusal::of_failure(std::move(failure))) {}

    explicit operator bool() const { return !m_refusal; }
    const Refusal& error() const {
        QIANTAI_ASSERT(m_refusal.has_value());
        return *m_refusal;
    }

  private:
    std::optional<Refusal> m_refusal;
};

sync::HttpResponse json_response(int status, const boost::json::value& body);
sync::HttpResponse refusal_response(const Refusal& refusal);
sync::HttpResponse text_response(std::string_view content_type, std::string body);

}  // namespace qiantai::hub
