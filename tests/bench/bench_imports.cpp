// The importer: how fast files are read, what a durable import of receipts costs beside the bare
// encrypted insert of the very rows it wrote, and how much memory it takes.
//   bench_imports [RECEIPTS]     default 200,000

#include <sqlite3.h>

#include <archive.h>
#include <archive_entry.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>

#include "schema/sqlite/facts.hpp"
#include "terminal/imports/rules/import_receipt_line.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/import_table.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using sqlite::Database;
using Seconds = std::chrono::duration<double>;

constexpr int k_members = 1'000, k_rows_per_transaction = 1'000;

template <typename Work>
double seconds_of(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

std::string phone_of(std::int64_t n) {
    return std::to_string(13'800'000'000 + n);
}

const char* const k_head = "小票号,收银台,日期,实收金额,手机号,商品,数量\n";

/// As a till writes it: two of three buyers are members.
std::string receipt_line(std::int64_t n) {
    return fmt::format("{},{},2026-{:02}-{:02} {:02}:{:02}:00,{}.{:02},{},奶粉三段 900 克,{}\n", n,
                       n % 3 + 1, n / 40'000 % 9 + 1, n / 1'500 % 28 + 1, n % 12 + 9, n % 60,
                       n % 900 + 10, n % 100, n % 3 == 0 ? "" : phone_of(n % k_members), n % 4 + 1);
}

void write_csv(const std::filesystem::path& path, std::int64_t lines) {
    std::ofstream file(path, std::ios::binary);
    file << k_head;
    for (std::int64_t i = 0; i < lines; ++i) file << receipt_line(i);
}

void write_gb18030(const std::filesystem::path& path, std::int64_t lines) {
    std::ofstream file(path, std::ios::binary);
    UErrorCode error = U_ZERO_ERROR;
    auto* converter = ucnv_open("gb18030", &error);
    std::string bytes;
    const auto put = [&](const std::string& line) {
        const auto text = icu::UnicodeString::fromUTF8(line);
        bytes.resize(static_cast<std::size_t>(text.length()) * 4 + 4);
        const auto length =
            ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                            text.getBuffer(), text.length(), &error);
        file.write(bytes.data(), length);
    };
    put(k_head);
    for (std::int64_t i = 0; i < lines; ++i) put(receipt_line(i));
    ucnv_close(converter);
}

void write_xlsx(const std::filesystem::path& path, std::int64_t lines) {
    std::string sheet = "<worksheet><sheetData>";
    const auto add_row = [&](std::string line) {
        line.pop_back();
        sheet += "<row>";
        for (std::size_t at = 0; at <= line.size();) {
            const auto end = std::min(line.find(',', at), line.size());
            const auto cell = line.substr(at, end - at);
            const bool number = !cell.empty() && cell.find_first_not_of("0123456789.") == cell.npos;
            sheet += number ? "<c><v>" + cell + "</v></c>"
                            : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
            at = end + 1;
        }
        sheet += "</row>";
    };
    add_row(k_head);
    for (std::int64_t i = 0; i < lines; ++i) add_row(receipt_line(i));
    sheet += "</sheetData></worksheet>";
    const std::vector<std::pair<std::string, std::string>> parts{
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/worksheets/sheet1.xml", std::move(sheet)}};
    auto* archive = archive_write_new();
    archive_write_set_format_zip(archive);
    QIANTAI_ASSERT(archive_write_open_filename(archive, path.c_str()) == ARCHIVE_OK);
    for (const auto& [name, content] : parts) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(archive, entry);
        archive_write_data(archive, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
}

/// Rows a second: as cells alone, and as receipts with every value read.
void measure_reading(const char* name, const std::filesystem::path& path, std::int64_t lines) {
    const auto fields = domain::receipt_import_fields();
    const auto run = [&](bool whole) {
        auto table = domain::TableFile::open(path, {}).value();
        const auto head = table.next().value();
        std::vector<std::string> headings;
        for (const auto& cell : head->cells) headings.push_back(cell.text);
        const auto columns = domain::ImportColumns::match(fields, headings, {}).value();
        const domain::ImportSettings settings{.source = "bench"};
        const domain::FileDates dates({});
        const domain::ImportStores stores;
        std::int64_t rows = 0;
        for (;;) {
            const auto row = table.next().value();
            if (!row) break;
            ++rows;
            if (!whole) continue;
            const domain::ImportLine line(columns, *row);
            const auto receipt = domain::read_receipt_lines(
                std::span(&line, 1), {.settings = settings, .dates = dates, .stores = stores});
            QIANTAI_ASSERT(receipt.faults.empty());
        }
        QIANTAI_ASSERT(rows == lines);
    };
    const auto per_second = [&](bool whole) {
        return static_cast<double>(lines) / seconds_of([&] { run(whole); });
    };
    fmt::print("reading {:<9} {:>9.0f} rows/s as cells {:>9.0f} rows/s as receipts\n", name,
               per_second(false), per_second(true));
}

/// A store's terminal with members and its manager.
class Shop {
  public:
    Shop() : m_terminal(open()) {
        auto& database = m_terminal.database();
        sqlite::save_fact(database, sqlite::fact::k_store_code, "S001").value();
        sqlite::save_fact(database, sqlite::fact::k_terminal_code, "T01").value();
        database
            .execute(
                "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at) VALUES "
                "(zeroblob(16), 'S001', '门店', 480, 'open', 1);"
                "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at) VALUES "
                "(zeroblob(16), 'standard', '普通', 0, 12, 'active', 1);"
                "INSERT INTO staff (id, store_code, number, name, role, status, pin_must_change, "
                "created_at) VALUES (zeroblob(16), 'S001', '1001', '店长', 'store_manager', "
                "'active', 0, 1)")
            .value();
        m_context.identity = domain::load_identity(database).value();
        auto transaction = sqlite::Transaction::begin(database).value();
        for (int i = 0; i < k_members; ++i) {
            domain::Registration member{.name = "会员", .phone = phone_of(i)};
            domain::Members(m_context).register_member(m_session, member).value();
        }
        transaction.commit().value();
    }

    domain::Import import(const std::filesystem::path& file) {
        const domain::ImportRequest request{.file = file.string(),
                                            .kind = domain::ImportKind::purchases,
                                            .settings = {.source = "bench"}};
        auto run = domain::ImportRun::open(m_context, m_session, request).value();
        while (run.step().value()) {
        }
        return run.report();
    }
    Database& database() { return m_terminal.database(); }

  private:
    store::TerminalDatabase open() {
        const auto home =
            store::resolve_home(m_folder.path(), [](const char*) { return std::nullopt; }).value();
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        return store::TerminalDatabase::open(home, m_clock, m_random, m_manifest, options).value();
    }

    test::TempFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    store::TerminalDatabase m_terminal;
    domain::ServiceContext m_context{m_terminal.database(), m_clock, m_random, m_manifest, {}};
    domain::Session m_session{"1001", "店长", StaffRole::store_manager, "S001"};
};

/// The rows that an import wrote, into an encrypted database that has nothing but their tables and
/// indexes, in transactions as long and as durable.
class BareTables {
  public:
    explicit BareTables(Database& from) : m_from(from), m_database(make()) {
        for (const std::string table : {"purchase", "outbox", "imported_row"}) {
            auto& sql = m_from.cached(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
                " AND type IN ('table', 'index') ORDER BY type DESC");
            sql.bind(table);
            while (sql.step().value()) m_database.execute(sql.text(0)).value();
        }
    }

    /// Seconds of the inserts and commits alone.
    double copy() {
        const char* const k_order[] = {"purchase", "outbox", "imported_row"};
        struct Stream {
            sqlite3_stmt* select;
            sqlite3_stmt* insert;
            bool more = true;
        };
        std::vector<Stream> streams;
        for (const std::string table : k_order) {
            const auto where =
                table == "outbox" ? " WHERE entity = 'purchase' ORDER BY seq" : " ORDER BY rowid";
            const bool has_rowid = table != "purchase" && table != "imported_row";
            auto* select = prepare(m_from, "SELECT * FROM " + table +
                                               (has_rowid ? where : std::string(" ORDER BY 1, 2")));
            std::string places = "?";
            for (int i = 1; i < sqlite3_column_count(select); ++i) places += ", ?";
            streams.push_back(
                {select, prepare(m_database, "INSERT INTO " + table + " VALUES (" + places + ")")});
        }
        double seconds = 0;
        for (bool more = true; more;) {
            more = false;
            std::vector<std::pair<sqlite3_stmt*, std::vector<sqlite3_value*>>> rows;
            for (int i = 0; i < k_rows_per_transaction; ++i) {
                for (auto& stream : streams) {
                    if (!stream.more) continue;
                    stream.more = sqlite3_step(stream.select) == SQLITE_ROW;
                    if (!stream.more) continue;
                    more = true;
                    auto& row = rows.emplace_back(stream.insert, std::vector<sqlite3_value*>());
                    for (int column = 0; column < sqlite3_column_count(stream.select); ++column) {
                        row.second.push_back(
                            sqlite3_value_dup(sqlite3_column_value(stream.select, column)));
                    }
                }
            }
            seconds += seconds_of([&] {
                auto transaction = sqlite::Transaction::begin(m_database).value();
                for (const auto& [insert, values] : rows) {
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        sqlite3_bind_value(insert, static_cast<int>(i) + 1, values[i]);
                    }
                    QIANTAI_ASSERT(sqlite3_step(insert) == SQLITE_DONE);
                    sqlite3_reset(insert);
                }
                transaction.commit().value();
            });
            for (const auto& row : rows) {
                for (auto* value : row.second) sqlite3_value_free(value);
            }
        }
        for (const auto& stream : streams) {
            sqlite3_finalize(stream.select);
            sqlite3_finalize(stream.insert);
        }
        return seconds;
    }

  private:
    Database make() {
        sqlite::OpenOptions options;
        options.mode = sqlite::OpenMode::create;
        options.durability = sqlite::Durability::full;
        options.cipher = sqlite::best_cipher_here();
        options.key = std::string(32, 'k');
        return Database::open(m_folder / "bare.db", options).value();
    }
    static sqlite3_stmt* prepare(Database& database, const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v3(database.handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr);
        QIANTAI_ASSERT(statement != nullptr);
        return statement;
    }

    test::TempFolder m_folder;
    Database& m_from;
    Database m_database;
};

/// Peak of resident memory since the last time, in MiB.
class PeakMemory {
  public:
    PeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }
    double mebibytes() const {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (!line.starts_with("VmHWM:")) continue;
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
        }
        return 0;
    }
};

