#pragma once

// Files of other systems: plain values. One importer reads them for every capability that takes
// something over; what it does not understand it asks, and what it can't take it gives back in a
// file that can be corrected and imported again.

#include <optional>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_heading_missing{
    "import_heading_missing", Actor::clerk,
    "No line names the columns that are needed. Add a heading, or say which column holds them.",
    "找不到必需列的表头。请补上表头，或指明哪一列是什么。"};
inline constexpr ErrorKind k_import_heading_twice{
    "import_heading_twice", Actor::clerk,
    "Two columns mean the same. Say which of them is meant, and leave the other one out.",
    "有两列对应同一字段，请指定其中一列，另一列选择不导入。"};
inline constexpr ErrorKind k_import_field_unknown{"import_field_unknown", Actor::clerk,
                                                  "There is no such field in what is imported.",
                                                  "导入内容中没有这个字段。"};
inline constexpr ErrorKind k_import_column_unknown{"import_column_unknown", Actor::clerk,
                                                   "The file has no column with this heading.",
                                                   "文件中没有这个表头的列。"};
inline constexpr ErrorKind k_import_column_meaningful{
    "import_column_meaningful", Actor::clerk,
    "These columns can't be imported, and customers would lose what stands in them. Say for each "
    "that it may be left out.",
    "以下列无法导入，顾客的相应权益会丢失。如确认不导入，请逐列选择“不导入”。"};
inline constexpr ErrorKind k_import_amount_unclear{
    "import_amount_unclear", Actor::clerk,
    "What was paid can hold change that was given back. Say which column is the amount, or which "
    "ones are total and discount.",
    "付款金额可能含找零。请指明哪一列是实收金额，或哪两列是总金额与折扣。"};
inline constexpr ErrorKind k_import_date_order_unclear{
    "import_date_order_unclear", Actor::clerk,
    "Nothing in this file tells whether 03/04 is the 3rd of April or March 4th. Say which.",
    "文件中无法判断 03/04 是 4 月 3 日还是 3 月 4 日，请选择日期顺序。"};
inline constexpr ErrorKind k_import_gender_codes{
    "import_gender_codes", Actor::clerk,
    "The gender stands there as a number, and systems number it differently. Say what each means.",
    "性别用数字表示，各系统含义不同，请说明每个数字的意思。"};
inline constexpr ErrorKind k_import_calendar_codes{
    "import_calendar_codes", Actor::clerk,
    "The birthday's calendar stands there as a number. Say which one is lunar and which solar.",
    "生日历法用数字表示，请说明哪个数字是农历、哪个是公历。"};
inline constexpr ErrorKind k_import_source_missing{
    "import_source_missing", Actor::clerk,
    "Say which system the file comes from, in a word: its numbers are told from others by it.",
    "请写明文件来自哪个系统（简称即可），以便区分各系统的编号。"};
inline constexpr ErrorKind k_import_done_already{
    "import_done_already", Actor::clerk,
    "This very file was imported completely before. Nothing was done; to import it again "
    "nevertheless, say so.",
    "该文件此前已全部导入，本次未作任何改动。如确需再次导入，请选择“再次导入”。"};
inline constexpr ErrorKind k_import_file_busy{
    "import_file_busy", Actor::itself,
    "This file is being imported already, here or by another program.",
    "该文件正在导入，请等待完成。"};
inline constexpr ErrorKind k_import_file_changed{
    "import_file_changed", Actor::itself,
    "The file was changed while it was being imported; nothing behind that was taken over. Wait until "
    "it is whole, and import it again: what is here already is not added twice.",
    "导入过程中文件被改动，之后的内容未导入。请等文件写完后再导入一次，已导入的不会重复。"};
inline constexpr ErrorKind k_import_other_file{
    "import_other_file", Actor::clerk,
    "This is not the file that the import was begun with, or it was changed since. Choose the "
    "original one; import a changed one anew.",
    "这不是开始导入时的那个文件，或文件已被改动。请选择原来的文件；改过的文件请另行导入。"};
