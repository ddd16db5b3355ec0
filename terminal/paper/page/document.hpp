#pragma once

// A printed form as values. A form says what stands on it, in what order and how strong; where it
// stands is the engine's: layout.hpp puts it onto pages, which pdf.hpp and bitmap.hpp draw, and
// slip_printer.hpp says the same to a receipt printer. A new form needs no drawing of its own.
//
// Lengths are millimetres on paper. Texts are UTF-8; a line feed in one begins a new line.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/signature.hpp"

namespace qiantai::paper {

enum class Medium {
    a4_portrait,
    a4_landscape,
    roll_80,  ///< a receipt printer's roll of 80 mm: as long as what stands on it
};
constexpr bool is_roll(Medium medium) {
    return medium == Medium::roll_80;
}

enum class Align { left, center, right };

/// How strong a text is.
enum class Look { small, body, strong, heading, figure };

struct Paragraph {
    std::string text{};
    Look look = Look::body;
    Align align = Align::left;
};

/// "单号 SG-S001-…". On a page the fields stand in a ruled grid, on a roll below each other.
struct Field {
    std::string label{};
    std::string value{};
    int span = 1;  ///< so many columns of its grid
};
struct FieldGrid {
    int columns = 2;
    std::vector<Field> fields{};
};

/// A signature that was given on screen; empty: not signed.
using Strokes = std::vector<Stroke>;

struct Cell {
    std::string text{};
    Strokes strokes{};  ///< in place of a text
};
struct Column {
    std::string title{};
    double share = 1;  ///< of the table's width, beside the other columns'
    Align align = Align::left;
    /// Columns beside each other with the same group have it as a second line above their titles.
    std::string group{};
};
struct Row {
    std::vector<Cell> cells{};
    bool is_sum = false;  ///< strong, with a line above
};
/// Goes over pages: each repeats the head, and no row is cut.
struct Table {
    std::vector<Column> columns{};
    std::vector<Row> rows{};
    std::string when_empty{};  ///< stands in place of rows that are not there
};

/// A place to sign, at least 25 by 12 mm, or the signature that was given.
struct Signature {
    std::string role{};  ///< 顾客签名
    Strokes strokes{};
    std::string name{};  ///< who signed; empty: a line to write it on
    std::string when{};
};
/// Beside each other, on the same page.
struct Signatures {
    std::vector<Signature> boxes{};
};

/// Of text without NUL that fits into one.
struct QrCode {
    std::string content{};
    std::string caption{};
    double side_mm = 24;  ///< with its quiet zone
};

struct Divider {};
struct Space {
    double mm = 3;
};

using Block = std::variant<Paragraph, FieldGrid, Table, Signatures, QrCode, Divider, Space>;

/// What every page begins with.
struct Head {
    std::string chain{};
    std::string title{};     ///< the form's name
    std::string code{};      ///< the form's code and version, "QT-F18 第 1 版"
    std::string store{};     ///< "望京一店（S001）"
    std::string number{};    ///< of the document; a period where it has none
    std::string subtitle{};  ///< beside the number: a period, a date
    /// Of a page of A4: a QR code in its corner, to open the document by; empty: none.
    std::string scanned{};
};

/// What every page ends with.
struct Printed {
    std::string by{};        ///< "林晓岚 1003"
    std::string at{};        ///< in the store's time
    std::string terminal{};  ///< "S001-01"
};

struct Document {
    Medium medium = Medium::a4_portrait;
    Head head{};
    std::vector<Block> blocks{};
    Printed printed{};
    /// Each is printed once, with its name (联次) in the corner; none: one print without a name.
    std::vector<std::string> copies{};
};

/// Eight hexadecimal digits of what stands on the document, whoever prints it when and how often:
/// two prints with the same digits say the same.
std::string short_hash(const Document& document);

}  // namespace qiantai::paper
