#include "terminal/operations/service_operation.hpp"

#include "terminal/operations/schema_check.hpp"

namespace qiantai::ctl {

std::string service_name(std::string_view pretty_function) {
    // GCC: "... [with auto function = &qiantai::domain::MemberLists::expiring; ...]",
    // clang: "... [function = &qiantai::domain::MemberLists::expiring]".
    constexpr std::string_view k_before = "function = ";
    const auto from = pretty_function.rfind(k_before);
    QIANTAI_ASSERT(from != std::string_view::npos);
    auto name = pretty_function.substr(from + k_before.size());
    name = name.substr(0, name.find_first_of(";]"));
    if (name.starts_with('&')) name.remove_prefix(1);
    // Namespaces are lower case, services are not.
    for (auto colons = name.find("::"); colons != std::string_view::npos;
         colons = name.find("::")) {
        if (name.front() >= 'A' && name.front() <= 'Z') break;
        name.remove_prefix(colons + 2);
    }
    return std::string(name);
}

namespace detail {

void name_arguments(std::vector<Argument>& arguments, const std::vector<FieldNote>& notes) {
    auto note = notes.begin();
    for (auto& argument : arguments) {
        if (argument.shape != nullptr) continue;
        QIANTAI_ASSERT(note != notes.end());
        argument.note = *note++;
    }
    QIANTAI_ASSERT(note == notes.end());
}

boost::json::object input_schema(const Manifest& manifest, std::span<const Argument> arguments) {
    std::vector<schema::Field> fields;
    for (const auto& argument : arguments) {
        if (argument.shape != nullptr) {
            auto all = schema::fields_of(manifest, *argument.shape, schema::Direction::input);
            std::ranges::move(all, std::back_inserter(fields));
            continue;
        }
        const auto& note = argument.note;
        fields.push_back({note.name.empty() ? note.field : note.name,
                          schema::value_schema(manifest, *argument.type, note, note.field, nullptr,
                                               schema::Direction::input),
                          !argument.type->is_optional && !note.absent &&
                              note.presence != FieldNote::Presence::optional});
    }
    return schema::object(std::move(fields));
}

Status read_argument(const Argument& argument, const boost::json::object& input, void* value) {
    std::optional<FieldFault> fault;
    if (argument.shape != nullptr) {
        fault = shape_from_json(*argument.shape, input, value);
    } else {
        const auto& note = argument.note;
        const auto name = note.name.empty() ? note.field : note.name;
        const auto* found = input.if_contains(name);
        if (found == nullptr && note.absent) argument.type->set_integer(value, *note.absent);
        if (found != nullptr) fault = value_from_json(*argument.type, *found, value, note);
        if (fault) fault->path = std::string(name) + (fault->path.empty() ? "" : ".") + fault->path;
    }
    if (!fault) return {};
    return make_error(k_input_invalid, fault->path + ": " + fault->what, fault->path);
}

boost::json::object output_schema(const Manifest& manifest, const FieldType* type,
                                  const OperationParts& parts) {
    if (type == nullptr) return schema::object({});
    if (parts.output.empty()) {
        QIANTAI_ASSERT(type->kind == FieldKind::object && !type->is_optional);
        return schema::object(
            schema::fields_of(manifest, type->shape(), schema::Direction::output));
    }
    return schema::object({{parts.output,
                            schema::value_schema(manifest, *type, parts.output_note, parts.output,
                                                 nullptr, schema::Direction::output),
                            !type->is_optional}});
}

boost::json::object output_of(const FieldType& type, const void* value,
                              const OperationParts& parts) {
    if (parts.output.empty()) return shape_to_json(type.shape(), value);
    boost::json::object out;
    if (type.get(value) != nullptr) {
        out[parts.output] = value_to_json(type, value, parts.output_note);
    }
    return out;
}

}  // namespace detail

Operation ServiceOperations::describe(std::string_view name, Summary summary,
                                      std::span<const detail::Argument> arguments,
                                      const FieldType* type, const OperationParts& parts) const {
    return {.name = name,
            .summary_en = summary.en,
            .summary_zh = summary.zh,
            .right = m_right,
            .further_rights = parts.further_rights,
            .input = detail::input_schema(m_manifest, arguments),
            .output = detail::output_schema(m_manifest, type, parts),
            .errors = parts.errors};
}

}  // namespace qiantai::ctl
