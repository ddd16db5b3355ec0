#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/secret.hpp"
#include "schema/base/uuid.hpp"
#include "terminal/operations/schema_check.hpp"

namespace qiantai::ctl {

/// Reads the fields of an input that its schema was checked against: a required field that is
/// missing is a bug of ours.
class Input {
  public:
    explicit Input(const boost::json::object& object) : m_object(object) {}

    std::optional<std::string> text_if(std::string_view name) const {
        const auto* value = find(name);
        return value == nullptr ? std::nullopt : std::optional(std::string(value->as_string()));
    }
    std::string text(std::string_view name, std::string_view absent = {}) const {
        return text_if(name).value_or(std::string(absent));
    }
    Secret secret(std::string_view name) const {
        return std::string_view(m_object.at(name).as_string());
    }
    std::optional<std::int64_t> integer_if(std::string_view name) const {
        const auto* value = find(name);
        return value == nullptr ? std::nullopt : std::optional(value->to_number<std::int64_t>());
    }
    std::int64_t integer(std::string_view name, std::int64_t absent) const {
        return integer_if(name).value_or(absent);
    }
    bool is_set(std::string_view name) const {
        const auto* value = find(name);
        return value != nullptr && value->as_bool();
    }
    /// As text_if; a field that is there but null gives an empty text: "empty this".
    std::optional<std::string> text_or_emptied(std::string_view name) const {
        const auto* value = m_object.if_contains(name);
        if (value != nullptr && value->is_null()) return std::string();
        return text_if(name);
    }
    const boost::json::value& value(std::string_view name) const { return m_object.at(name); }

    /// k_input_invalid if the text is no id.
    Result<Uuid> id(std::string_view name) const {
        const auto parsed = Uuid::parse(text(name));
        if (!parsed)
            return make_error(k_input_invalid, std::string(name) + ": no id", std::string(name));
        return *parsed;
    }
    Result<std::optional<Uuid>> id_if(std::string_view name) const {
        if (find(name) == nullptr) return std::optional<Uuid>();
        QIANTAI_TRY(const Uuid parsed, id(name));
        return std::optional(parsed);
    }

  private:
    const boost::json::value* find(std::string_view name) const {
        const auto* value = m_object.if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }
    const boost::json::object& m_object;
};

}  // namespace qiantai::ctl
