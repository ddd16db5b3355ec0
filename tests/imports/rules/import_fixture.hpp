#pragma once

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "schema/base/described_json.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

inline constexpr std::string_view k_utf8_mark = "\xEF\xBB\xBF";

/// As Chinese spreadsheets write it.
inline std::string in_encoding(const char* converter, std::string_view utf8) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 4, '\0');
    UErrorCode error = U_ZERO_ERROR;
    auto* opened = ucnv_open(converter, &error);
    REQUIRE(U_SUCCESS(error));
    const auto length =
        ucnv_fromUChars(opened, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                        text.getBuffer(), text.length(), &error);
    ucnv_close(opened);
    REQUIRE(U_SUCCESS(error));
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}
inline std::string in_gb18030(std::string_view utf8) {
    return in_encoding("gb18030", utf8);
}
/// Excel's "Unicode text".
inline std::string in_utf16le(std::string_view utf8) {
    return "\xFF\xFE" + in_encoding("UTF-16LE", utf8);
}

/// What a preview understood: 手机=phone, 部门? nobody knows, 积分! customers would lose,
/// 身份证号× never read, 备注- left out.
inline std::string understood(const ImportPreview& preview) {
    std::string all;
    for (const auto& column : preview.columns) {
        using enum ImportColumn::State;
        all += (all.empty() ? "" : " ") + column.heading;
        switch (column.state) {
            case read:
                all += "=" + column.field;
                break;
            case left_out:
                all += "-";
                break;
            case unknown:
                all += "?";
                break;
            case meaningful:
                all += "!";
                break;
            case withheld:
                all += "×";
                break;
        }
    }
    return all;
}
/// Codes of what has to be answered, with '!', or known.
inline std::string remarks_of(const ImportPreview& preview) {
    std::string all;
    for (const auto& remark : preview.remarks) {
        all += (all.empty() ? "" : "; ") + std::string(remark.must_answer ? "!" : "") + remark.code;
        if (!remark.about.empty()) all += " " + remark.about;
    }
    return all;
}

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
    ImportPreview preview(ImportKind kind, const std::string& bytes, ImportSettings settings = {}) {
        auto shown = imports.preview(manager, request(kind, bytes, std::move(settings)));
        if (!shown) FAIL(shown.error().message());
        return *std::move(shown);
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
    std::string all_faults() { return fmt::format("{}", fmt::join(faults(), "; ")); }
    /// Name, phone, gender, birthday, tier and day of joining of everybody, in order of phones.
    std::string all_members() {
        return text(
            "SELECT ifnull(group_concat(line, '; '), '') FROM (SELECT concat_ws('|', name, phone,"
            " gender, ifnull(nullif(birthday, ''), '-') || iif(birthday_calendar = 'lunar', ' lunar',"
            " ''), tier_code, joined_on) AS line FROM member WHERE status <> 'erased' ORDER BY phone)");
    }
    /// What earlier systems said of everybody: number, fen spent, visits.
    std::string all_origins() {
        return text(
            "SELECT ifnull(group_concat(line, '; '), '') FROM (SELECT concat_ws('|', number,"
            " ifnull(spent, '-'), ifnull(visits, '-')) AS line FROM member_origin ORDER BY number)");
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
