#include "terminal/operations/schema_check.hpp"

// Without this the library ends the program.
#define VALIJSON_USE_EXCEPTIONS 1

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "schema/base/date.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::ctl {
namespace {

/// valijson names the place as "<root>", "[consents]", "[0]"; people read consents.0.
std::string path_of(const std::vector<std::string>& context) {
    std::string path;
    for (std::size_t i = 1; i < context.size(); ++i) {
        std::string_view part = context[i];
        if (part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
        path += (path.empty() ? "" : ".") + std::string(part);
    }
    return path;
}

/// What is wrong, in few words; the library's own are about its schema, not about the input.
std::string words_of(const std::string& description) {
    constexpr std::string_view k_unknown = "Object contains a property that could not be validated";
    const auto quoted = [&] {
        const auto end = description.rfind('\'');
        const auto begin =
            end == std::string::npos || end == 0 ? end : description.rfind('\'', end - 1);
        if (begin == std::string::npos) return std::string();
        return description.substr(begin + 1, end - begin - 1);
    };
    if (description.starts_with(k_unknown)) return "unknown field " + quoted();
    if (description.starts_with("Missing required property")) return "missing field " + quoted();
    return description;
}

/// The library reads formats with regular expressions that recurse for every character, and of
/// values that are no text too.
boost::json::value without_formats(const boost::json::value& schema) {
    if (const auto* list = schema.if_array()) {
        boost::json::array out;
        for (const auto& item : *list) out.push_back(without_formats(item));
        return out;
    }
    const auto* object = schema.if_object();
    if (object == nullptr) return schema;
    boost::json::object out;
    for (const auto& member : *object) {
        const bool format = member.key() == "format" && member.value().is_string();
        if (!format) out.emplace(member.key(), without_formats(member.value()));
    }
    return out;
}

bool has_format(std::string_view format, std::string_view text) {
    if (format == "date") return Date::parse(text).has_value();
    if (format == "uuid") return Uuid::parse(text).has_value();
    return true;
}

/// The formats of a value that is right otherwise.
Status check_formats(const boost::json::object& schema, const boost::json::value& value,
                     const std::string& path) {
    const auto below = [&](std::string_view part) {
        return path + (path.empty() ? "" : ".") + std::string(part);
    };
    if (const auto* text = value.if_string()) {
        const auto* format = schema.if_contains("format");
        if (format == nullptr || has_format(format->as_string(), *text)) return {};
        return make_error(k_input_invalid, path + ": no " + std::string(format->as_string()), path);
    }
    const auto* items = schema.if_contains("items");
    if (const auto* list = value.if_array(); list != nullptr && items != nullptr) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            QIANTAI_TRY_STATUS(
                check_formats(items->as_object(), (*list)[i], below(std::to_string(i))));
        }
    }
    const auto* properties = schema.if_contains("properties");
    if (const auto* object = value.if_object(); object != nullptr && properties != nullptr) {
        for (const auto& member : *object) {
            const auto* property = properties->as_object().if_contains(member.key());
            if (property == nullptr) continue;
            QIANTAI_TRY_STATUS(
                check_formats(property->as_object(), member.value(), below(member.key())));
        }
    }
    return {};
}

}  // namespace

struct SchemaCheck::Compiled {
    boost::json::object document;
    valijson::Schema schema;
};

SchemaCheck::SchemaCheck(const boost::json::object& schema)
    : m_compiled(std::make_unique<Compiled>()) {
    m_compiled->document = schema;
    const boost::json::value document = without_formats(schema);
    const valijson::adapters::BoostJsonAdapter adapter(document);
    valijson::SchemaParser parser;
    parser.populateSchema(adapter, m_compiled->schema);
}

SchemaCheck::SchemaCheck(SchemaCheck&&) noexcept = default;
SchemaCheck::~SchemaCheck() = default;

Status SchemaCheck::check(const boost::json::value& value) const {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    const valijson::adapters::BoostJsonAdapter adapter(value);
    if (validator.validate(m_compiled->schema, adapter, &results)) {
        return check_formats(m_compiled->document, value, {});
    }
    // The first error is about the outermost part ("a field is wrong"), the last about the field
    // itself.
    valijson::ValidationResults::Error first, next;
    results.popError(first);
    while (results.popError(next)) {
        if (next.context.size() > first.context.size()) first = next;
    }
    const auto path = path_of(first.context);
    const auto words = words_of(first.description);
    return make_error(k_input_invalid, (path.empty() ? "" : path + ": ") + words, path);
}

}  // namespace qiantai::ctl
