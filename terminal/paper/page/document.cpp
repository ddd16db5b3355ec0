#include "terminal/paper/page/document.hpp"

#include "schema/base/encoding.hpp"

namespace qiantai::paper {
namespace {

/// What stands on a document as one text, each part with its length, so that no two documents give
/// the same.
class Digest {
  public:
    void add(const std::string& text) { m_text += std::to_string(text.size()) + ":" + text; }
    void add(int number) { add(std::to_string(number)); }
    void add(const Strokes& strokes) { add(strokes.empty() ? "" : signature_text(strokes)); }

    void add(const Paragraph& paragraph) {
        add(paragraph.text);
        add(static_cast<int>(paragraph.look));
    }
    void add(const FieldGrid& grid) {
        for (const auto& field : grid.fields) {
            add(field.label);
            add(field.value);
        }
    }
    void add(const Table& table) {
        for (const auto& column : table.columns) {
            add(column.group);
            add(column.title);
        }
        for (const auto& row : table.rows) {
            for (const auto& cell : row.cells) {
                add(cell.text);
                add(cell.strokes);
            }
        }
        add(table.when_empty);
    }
    void add(const Signatures& signatures) {
        for (const auto& box : signatures.boxes) {
            for (const auto* text : {&box.role, &box.name, &box.when}) add(*text);
            add(box.strokes);
        }
    }
    void add(const QrCode& code) {
        add(code.content);
        add(code.caption);
    }
    void add(const Divider&) {}
    void add(const Space&) {}
    void add(const Block& block) {
        add(static_cast<int>(block.index()));
        std::visit([this](const auto& one) { add(one); }, block);
    }
    void add(const Head& head) {
        for (const auto* text : {&head.chain, &head.title, &head.code, &head.store, &head.number,
                                 &head.subtitle, &head.scanned}) {
            add(*text);
        }
    }
    const std::string& text() const { return m_text; }

  private:
    std::string m_text;
};

}  // namespace

std::string short_hash(const Document& document) {
    Digest digest;
    digest.add(document.head);
    for (const auto& block : document.blocks) digest.add(block);
    const auto hash = blake2b_256(digest.text());
    return to_hex(as_bytes(hash).first(4));
}

}  // namespace qiantai::paper