inline constexpr ErrorKind k_import_line_broken{
    "import_line_broken", Actor::clerk,
    "The quotes of this line do not match. Correct the line and import it again.",
    "该行引号不配对，请改正后重新导入。"};
inline constexpr ErrorKind k_import_line_too_long{
    "import_line_too_long", Actor::clerk,
    "The line has more columns than the heading. A separator inside a text needs quotes around the "
    "text.",
    "该行列数多于表头。文字内含分隔符时，请用引号括起。"};
inline constexpr ErrorKind k_import_line_cut{
    "import_line_cut", Actor::clerk,
    "The file ends in the middle of this line. Export it again, or complete the line.",
    "文件在该行中间中断。请重新导出，或补全该行。"};
inline constexpr ErrorKind k_import_last_line_open{
    "import_last_line_open", Actor::clerk,
    "The file's last line has no end: it may have been cut off. Look whether the line is whole.",
    "文件最后一行没有换行，可能被截断，请核对该行是否完整。"};
inline constexpr ErrorKind k_import_lines_short{
    "import_lines_short", Actor::clerk,
    "These lines have fewer columns than the heading. What is missing at their end counts as empty.",
    "这些行的列数少于表头，行末缺少的列按空白处理。"};
inline constexpr ErrorKind k_import_private_characters{
    "import_private_characters", Actor::clerk,
    "Names in these lines hold characters that only the earlier system could show. Type them anew.",
    "这些行含有原系统的自造字，其他电脑无法显示，请重新录入。"};
inline constexpr ErrorKind k_import_identity_number{
    "import_identity_number", Actor::clerk,
    "The number of an identity card stands in this cell. It is never kept: in the file of refused "
    "lines it is taken out, and the line can be imported from there.",
    "该单元格含身份证号，系统不予保存。被拒行文件中已将其去掉，可直接从该文件再次导入。"};
inline constexpr ErrorKind k_import_line_garbled{
    "import_line_garbled", Actor::clerk,
    "The line holds characters that could not be read. Type them again.",
    "该行含有无法识别的字符，请重新录入。"};
inline constexpr ErrorKind k_import_value_unknown{
    "import_value_unknown", Actor::clerk,
    "This is none of the known values. Write one of those named here, or leave the cell empty.",
    "无法识别该值。请改为此处列出的写法之一，或留空。"};
inline constexpr ErrorKind k_import_value_missing{
    "import_value_missing", Actor::clerk,
    "The cell holds a formula without its value, or an error. Write the value itself.",
    "该单元格是没有计算结果的公式或错误值，请直接填写内容。"};
inline constexpr ErrorKind k_import_number_destroyed{
    "import_number_destroyed", Actor::clerk,
    "The spreadsheet has rounded this number; its last digits are gone. Format the column as text in "
    "the original and export it again.",
    "表格软件把该号码变成了科学计数，后几位已丢失。请在原文件中将该列设为“文本”格式后重新导出。"};
inline constexpr ErrorKind k_import_store_unknown{
    "import_store_unknown", Actor::clerk,
    "No store has this name. Say what the file calls this store.",
    "没有这个名称的门店。请指明文件中本店的写法。"};
inline constexpr ErrorKind k_import_refund_unclear{
    "import_refund_unclear", Actor::clerk,
    "How much was given back, and when, does not stand there. Write the refund as a line of its own, "
    "or the state as cancelled.",
    "没有写明退款金额和日期。请将退款另写一行；若整单作废，请把状态改为“已取消”。"};
inline constexpr ErrorKind k_import_amounts_differ{
    "import_amounts_differ", Actor::clerk,
    "The lines of one receipt name different amounts. Say whether the column is the receipt's amount "
    "or the item's.",
    "同一小票各行金额不同。请指明该列是整单金额还是单品金额。"};
