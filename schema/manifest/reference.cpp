#include "schema/manifest/reference.hpp"

#include <fmt/format.h>

#include <vector>

#include "schema/manifest/values.hpp"

namespace qiantai {
namespace {

std::string_view meaning_of(Writer writer) {
    switch (writer) {
        case Writer::store:
            return "terminals of the row's own store";
        case Writer::hq:
            return "headquarters";
        case Writer::both:
            return "terminals of the row's own store, and headquarters";
    }
    return "";
}

std::string_view meaning_of(Visibility visibility) {
    switch (visibility) {
        case Visibility::chain:
            return "every terminal of the chain";
        case Visibility::store:
            return "terminals of the row's store, and headquarters";
        case Visibility::store_only:
            return "terminals of the row's store; it lies at the hub, but on no desk of "
                   "headquarters";
        case Visibility::headquarters:
            return "headquarters; the terminal that wrote it keeps its own";
    }
    return "";
}

std::string_view meaning_of(Merge merge) {
    switch (merge) {
        case Merge::append:
            return "append: rows never change, both sides' rows are kept";
        case Merge::owner:
            return "owner: the later write of each column wins";
        case Merge::fields:
            return "fields: the later write of each column wins, the value that lost is kept in a "
                   "conflict record";
    }
    return "";
}

/// A cell must not end its table row.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|')
            out += "\\|";
        else if (c == '\n')
            out += ' ';
        else
            out += c;
    }
    return out;
}

std::string type_of(const Column& column) {
    std::string out(name_of(column.type));
    if (!column.values.empty()) return cell(fmt::format("{}: {}", out, column.values));
    if (takes_length(column)) out += fmt::format(", at most {}", length_max_of(column));
    return out;
}

std::string notes_of(const Column& column) {
    std::vector<std::string> notes;
    if (!column.meaning.empty()) notes.emplace_back(column.meaning);
    if (column.personal) notes.emplace_back("personal: emptied when the person is erased");
    if (column.own_store_only) notes.emplace_back("never leaves the row's own store");
    if (column.contact)
        notes.emplace_back(
            "contact data: on a desk of headquarters only under an open authorisation, and what "
            "was typed there leaves it once it was uploaded");
    if (column.duplicate_key)
        notes.emplace_back("two rows with the same value open a duplicate case");
    if (column.lookup_key) notes.emplace_back("rows are found by it at headquarters");
    if (!column.exclusive_while.empty())
        notes.emplace_back("no two persons' rows in use may hold the same");
    if (column.writer) notes.push_back(fmt::format("written by {}", meaning_of(*column.writer)));
    if (column.since > 1) notes.push_back(fmt::format("since schema {}", column.since));
    return cell(fmt::format("{}", fmt::join(notes, "; ")));
}

/// Where rows go beside their own store, and who may write them there.
void append_placing(std::string& out, const Entity& entity) {
    if (!entity.belongs_to.column.empty()) {
        out += fmt::format(
            "- belongs to the {} in {}: seen and written where that is, and moves with it\n",
            entity.belongs_to.entity, entity.belongs_to.column);
    }
    if (!entity.also_seen_by.empty())
        out += fmt::format("- also seen by the store in: {}\n", entity.also_seen_by);
    if (!entity.also_written_by.empty())
        out += fmt::format("- also written by the store in: {}\n", entity.also_written_by);
    if (entity.store_gives_away)
        out += "- its store may give a row to another store by changing store_code\n";
    const auto& opens = entity.opens_contact;
    if (opens.row_column.empty()) return;
    out += fmt::format(
        "- opens the contact columns of the row or person in {} to the desk in {}, until {} or, if "
        "earlier, {}\n",
        opens.row_column, opens.desk_column, opens.until_column, opens.ended_column);
}

