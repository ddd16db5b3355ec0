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
        case Visibility::store_only:
            return "the store, and no desk of headquarters";
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
    if (column.contact) add("contact data: on a desk only under an open authorisation");
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
                            {"contact", column.contact},
                            {"duplicate_key", column.duplicate_key},
                            {"since", column.since}};
    if (has_length(column)) out["length_max"] = length_of(column);
    if (!column.values.empty()) out["values"] = column.values;
    if (column.writer) out["writer"] = name_of(*column.writer);
    if (!column.meaning.empty()) out["meaning"] = column.meaning;
    return out;
}

/// Where rows go beside their own store, and who may write them there.
std::string placing_words(const Entity& entity) {
    std::string words;
    if (!entity.belongs_to.column.empty()) {
        words += fmt::format("Belongs to the {} in {} and is where that is. ",
                             entity.belongs_to.entity, entity.belongs_to.column);
    }
    if (!entity.also_seen_by.empty())
        words += fmt::format("Also seen by the store in {}. ", entity.also_seen_by);
    if (!entity.also_written_by.empty())
        words += fmt::format("Also written by the store in {}. ", entity.also_written_by);
    if (entity.store_gives_away) words += "Its store may give it to another store. ";
    const auto& opens = entity.opens_contact;
    if (!opens.row_column.empty()) {
        words += fmt::format(
            "Opens contact columns of the row or person in {} to the desk in {} until {} or {}. ",
            opens.row_column, opens.desk_column, opens.until_column, opens.ended_column);
    }
    if (!words.empty()) words.replace(words.size() - 1, 1, "\n\n");
    return words;
}

boost::json::object describe_placing(const Entity& entity) {
    const auto& opens = entity.opens_contact;
    return {{"belongs_to", entity.belongs_to.entity},
            {"belongs_to_column", entity.belongs_to.column},
            {"also_seen_by", entity.also_seen_by},
            {"also_written_by", entity.also_written_by},
            {"store_gives_away", entity.store_gives_away},
            {"opens_contact_of", opens.row_column},
            {"opens_contact_to", opens.desk_column},
            {"opens_contact_until", opens.until_column},
            {"opens_contact_ended", opens.ended_column}};
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
        page += placing_words(entity);
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
        boost::json::object described{{"name", entity.name},
                                      {"title_zh", entity.title_zh},
                                      {"writer", name_of(entity.writer)},
                                      {"visibility", name_of(entity.visibility)},
                                      {"merge", name_of(entity.merge)},
                                      {"conflicts_into", entity.conflicts_into},
                                      {"subject_column", entity.subject_column},
                                      {"hash_chain", entity.hash_chain},
                                      {"since", entity.since},
                                      {"meaning", entity.meaning},
                                      {"columns", std::move(columns)}};
        for (auto& placing : describe_placing(entity)) described.insert(placing);
        entities.push_back(std::move(described));
    }
    return {{"schema_version", manifest.schema_version()},
            {"fingerprint", manifest.fingerprint()},
            {"entities", std::move(entities)}};
}

}  // namespace qiantai::ctl
