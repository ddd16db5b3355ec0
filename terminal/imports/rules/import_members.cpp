#include "terminal/imports/rules/import_members.hpp"

#include <set>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_errors.hpp"

namespace qiantai::domain {
namespace {

/// So many first lines are looked at for the heading.
constexpr int k_heading_among = 10;
/// Of a refused line that much stands in the errors file: any that can be corrected is shorter.
constexpr std::size_t k_line_shown_bytes_max = 1u << 20;
constexpr std::string_view k_replacement_character = "\xEF\xBF\xBD";

/// As much of a refused line as is shown, in whole characters.
std::string shown_part(std::string_view line) {
    const auto is_inside = [&](std::size_t at) {
        return (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
    };
    std::size_t length = std::min(line.size(), k_line_shown_bytes_max);
    while (length > 0 && length < line.size() && is_inside(length)) --length;
    return std::string(line.substr(0, length));
}

/// How far a file was imported, as its fact tells.
struct Position {
    std::size_t offset = 0;  ///< in the text as UTF-8; 0: not begun
    std::int64_t line = 1;
    std::int64_t lines = 0, registered = 0, refused = 0, duplicates = 0;
    std::uint64_t error_bytes = 0;
    bool done = false;
};

std::string to_json(const Position& position) {
    return boost::json::serialize(boost::json::object{{"offset", position.offset},
                                                      {"line", position.line},
                                                      {"lines", position.lines},
                                                      {"registered", position.registered},
                                                      {"refused", position.refused},
                                                      {"duplicates", position.duplicates},
                                                      {"error_bytes", position.error_bytes},
                                                      {"done", position.done}});
}

/// Nothing if it is damaged.
std::optional<Position> from_json(const std::string& text) {
    const auto json = parse_json_object(text);
    const auto done = json ? find_bool(*json, "done") : std::nullopt;
    if (!done) return std::nullopt;
    bool all = true;
    const auto number = [&](const char* name) {
        const auto found = find_integer(*json, name, 0);
        all = all && found;
        return found.value_or(0);
    };
    const Position position{.offset = static_cast<std::size_t>(number("offset")),
                            .line = number("line"),
                            .lines = number("lines"),
                            .registered = number("registered"),
                            .refused = number("refused"),
                            .duplicates = number("duplicates"),
                            .error_bytes = static_cast<std::uint64_t>(number("error_bytes")),
                            .done = *done};
    return all ? std::optional(position) : std::nullopt;
}

Result<ImportNames> load_names(sqlite::Database& database, const std::string& store_code) {
    ImportNames names;
    QIANTAI_TRY_STATUS(sqlite::each(
        database.cached("SELECT name, code FROM tier WHERE status = 'active' ORDER BY rank DESC"),
        [&](const sqlite::Statement& row) {
            names.tier_codes.insert_or_assign(std::string(row.text(0)), std::string(row.text(1)));
        }));
    QIANTAI_TRY_STATUS(sqlite::each(
        database
            .cached("SELECT name, number FROM staff WHERE store_code = ? AND status = 'active'"
                    " ORDER BY number")
            .bind(store_code),
        [&](const sqlite::Statement& row) {
            const std::string number(row.text(1));
            const auto [named, first] = names.staff_numbers.emplace(row.text(0), number);
            if (!first) named->second.reset();
            names.staff_numbers.insert_or_assign(number, number);
        }));
    return names;
}

/// One run over one file.
class Import {
  public:
    Import(sqlite::Database& database, const ImportOptions& options,
           const RegisterMember& register_member, const KeepGoing& keep_going)
        : m_database(database),
          m_options(options),
          m_register(register_member),
          m_keep_going(keep_going) {}

    Result<ImportReport> run() {
        QIANTAI_TRY_STATUS(load());
        QIANTAI_TRY(auto errors, ImportErrorFile::open(m_options.errors, m_position.error_bytes,
                                                       m_columns.headings));
        CsvReader reader(m_text.utf8, m_separator.character);
        reader.seek(m_position.offset, m_position.line);
        bool more = true;
        while (more) {
            QIANTAI_TRY(more, import_batch(reader, errors));
            if (m_keep_going && !m_keep_going(reader.offset(), m_text.utf8.size())) break;
        }
        return make_report(!more);
    }

  private:
    Status load() {
        QIANTAI_TRY(auto bytes, read_file(m_options.file));
        m_fact = "import/" + to_hex(as_bytes(std::string_view(blake2b_256(bytes)).substr(0, 16)));
        QIANTAI_TRY(m_text, decode_text(std::move(bytes)));
        m_separator = detect_separator(m_text.utf8);
        QIANTAI_TRY(m_names, load_names(m_database, m_options.store_code));
        CsvReader reader(m_text.utf8, m_separator.character);
        reader.seek(m_separator.begins, m_separator.line);
        QIANTAI_TRY(m_columns, find_heading(reader));
        if (!m_columns.meaningful.empty()) {
            return make_error(k_import_column_meaningful,
                              fmt::format("{}", fmt::join(m_columns.meaningful, " | ")));
        }
        if (m_options.mode == ImportOptions::Mode::write) QIANTAI_TRY_STATUS(load_position());
        if (m_position.offset == 0) {
            m_position.offset = reader.offset();
            m_position.line = reader.line();
        } else {
            m_resumed_at = m_position.line;
        }
        return {};
    }

    /// A title and blank lines may stand above it.
    Result<ImportColumns> find_heading(CsvReader& reader) const {
        std::optional<Error> first;
        for (int i = 0; i < k_heading_among; ++i) {
            const auto record = reader.next();
            auto columns = match_columns(record ? record->fields : std::vector<std::string>{},
                                         m_options.mappings);
            if (columns || columns.error().kind != &k_import_heading_missing) return columns;
            if (!first) first = columns.error();
            if (!record) break;
        }
        return *first;
    }

    Status load_position() {
        QIANTAI_TRY(const auto saved, sqlite::load_fact_text(m_database, m_fact));
        if (!saved) return {};
        const auto position = from_json(*saved);
        const bool asked_again = m_options.repeat == ImportOptions::Repeat::again;
        if (!position) {
            if (!asked_again) return make_error(k_import_position_unreadable, m_fact);
        } else if (!position->done) {
            m_position = *position;
        } else if (!asked_again) {
            return make_error(k_import_done_already, m_options.file.string());
        }
        return {};
    }

    /// One transaction. False: the file is at its end.
    Result<bool> import_batch(CsvReader& reader, ImportErrorFile& errors) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_database));
        bool more = true;
        for (int i = 0; i < m_options.lines_per_transaction && more; ++i) {
            const auto record = reader.next();
            if (!record) {
                more = false;
            } else if (!record->is_blank()) {
                QIANTAI_TRY_STATUS(import_record(*record, errors));
            }
        }
        m_position.offset = reader.offset();
        m_position.line = reader.line();
        m_position.done = !more;
        QIANTAI_TRY(m_position.error_bytes, errors.flush());
        if (m_options.mode == ImportOptions::Mode::check) return more;
        QIANTAI_TRY_STATUS(sqlite::save_fact(m_database, m_fact, to_json(m_position)));
        QIANTAI_TRY_STATUS(transaction.commit());
        return more;
    }