void append_entity(std::string& out, const Entity& entity) {
    out += fmt::format("\n## {} {}\n\n", entity.name, entity.title_zh);
    if (!entity.meaning.empty()) out += fmt::format("{}\n\n", entity.meaning);
    out += fmt::format("- written by: {}\n- seen by: {}\n- merge: {}\n", meaning_of(entity.writer),
                       meaning_of(entity.visibility), meaning_of(entity.merge));
    if (!entity.conflicts_into.empty())
        out += fmt::format("- conflict records: {}\n", entity.conflicts_into);
    if (!entity.subject_column.empty()) {
        out += fmt::format("- belongs to the person in: {}\n", entity.subject_column);
    }
    if (entity.follows_person) {
        out += "- goes along when its person is looked up at another store\n";
    }
    append_placing(out, entity);
    if (entity.hash_chain) out += "- rows form a hash chain per terminal incarnation\n";
    if (entity.since > 1) out += fmt::format("- since schema {}\n", entity.since);
    out += "\n| column | type | presence | notes |\n|---|---|---|---|\n";
    for (const auto& column : entity.columns) {
        out += fmt::format("| {} | {} | {} | {} |\n", column.name, type_of(column),
                           column.presence == Presence::required ? "required" : "optional",
                           notes_of(column));
    }
}

boost::json::object to_json(const Column& column) {
    boost::json::object out{{"name", column.name},
                            {"type", name_of(column.type)},
                            {"required", column.presence == Presence::required},
                            {"personal", column.personal},
                            {"own_store_only", column.own_store_only},
                            {"contact", column.contact},
                            {"duplicate_key", column.duplicate_key},
                            {"lookup_key", column.lookup_key},
                            {"since", column.since}};
    if (takes_length(column)) out["length_max"] = length_max_of(column);
    if (!column.values.empty()) out["values"] = column.values;
    if (!column.exclusive_while.empty()) out["exclusive_while"] = column.exclusive_while;
    if (column.writer) out["writer"] = name_of(*column.writer);
    if (!column.meaning.empty()) out["meaning"] = column.meaning;
    return out;
}

boost::json::object to_json(const Entity& entity) {
    boost::json::array columns;
    for (const auto& column : entity.columns) columns.push_back(to_json(column));
    return {{"name", entity.name},
            {"title_zh", entity.title_zh},
            {"writer", name_of(entity.writer)},
            {"visibility", name_of(entity.visibility)},
            {"merge", name_of(entity.merge)},
            {"conflicts_into", entity.conflicts_into},
            {"subject_column", entity.subject_column},
            {"follows_person", entity.follows_person},
            {"belongs_to", entity.belongs_to.entity},
            {"belongs_to_column", entity.belongs_to.column},
            {"also_seen_by", entity.also_seen_by},
            {"also_written_by", entity.also_written_by},
            {"store_gives_away", entity.store_gives_away},
            {"opens_contact_of", entity.opens_contact.row_column},
            {"opens_contact_to", entity.opens_contact.desk_column},
            {"opens_contact_until", entity.opens_contact.until_column},
            {"opens_contact_ended", entity.opens_contact.ended_column},
            {"hash_chain", entity.hash_chain},
            {"since", entity.since},
            {"meaning", entity.meaning},
            {"columns", std::move(columns)}};
}

}  // namespace

boost::json::object manifest_reference_json(const Manifest& manifest) {
    boost::json::array entities;
    for (const auto& entity : manifest.entities()) entities.push_back(to_json(entity));
    return {{"schema_version", manifest.schema_version()},
            {"fingerprint", manifest.fingerprint()},
            {"entities", std::move(entities)}};
}

std::string manifest_reference(const Manifest& manifest) {
    std::string out = fmt::format(
        "# Entities of schema {}\n\n"
        "Every row also has `id`, a UUID (version 7 where a terminal made it). "
        "Times are UTC milliseconds, money is fen, dates are YYYY-MM-DD. "
        "In JSON ids are 36-character text, bytes are base64url, booleans true and false; "
        "in SQLite ids are 16-byte blobs, booleans 1 and 0.\n",
        manifest.schema_version());
    for (const auto& entity : manifest.entities()) append_entity(out, entity);
    return out;
}

}  // namespace qiantai
