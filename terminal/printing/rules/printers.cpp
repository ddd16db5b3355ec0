#include "terminal/printing/rules/printers.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/paper/printers/printer.hpp"

namespace qiantai::domain {
namespace {

Printer read_printer(const sqlite::Statement& row) {
    return {.use = parse_code<PrinterUse>(row.text(0)).value_or(PrinterUse::page),
            .name = std::string(row.text(1)),
            .address = std::string(row.text(2))};
}

}  // namespace

Result<Printer> load_printer(sqlite::Database& database, PrinterUse use) {
    QIANTAI_TRY(const auto printer,
                sqlite::one(database.cached("SELECT use, name, address FROM printer WHERE use = ?")
                                .bind(code_of(use)),
                            read_printer));
    if (!printer) return make_error(k_printer_missing, std::string(code_of(use)));
    return *printer;
}

Result<std::vector<Printer>> Printers::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    return sqlite::all(
        m_context.database.cached("SELECT use, name, address FROM printer ORDER BY use"),
        read_printer);
}

Result<Printer> Printers::set(const Session& session, const Printer& printer) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::printers_set));
    Printer kept{.use = printer.use, .address = printer.address};
    QIANTAI_TRY(kept.name, normalise_note(printer.name, k_printer_name_length_max, "name"));
    if (kept.name.empty()) return make_error(k_printer_name_missing, {}, "name");
    QIANTAI_TRY(const auto kind, paper::parse_printer_address(kept.address));
    if (kind == paper::PrinterKind::raw && kept.use == PrinterUse::page) {
        return make_error(k_printer_of_wrong_kind, {}, "address");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(
        m_context.database
            .cached("INSERT INTO printer (use, name, address) VALUES (?, ?, ?) ON CONFLICT DO"
                    " UPDATE SET name = excluded.name, address = excluded.address")
            .bind(code_of(kept.use), kept.name, kept.address)
            .run());
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "printers.set",
         .detail = {{"use", std::string(code_of(kept.use))}, {"address", kept.address}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return kept;
}

Status Printers::remove(const Session& session, PrinterUse use) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::printers_set));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto printer, load_printer(m_context.database, use));
    QIANTAI_TRY_STATUS(
        m_context.database.cached("DELETE FROM printer WHERE use = ?").bind(code_of(use)).run());
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "printers.remove",
         .detail = {{"use", std::string(code_of(use))}, {"address", printer.address}}}));
    return transaction.commit();
}

Status Printers::probe(const Session& session, PrinterUse use) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const auto printer, load_printer(m_context.database, use));
    return paper::probe_printer(printer.address);
}

}  // namespace qiantai::domain