inline constexpr ErrorKind k_import_lines_unclear{
    "import_lines_unclear", Actor::clerk,
    "Receipts have several lines, each with the same amount: nothing tells whether it is the whole "
    "receipt's or each item's. Say which.",
    "同一小票有多行且金额都相同，无法判断是整单金额还是单品金额，请指明。"};
inline constexpr ErrorKind k_import_weak_keys{
    "import_weak_keys", Actor::clerk,
    "The receipts have no numbers: they are told apart by member, items, amount and day.",
    "小票没有编号，将按会员、商品、金额和日期区分。"};
inline constexpr ErrorKind k_import_birthday_default{
    "import_birthday_default", Actor::clerk,
    "So many people have this birthday that it is nobody's: the system put it where none was told.",
    "生日相同的人过多，视为系统默认值，按未提供处理。"};
inline constexpr ErrorKind k_import_not_found{"import_not_found", Actor::clerk,
                                              "There is no such import on this terminal.",
                                              "本机没有这次导入。"};
inline constexpr ErrorKind k_import_not_undoable{
    "import_not_undoable", Actor::clerk, "This import was taken back already.", "这次导入已撤销。"};

inline constexpr ErrorKind k_import_gift_twice{
    "import_gift_twice", Actor::administrator,
    "A line before it has the same code. One code is one gift: leave one of the lines out.",
    "前面已有相同编码的行。一个编码只能是一种礼品，请删去其中一行。"};

enum class ImportKind { members, purchases, gifts };
constexpr auto codes_of(ImportKind) {
    return std::to_array<CodedValue<ImportKind>>({{ImportKind::members, "members"},
                                                  {ImportKind::purchases, "purchases"},
                                                  {ImportKind::gifts, "gifts"}});
}

/// How 03/04 is meant.
enum class DateOrder { day_first, month_first };
constexpr auto codes_of(DateOrder) {
    return std::to_array<CodedValue<DateOrder>>(
        {{DateOrder::day_first, "day_first"}, {DateOrder::month_first, "month_first"}});
}

inline constexpr int k_import_source_length_max = 40, k_import_heading_length_max = 200;
/// As field of a column: left out.
inline constexpr std::string_view k_import_left_out = "-";

struct ColumnChoice {
    std::string heading{};  ///< as ImportColumn::heading
    std::string field{};    ///< a field's name, or k_import_left_out
    bool operator==(const ColumnChoice&) const = default;
};
QIANTAI_DESCRIBE(ColumnChoice, "", heading, field)
QIANTAI_NOTES(ColumnChoice, {.field = "heading", .length_max = k_import_heading_length_max},
              {.field = "field", .length_max = 40})

/// What a number means where a word is usual.
struct CodeMeaning {
    std::string code{};
    std::string meaning{};  ///< one of the words of the field
};
QIANTAI_DESCRIBE(CodeMeaning, "", code, meaning)
QIANTAI_NOTES(CodeMeaning, {.field = "code", .length_max = 20},
              {.field = "meaning", .length_max = 20})

/// How the files of one source are read: what was found out by itself needs no word here.
struct ImportSettings {
    std::string source{};  ///< the system they come from, as people here call it
    std::vector<ColumnChoice> columns{};
    std::string encoding{};    ///< code of TextEncoding; empty = found out
    std::string sheet{};       ///< empty = the first one
    std::string date_order{};  ///< code of DateOrder; empty = found out
    std::vector<CodeMeaning> genders{}, calendars{};
    std::string own_store{};  ///< what its column of stores calls this one; empty = by code or name
    bool unknown_as_empty = false;  ///< optional values that nobody knows are left empty

    bool says_only_source() const {
        return columns.empty() && encoding.empty() && sheet.empty() && date_order.empty() &&
               genders.empty() && calendars.empty() && own_store.empty() && !unknown_as_empty;
    }
};
QIANTAI_DESCRIBE(ImportSettings, "", source, columns, encoding, sheet, date_order, genders,
                 calendars, own_store, unknown_as_empty)
