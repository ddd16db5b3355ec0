#pragma once

#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

/// A terminal, its manager, and files of another system.
struct ImportDesk : TestDesk {
    Imports imports{context};
    Session manager = session(StaffRole::store_manager);
    qiantai::test::TempFolder files{};
    std::filesystem::path errors = files / "errors.ndjson";
    int written = 0;

    std::string write(const std::string& bytes, const std::string& name = {}) {
        const auto path = files / (name.empty() ? std::to_string(++written) + ".csv" : name);
        qiantai::test::write_bytes(path, bytes);
        return path.string();
    }
    ImportRequest request(ImportKind kind, const std::string& bytes, ImportSettings settings = {}) {
        if (settings.source.empty()) settings.source = "旧系统";
        return {.file = write(bytes),
                .kind = kind,
                .settings = std::move(settings),
                .errors = errors.string()};
    }
    Result<Import> import(const ImportRequest& request) {
        clock.advance(1000);
        return imports.run(manager, request);
    }
    Import members(const std::string& bytes, ImportSettings settings = {}) {
        return must_run(request(ImportKind::members, bytes, std::move(settings)));
    }
    Import receipts(const std::string& bytes, ImportSettings settings = {}) {
        return must_run(request(ImportKind::purchases, bytes, std::move(settings)));
    }
    Import must_run(const ImportRequest& request) {
        auto imported = import(request);
        if (!imported) FAIL(imported.error().message());
        return *imported;
    }
    /// "(done)" or the code of the error.
    std::string outcome(const ImportRequest& request) {
        const auto imported = import(request);
        return imported ? "(done)" : std::string(imported.error().code());
    }
    Import undo(std::int64_t id) {
        clock.advance(1000);
        auto undone = imports.undo(manager, id);
        if (!undone) FAIL(undone.error().message());
        return *undone;
    }

    std::vector<boost::json::object> refused() {
        std::vector<boost::json::object> lines;
        if (!std::filesystem::exists(errors)) return lines;
        std::istringstream in(qiantai::test::file_bytes(errors));
        for (std::string line; std::getline(in, line);) {
            lines.push_back(boost::json::parse(line).as_object());
        }
        return lines;
    }
    /// "3 手机 phone_malformed" of every fault.
    std::vector<std::string> faults() {
        std::vector<std::string> all;
        for (const auto& line : refused()) {
            all.push_back(fmt::format("{} {} {}", line.at("line").as_int64(),
                                      std::string_view(line.at("column").as_string()),
                                      std::string_view(line.at("code").as_string())));
        }
        return all;
    }
    std::int64_t count_members() {
        return number("SELECT count(*) FROM member WHERE status <> 'erased'");
    }
    std::int64_t count_receipts() {
        return number("SELECT count(*) FROM purchase WHERE undone_at IS NULL");
    }
    /// Date, kind, amount and buyer of every receipt that counts, in order.
    std::string all_receipts() {
        return text(
            "SELECT group_concat(line, ' ') FROM (SELECT business_date || ' ' || kind || ' ' ||"
            " ifnull(number, '-') || ' ' || amount || ' ' || ifnull((SELECT name FROM member m"
            " WHERE m.id = p.member_id), ifnull(claimed, '-')) || ' ' || weak_key || ';' AS line"
            " FROM purchase p WHERE undone_at IS NULL ORDER BY business_date, number, amount, id)");
    }
};

}  // namespace qiantai::domain::test
