#pragma once

#include "terminal/base/service_context.hpp"
#include "terminal/printing/rules/printing_facts.hpp"

namespace qiantai::domain {

/// This terminal's printers, one for each use. Thread rule: as ServiceContext.
class Printers {
  public:
    explicit Printers(ServiceContext& context) : m_context(context) {}

    /// Right: read_setup.
    Result<std::vector<Printer>> list(const Session& session);
    /// In place of the one for the same use. Right: printers_set. k_printer_name_missing,
    /// k_printer_of_wrong_kind, paper::k_printer_address_malformed.
    Result<Printer> set(const Session& session, const Printer& printer);
    /// Right: printers_set. k_printer_missing.
    Status remove(const Session& session, PrinterUse use);
    /// Asks the printer whether it could print now. Waits for its answer. Right: read_setup.
    /// k_printer_missing, and what is wrong with it.
    Status probe(const Session& session, PrinterUse use);

  private:
    ServiceContext& m_context;
};

/// k_printer_missing.
Result<Printer> load_printer(sqlite::Database& database, PrinterUse use);

}  // namespace qiantai::domain