QIANTAI_NOTES(ImportSettings,
              {.field = "source",
               .length_max = k_import_source_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "columns", .length_max = 1000, .presence = FieldNote::Presence::optional},
              {.field = "encoding", .length_max = 20, .presence = FieldNote::Presence::optional},
              {.field = "sheet", .length_max = 60, .presence = FieldNote::Presence::optional},
              {.field = "date_order", .length_max = 20, .presence = FieldNote::Presence::optional},
              {.field = "genders", .length_max = 20, .presence = FieldNote::Presence::optional},
              {.field = "calendars", .length_max = 20, .presence = FieldNote::Presence::optional},
              {.field = "own_store", .length_max = 60, .presence = FieldNote::Presence::optional},
              {.field = "unknown_as_empty", .presence = FieldNote::Presence::optional})

/// Where the settings say nothing but the source, files are read as its last one was.
struct ImportRequest {
    std::string file{};  ///< path
    ImportKind kind = ImportKind::members;
    ImportSettings settings{};
    /// True: everything is tried and nothing stays but the file of refused lines.
    bool check = false;
    bool again = false;    ///< also a file that was imported completely before
    std::string errors{};  ///< path of the file of refused lines; empty = beside the file
    /// The settings are those of the source's last file: headings that this one hasn't are no matter.
    bool remembered = false;
    /// The import that is gone on with: another file's lines must not get into it.
    std::optional<std::int64_t> go_on{};
};
QIANTAI_DESCRIBE(ImportRequest, "", file, kind, settings, check, again, errors)
QIANTAI_NOTES(ImportRequest, {.field = "file", .length_max = 1000},
              {.field = "settings", .spread = true},
              {.field = "check", .presence = FieldNote::Presence::optional},
              {.field = "again", .presence = FieldNote::Presence::optional},
              {.field = "errors", .length_max = 1000, .presence = FieldNote::Presence::optional})

/// A column of the file, and what it is taken for.
struct ImportColumn {
    std::string heading{};  ///< told apart: a second 手机 is 手机#2, one without a heading #3
    std::string field{};    ///< empty = nobody knows; k_import_left_out
    enum class State { read, left_out, unknown, meaningful, withheld } state = State::unknown;
    std::vector<std::string> samples{};  ///< what stands in its first cells
};
constexpr auto codes_of(ImportColumn::State) {
    using enum ImportColumn::State;
    return std::to_array<CodedValue<ImportColumn::State>>({{read, "read"},
                                                           {left_out, "left_out"},
                                                           {unknown, "unknown"},
                                                           {meaningful, "meaningful"},
                                                           {withheld, "withheld"}});
}
QIANTAI_DESCRIBE(ImportColumn, "", heading, field, state, samples)
QIANTAI_NOTES(ImportColumn, {.field = "heading", .length_max = k_import_heading_length_max},
              {.field = "field", .length_max = 40},
              {.field = "state",
               .meaning = "read; left out by choice; unknown and left out; meaningful: customers "
                          "would lose it, needs a yes; withheld: numbers of identity cards, never "
                          "read"},
              {.field = "samples", .length_max = 3})

/// Something that has to be answered, or should be known, before the import.
struct ImportRemark {
    std::string code{};   ///< of an error kind
    std::string about{};  ///< columns or values
    bool must_answer = false;
};
QIANTAI_DESCRIBE(ImportRemark, "", code, about, must_answer)
QIANTAI_NOTES(ImportRemark, {.field = "code", .length_max = 60},
              {.field = "about", .length_max = 2000})

