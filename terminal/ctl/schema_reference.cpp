#include "terminal/ctl/schema_reference.hpp"

namespace qiantai::ctl {
namespace {

constexpr int k_length_default = 200;

std::string_view writer_words(Writer writer) {
    switch (writer) {
        case Writer::store:
            return "the row's own store";
        case Writer::hq:
            return "headquarters";
        case Writer::both:
            return "store and headquarters";
    }
    return "";
}

std::string_view visibility_words(Visibility visibility) {
    switch (visibility) {
        case Visibility::chain:
            return "every terminal";
        case Visibility::store:
            return "the store and headquarters";
        case Visibility::headquarters:
            return "headquarters";
    }
    return "";
}

std::string_view merge_words(Merge merge) {
    switch (merge) {
        case Merge::append:
            return "never changed once written";
        case Merge::owner:
            return "the later write of a column wins";
        case Merge::fields:
            return "the later write of a column wins, the losing value is kept as a conflict";
    }
    return "";
}

std::string notes_of(const Column& column) {
    std::string notes;
    const auto add = [&](std::string_view note) {
        if (!note.empty()) notes += (notes.empty() ? "" : "; ") + std::string(note);
    };
    add(column.meaning);
    if (!column.values.empty()) {
        std::string values(column.values);
        std::ranges::replace(values, '|', ',');
        add("one of " + values);
    }
    if (column.personal) add("personal: emptied on erasure");
    if (column.own_store_only) add("goes to the own store only");
    if (column.duplicate_key) add("equal values open a duplicate case");
    if (column.writer) add("written by " + std::string(writer_words(*column.writer)));
    return notes;
}

int length_of(const Column& column) {
    return column.length_max > 0 ? column.length_max : k_length_default;
}

bool has_length(const Column& column) {
    return column.type == ColumnType::text || column.type == ColumnType::json ||
           column.type == ColumnType::bytes;
}

boost::json::object describe(const Column& column) {
    boost::json::object out{{"name", column.name},
                            {"type", name_of(column.type)},
                            {"required", column.presence == Presence::required},
                            {"personal", column.personal},
                            {"own_store_only", column.own_store_only},
                            {"duplicate_key", column.duplicate_key},
                            {"since", column.since}};
    if (has_length(column)) out["length_max"] = length_of(column);
    if (!column.values.empty()) out["values"] = column.values;
    if (column.writer) out["writer"] = name_of(*column.writer);
    if (!column.meaning.empty()) out["meaning"] = column.meaning;
    return out;
}

}  // namespace

std::string schema_reference_markdown(const Manifest& manifest) {
    std::string page = fmt::format(
        "# Records, schema version {}\n\nEvery record has an id (UUID). Times are UTC "
        "milliseconds, money is fen.\n",
        manifest.schema_version());
    for (const auto& entity : manifest.entities()) {
        page += fmt::format("\n## {} {}\n\n", entity.name, entity.title_zh);
        if (!entity.meaning.empty()) page += fmt::format("{}.\n\n", entity.meaning);
        page += fmt::format("Written by {}; sent to {}; {}.\n\n", writer_words(entity.writer),
                            visibility_words(entity.visibility), merge_words(entity.merge));
        page += "| column | type | required | notes |\n|---|---|---|---|\n";
        for (const auto& column : entity.columns) {
            const auto type = has_length(column)
                                  ? fmt::format("{} ≤ {}", name_of(column.type), length_of(column))
                                  : std::string(name_of(column.type));
            page +=
                fmt::format("| {} | {} | {} | {} |\n", column.name, type,
                            column.presence == Presence::required ? "yes" : "", notes_of(column));
        }
    }
    return page;
}

boost::json::object schema_reference_json(const Manifest& manifest) {
    boost::json::array entities;
    for (const auto& entity : manifest.entities()) {
        boost::json::array columns;
        for (const auto& column : entity.columns) columns.push_back(describe(column));
        entities.push_back(boost::json::object{{"name", entity.name},
                                               {"title_zh", entity.title_zh},
                                               {"writer", name_of(entity.writer)},
                                               {"visibility", name_of(entity.visibility)},
                                               {"merge", name_of(entity.merge)},
                                               {"conflicts_into", entity.conflicts_into},
                                               {"subject_column", entity.subject_column},
                                               {"hash_chain", entity.hash_chain},
                                               {"since", entity.since},
                                               {"meaning", entity.meaning},
                                               {"columns", std::move(columns)}});
    }
    return {{"schema_version", manifest.schema_version()},
            {"fingerprint", manifest.fingerprint()},
            {"entities", std::move(entities)}};
}

}  // namespace qiantai::ctl