void measure_import(const std::filesystem::path& file, std::int64_t receipts) {
    Shop shop;
    const PeakMemory memory;
    const double seconds = seconds_of([&] {
        const auto import = shop.import(file);
        QIANTAI_ASSERT(import.counts.added == receipts && import.counts.refused == 0);
    });
    const double peak = memory.mebibytes();
    const double bare = BareTables(shop.database()).copy();
    const auto rows = static_cast<double>(receipts);
    fmt::print(
        "import of {:>9} receipts: {:>7.0f} rows/s, bare rows {:>7.0f} rows/s, ratio {:.2f}, "
        "peak of memory {:.0f} MiB\n",
        receipts, rows / seconds, rows / bare, seconds / bare, peak);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    using namespace qiantai::bench;
    std::int64_t receipts = 200'000;
    if (argc > 1) {
        const std::string_view text = argv[1];
        const auto [end, failed] =
            std::from_chars(text.data(), text.data() + text.size(), receipts);
        if (failed != std::errc() || end != text.data() + text.size() || receipts < 10) {
            std::fputs("usage: bench_imports [RECEIPTS]\n", stderr);
            return 2;
        }
    }
    const qiantai::test::TempFolder folder;
    const auto csv = folder / "receipts.csv", tenth = folder / "tenth.csv";
    write_csv(csv, receipts);
    write_csv(tenth, receipts / 10);
    measure_reading("UTF-8", csv, receipts);
    write_gb18030(folder / "gb18030.csv", receipts);
    measure_reading("GB18030", folder / "gb18030.csv", receipts);
    const auto in_book = std::min<std::int64_t>(receipts, 200'000);
    write_xlsx(folder / "receipts.xlsx", in_book);
    measure_reading("workbook", folder / "receipts.xlsx", in_book);
    // Ten times as many receipts take no more memory.
    measure_import(tenth, receipts / 10);
    measure_import(csv, receipts);
    return 0;
}