/// What a file was understood as; nothing is written.
struct ImportPreview {
    std::string format{};     ///< csv or xlsx
    std::string encoding{};   ///< csv
    bool certain = true;      ///< false: look whether it reads well
    std::string separator{};  ///< csv
    std::string sheet{};
    std::vector<std::string> sheets{};
    std::int64_t heading_line = 0;
    std::int64_t rows = 0;  ///< below the heading, without blank ones and totals
    std::int64_t bytes = 0;
    std::vector<ImportColumn> columns{};
    std::vector<std::string> fields{};  ///< that a column can be taken for
    std::vector<ImportRemark> remarks{};
    std::optional<std::int64_t> imported_before{};  ///< the import of this very file
    std::optional<std::int64_t> begun_before{};     ///< likewise, but not to its end
};
QIANTAI_DESCRIBE(ImportPreview, "", format, encoding, certain, separator, sheet, sheets,
                 heading_line, rows, bytes, columns, fields, remarks, imported_before, begun_before)
QIANTAI_NOTES(ImportPreview, {.field = "sheets", .length_max = 200},
              {.field = "columns", .length_max = 1000}, {.field = "fields", .length_max = 100},
              {.field = "remarks", .length_max = 100})

/// Why a line was left alone without being wrong.
enum class ImportSkip { cancelled, stored_value, other_store, total };
constexpr auto codes_of(ImportSkip) {
    return std::to_array<CodedValue<ImportSkip>>({{ImportSkip::cancelled, "cancelled"},
                                                  {ImportSkip::stored_value, "stored_value"},
                                                  {ImportSkip::other_store, "other_store"},
                                                  {ImportSkip::total, "total"}});
}

struct ImportCounts {
    std::int64_t lines = 0;      ///< below the heading, blank ones aside
    std::int64_t added = 0;      ///< records
    std::int64_t known = 0;      ///< records that were here already and say the same
    std::int64_t completed = 0;  ///< records that were here and now say more
    std::int64_t refused = 0;    ///< lines in the errors file, duplicates among them
    std::int64_t duplicates = 0;
    std::int64_t unclear_member = 0;  ///< receipts whose number several members have
    std::int64_t no_member = 0;       ///< receipts that say nobody, or nobody known here
    std::int64_t cancelled = 0, stored_value = 0, other_store = 0, totals = 0;
};
QIANTAI_DESCRIBE(ImportCounts, "", lines, added, known, completed, refused, duplicates,
                 unclear_member, no_member, cancelled, stored_value, other_store, totals)

enum class ImportStatus { running, done, undoing, undone };
constexpr auto codes_of(ImportStatus) {
    return std::to_array<CodedValue<ImportStatus>>({{ImportStatus::running, "running"},
                                                    {ImportStatus::done, "done"},
                                                    {ImportStatus::undoing, "undoing"},
                                                    {ImportStatus::undone, "undone"}});
}

/// One import of one file on this terminal.
struct Import {
    std::int64_t id = 0;
    ImportKind kind = ImportKind::members;
    ImportStatus status = ImportStatus::running;
    std::string source{};
    std::string file{};    ///< its name
    std::string path{};    ///< where it lay, to find it when the import is gone on with
    std::string errors{};  ///< path of the file of refused lines
    std::int64_t rows = 0;
    ImportCounts counts{};
    std::string staff_number{};
    TimeMs started_at = 0;
    std::optional<std::int64_t> ended_at{};
    std::int64_t gone = 0, stayed = 0;  ///< once it was taken back
};
QIANTAI_DESCRIBE(Import, "", id, kind, status, source, file, path, errors, rows, counts,
                 staff_number, started_at, ended_at, gone, stayed)
QIANTAI_NOTES(Import, {.field = "source", .length_max = k_import_source_length_max},
              {.field = "file", .length_max = 1000}, {.field = "path", .length_max = 1000},
              {.field = "errors", .length_max = 1000}, {.field = "staff_number", .length_max = 12})

/// What taking an import back left alone.
struct ImportStayed {
    Uuid row_id{};
    std::string about{};  ///< a name or a receipt, as this session may see it
};
QIANTAI_DESCRIBE(ImportStayed, "", row_id, about)
QIANTAI_NOTES(ImportStayed, {.field = "about", .length_max = 200})

}  // namespace qiantai::domain