    Status import_record(const CsvRecord& record, ImportErrorFile& errors) {
        ++m_position.lines;
        QIANTAI_TRY(const auto faults, try_record(record));
        if (faults.empty()) {
            ++m_position.registered;
            return {};
        }
        ++m_position.refused;
        const auto original = shown_part(record.text);
        ImportProblem problem{.line = record.line,
                              .faults = {},
                              .fields = record.broken ? std::vector{original} : record.fields,
                              .original = original};
        bool duplicate = false;
        for (const auto& fault : faults) {
            duplicate |= fault.kind == &k_possible_duplicate;
            problem.faults.push_back({heading_of(fault.field), fault});
        }
        if (duplicate) ++m_position.duplicates;
        errors.add(problem);
        return {};
    }

    /// What is wrong with the line; an error ends the import.
    Result<std::vector<Error>> try_record(const CsvRecord& record) {
        using Faults = std::vector<Error>;
        if (record.broken) return Faults{make_error(k_import_line_broken)};
        if (record.text.find(k_replacement_character) != std::string_view::npos) {
            return Faults{make_error(k_import_line_garbled)};
        }
        for (std::size_t i = m_columns.fields.size(); i < record.fields.size(); ++i) {
            if (!record.fields[i].empty()) return Faults{make_error(k_import_line_too_long)};
        }
        auto line = read_import_line(m_columns, record.fields, m_names, m_options.unknown_values,
                                     m_options.phone_country, m_options.today);
        if (!line.faults.empty()) return std::move(line.faults);
        // A part of its own, so that a line that fails half-way leaves nothing.
        QIANTAI_TRY(auto part, sqlite::Transaction::begin(m_database));
        if (auto registered = m_register(line.registration); !registered) {
            if (registered.error().field.empty()) return registered.error();
            return Faults{registered.error()};
        }
        if (m_options.mode == ImportOptions::Mode::check) {
            // Earlier transactions of a check are gone, their phone numbers are not.
            const auto phone =
                normalise_phone(line.registration.phone, m_options.phone_country);
            if (phone && !m_checked_phones.insert(*phone).second) {
                return Faults{make_error(k_possible_duplicate, {}, "phone")};
            }
        }
        QIANTAI_TRY_STATUS(part.commit());
        return Faults{};
    }

    std::string heading_of(std::string_view field) const {
        for (std::size_t i = 0; i < m_columns.fields.size(); ++i) {
            if (name_of(m_columns.fields[i]) == field) return m_columns.headings[i];
        }
        return std::string(field);
    }

    ImportReport make_report(bool finished) const {
        return {.encoding = m_text.encoding,
                .lines = m_position.lines,
                .registered = m_position.registered,
                .refused = m_position.refused,
                .duplicates = m_position.duplicates,
                .resumed_at = m_resumed_at,
                .ignored_headings = m_columns.ignored,
                .finished = finished};
    }

    sqlite::Database& m_database;
    const ImportOptions& m_options;
    const RegisterMember& m_register;
    const KeepGoing& m_keep_going;
    std::string m_fact;
    DecodedText m_text;
    CsvSeparator m_separator;
    ImportColumns m_columns;
    ImportNames m_names;
    Position m_position;
    std::int64_t m_resumed_at = 0;
    std::set<std::string> m_checked_phones;
};

}  // namespace

Result<ImportReport> import_members(sqlite::Database& database, const ImportOptions& options,
                                    const RegisterMember& register_member,
                                    const KeepGoing& keep_going) {
    return Import(database, options, register_member, keep_going).run();
}

}  // namespace qiantai::domain
