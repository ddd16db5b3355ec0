#include "terminal/operations/schema_check.hpp"

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

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

}  // namespace

struct SchemaCheck::Compiled {
    valijson::Schema schema;
};

SchemaCheck::SchemaCheck(const boost::json::object& schema)
    : m_compiled(std::make_unique<Compiled>()) {
    const boost::json::value document(schema);
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
    if (validator.validate(m_compiled->schema, adapter, &results)) return {};
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
