// The catalogue of gifts of another system: a line is a gift. What is here already is brought up to
// what the file says; columns that it has not leave everything as it is.

#include <algorithm>
#include <map>
#include <set>

#include "schema/sqlite/rows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/import_values.hpp"

namespace qiantai::domain {
namespace {

/// What a column of a gifts file may hold; their places in the table of fields.
enum class GiftField : std::size_t {
    code,
    name,
    category,
    spec,
    unit,
    cost,
    barcode,
    carton_barcode,
    carton_pieces,
    stock_min,
    stock_max,
    batch_kept,
    expiry_kept,
    status,
    count,
};

constexpr ImportField k_gift_fields[] = {
    {"code", "code|礼品编码|礼品代码|编码|编号|货号|商品编码|sku|itemcode", true},
    {"name", "name|礼品名称|名称|品名|商品名称|礼品|itemname|productname"},
    {"category", "category|类别|分类|品类|礼品类别"},
    {"spec", "spec|规格|规格型号|型号"},
    {"unit", "unit|单位|计量单位"},
    {"cost", "cost|成本|成本价|单价|进价|采购价|unitcost"},
    {"barcode", "barcode|条码|条形码|商品条码|ean|upc", true},
    {"carton_barcode", "cartonbarcode|箱码|整箱条码|外箱条码", true},
    {"carton_pieces", "cartonpieces|箱规|每箱件数|装箱数|每箱数量"},
    {"stock_min", "stockmin|最低库存|库存下限|安全库存"},
    {"stock_max", "stockmax|最高库存|库存上限"},
    {"batch_kept", "batchkept|批号管理|批次管理|按批号"},
    {"expiry_kept", "expirykept|效期管理|有效期管理|按效期|保质期管理"},
    {"status", "status|状态|礼品状态"},
};
static_assert(std::size(k_gift_fields) == static_cast<std::size_t>(GiftField::count));
constexpr std::string_view k_gift_required[] = {"code", "name"};

constexpr ImportWords k_yes_no[] = {{"yes", "是|有|需要|启用|y|yes|true|1"},
                                    {"no", "|否|无|不需要|停用|n|no|false|0"}};
constexpr ImportWords k_gift_states[] = {{"active", "|在用|启用|正常|上架|active|1"},
                                         {"retired", "停用|下架|作废|retired|inactive|0"}};
/// A cell with several barcodes.
constexpr std::string_view k_barcode_separators = ",;，；、 /|";

std::vector<std::string> split_barcodes(std::string_view cell) {
    std::vector<std::string> codes;
    while (!cell.empty()) {
        const auto end = cell.find_first_of(k_barcode_separators);
        if (end != 0) codes.emplace_back(cell.substr(0, end));
        if (end == std::string_view::npos) break;
        cell.remove_prefix(end + 1);
    }
    return codes;
}

/// A gift as its line says, with everything that is wrong with it.
struct GiftLineRead {
    GiftEntry entry{};
    std::vector<std::string> barcodes{};
    std::string carton{};
    int carton_pieces = 0;
    std::vector<Error> faults{};
};

class GiftReader {
  public:
    /// `known`: what is here of it; columns that the file has not stay as they are.
    GiftReader(const ImportLine& line, const std::optional<Gift>& known) : m_line(line) {
        if (!known) return;
        m_read.entry = {.code = known->code,
                        .name = known->name,
                        .category = known->category,
                        .spec = known->spec,
                        .unit = known->unit,
                        .cost = known->cost,
                        .batch_kept = known->batch_kept,
                        .expiry_kept = known->expiry_kept,
                        .stock_min = known->stock_min,
                        .stock_max = known->stock_max,
                        .picture = known->picture,
                        .status = known->status};
    }

    GiftLineRead read() {
        check_doubts();
        auto& entry = m_read.entry;
        entry.code = taken(number_text(text(GiftField::code), "code"));
        take_text(GiftField::name, entry.name);
        take_text(GiftField::category, entry.category);
        take_text(GiftField::spec, entry.spec);
        take_text(GiftField::unit, entry.unit);
        if (entry.unit.empty()) entry.unit = "个";
        if (const auto cost = taken(read_import_amount(text(GiftField::cost), "cost"))) {
            entry.cost = *cost;
        }
        take_count(GiftField::stock_min, entry.stock_min);
        take_count(GiftField::stock_max, entry.stock_max);
        take_yes(GiftField::batch_kept, entry.batch_kept);
        take_yes(GiftField::expiry_kept, entry.expiry_kept);
        take_status();
        take_barcodes();
        return std::move(m_read);
    }

  private:
    std::string_view text(GiftField field) const {
        return m_line.text(static_cast<std::size_t>(field));
    }
    static std::string name_of(GiftField field) {
        return std::string(k_gift_fields[static_cast<std::size_t>(field)].name);
    }
    /// What was read; where it can't be, a fault of the line and nothing.
    template <typename T>
    T taken(Result<T> result) {
        if (result) return *std::move(result);
        m_read.faults.push_back(result.error());
        return {};
    }

    void check_doubts() {
        for (std::size_t field = 0; field < std::size(k_gift_fields); ++field) {
            const auto doubt = m_line.doubt(field);
            if (doubt == SheetCell::Doubt::none) continue;
            const auto& kind = doubt == SheetCell::Doubt::digits_lost ? k_import_number_destroyed
                                                                      : k_import_value_missing;
            m_read.faults.push_back(make_error(kind, std::string(m_line.text(field)),
                                               std::string(k_gift_fields[field].name)));
        }
    }
    void take_text(GiftField field, std::string& into) const {
        const auto said = text(field);
        if (!said.empty()) into = said;
    }
    void take_count(GiftField field, std::optional<int>& into) {
        const auto count = taken(read_import_count(text(field), name_of(field)));
        if (!count) return;
        if (*count < 0 || *count > k_gift_pieces_max) {
            m_read.faults.push_back(
                make_error(k_gift_malformed, std::string(text(field)), name_of(field)));
            return;
        }
        into = static_cast<int>(*count);
    }
    void take_yes(GiftField field, bool& into) {
        const auto said = text(field);
        if (said.empty()) return;
        const auto word = find_import_word(said, k_yes_no);
        if (!word) return fault_of_word(field, k_yes_no);
        into = *word == "yes";
    }
    void take_status() {
        const auto said = text(GiftField::status);
        if (said.empty()) return;
        const auto word = find_import_word(said, k_gift_states);
        if (!word) return fault_of_word(GiftField::status, k_gift_states);
        m_read.entry.status = Coded<GiftStatus>::of_text(std::string(*word));
    }
    void fault_of_word(GiftField field, std::span<const ImportWords> words) {
        m_read.faults.push_back(
            make_error(k_import_value_unknown, written_ways(words), name_of(field)));
    }
    void take_barcodes() {
        for (const auto& code : split_barcodes(text(GiftField::barcode))) {
            const auto whole = taken(number_text(code, "barcode"));
            const auto clean =
                whole.empty() ? Result<std::string>(std::string()) : normalise_barcode(whole);
            const auto kept = taken(clean);
            if (!kept.empty()) m_read.barcodes.push_back(kept);
        }
        const auto carton = taken(number_text(text(GiftField::carton_barcode), "carton_barcode"));
        if (carton.empty()) return;
        m_read.carton = taken(normalise_barcode(carton));
        const auto pieces =
            taken(read_import_count(text(GiftField::carton_pieces), "carton_pieces"));
        const bool usable = pieces && *pieces >= k_gift_carton_min && *pieces <= k_gift_carton_max;
        if (!usable) {
            m_read.faults.push_back(make_error(k_gift_carton_malformed, {}, "carton_pieces"));
            return;
        }
        m_read.carton_pieces = static_cast<int>(*pieces);
    }

    const ImportLine& m_line;
    GiftLineRead m_read{};
};

bool is_same_gift(const Gift& known, const Gift& said) {
    return known.name == said.name && known.category == said.category && known.spec == said.spec &&
           known.unit == said.unit && known.cost == said.cost &&
           known.batch_kept == said.batch_kept && known.expiry_kept == said.expiry_kept &&
           known.stock_min == said.stock_min && known.stock_max == said.stock_max &&
           known.status == said.status;
}

class GiftsImport final : public ImportTarget {
  public:
    GiftsImport(ServiceContext& context, const Session& session)
        : m_context(context), m_session(session) {}

    ImportFields fields() const override {
        return {.fields = k_gift_fields, .meaningful = {}, .required = k_gift_required};
    }
    void study(const ImportLine&) override {}
    std::vector<ImportRemark> remarks(const ImportColumns&) const override { return {}; }
    bool continues(const ImportLine&, const ImportLine&) override { return false; }
    Status begin(const ImportColumns&, std::int64_t) override { return {}; }

    Result<ImportTaken> take(std::span<const ImportLine> lines) override {
        const auto& line = lines.front();
        const auto code = std::string(line.text(static_cast<std::size_t>(GiftField::code)));
        QIANTAI_TRY(const auto known, find_gift(code));
        auto read = GiftReader(line, known).read();
        // One code is one gift: a second line of it says something else of the same.
        if (!read.entry.code.empty() && m_codes.contains(read.entry.code)) {
            ImportTaken twice =
                ImportTaken::refused({make_error(k_import_gift_twice, read.entry.code, "code")});
            twice.duplicate = true;
            return twice;
        }
        QIANTAI_TRY_STATUS(check_barcodes(read));
        if (!read.faults.empty()) return ImportTaken::refused(std::move(read.faults));
        return write(known, read);
    }

    Result<UndoneRow> undo(std::int64_t, const Uuid& row, ImportTaken::Outcome outcome,
                           std::int64_t clock) override {
        if (outcome != ImportTaken::Outcome::added) return UndoneRow::stayed;
        auto& database = m_context.database;
        // What somebody changed, has in stock, gives or asks for stays.
        auto& touched = database.cached(
            "SELECT row_hlc > ?2 OR EXISTS (SELECT 1 FROM json_each(column_clocks) WHERE value > ?2)"
            " OR EXISTS (SELECT 1 FROM stock_movement m WHERE m.gift_id = ?1)"
            " OR EXISTS (SELECT 1 FROM campaign c WHERE instr(c.gifts, ?3) > 0)"
            " OR EXISTS (SELECT 1 FROM requisition r WHERE instr(r.lines, ?3) > 0)"
            " FROM gift WHERE id = ?1");
        QIANTAI_TRY(const auto is_touched,
                    sqlite::one(touched.bind(row, clock, row.text()), sqlite::integer_column));
        if (!is_touched || *is_touched != 0) return UndoneRow::stayed;
        // A gift is never deleted, because ids are for good: nobody sees it any more.
        auto& codes = database.cached("UPDATE gift_barcode SET removed = 1 WHERE gift_id = ?");
        QIANTAI_TRY_STATUS(codes.bind(row).run());
        auto& gift = database.cached("UPDATE gift SET status = 'retired' WHERE id = ?");
        QIANTAI_TRY_STATUS(gift.bind(row).run());
        return UndoneRow::gone;
    }

    Result<std::string> describe(const Uuid& row) override {
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, row));
        return gift.code + " " + gift.name;
    }

  private:
    Result<std::optional<Gift>> find_gift(const std::string& code) {
        auto gift = load_gift(m_context.database, gift_id_of(code));
        if (gift) return std::optional(*std::move(gift));
        if (gift.error().kind == &k_gift_not_found) return std::optional<Gift>();
        return gift.error();
    }

    /// One barcode is one gift's, here and in the file.
    Status check_barcodes(GiftLineRead& read) {
        const Uuid id = gift_id_of(read.entry.code);
        auto all = read.barcodes;
        if (!read.carton.empty()) all.push_back(read.carton);
        for (const auto& barcode : all) {
            QIANTAI_TRY(const auto found, find_gift_of_code(m_context.database, barcode));
            const auto in_file = m_barcodes.find(barcode);
            const bool taken = (found && found->gift.id != id && found->gift.code != barcode) ||
                               (in_file != m_barcodes.end() && in_file->second != id);
            if (taken) {
                read.faults.push_back(make_error(k_gift_barcode_taken, barcode, "barcode"));
            }
        }
        return {};
    }

    Result<ImportTaken> write(const std::optional<Gift>& known, const GiftLineRead& read) {
        auto kept = keep_gift(m_context, m_session, read.entry);
        if (!kept) {
            if (kept.error().field.empty()) return kept.error();
            return ImportTaken::refused({kept.error()});
        }
        m_codes.insert(kept->code);
        bool more = false;
        for (const auto& barcode : read.barcodes) {
            QIANTAI_TRY(const bool added, add(kept->id, barcode, std::nullopt));
            more = more || added;
        }
        if (!read.carton.empty()) {
            QIANTAI_TRY(const bool added, add(kept->id, read.carton, read.carton_pieces));
            more = more || added;
        }
        ImportTaken taken;
        taken.row = kept->id;
        taken.outcome = !known                                 ? ImportTaken::Outcome::added
                        : more || !is_same_gift(*known, *kept) ? ImportTaken::Outcome::completed
                                                               : ImportTaken::Outcome::known;
        return taken;
    }

    /// True if it was not there before.
    Result<bool> add(const Uuid& gift_id, const std::string& barcode, std::optional<int> pieces) {
        m_barcodes[barcode] = gift_id;
        return keep_gift_barcode(m_context, m_session, gift_id, barcode, pieces);
    }

    ServiceContext& m_context;
    const Session& m_session;
    std::set<std::string> m_codes;           ///< of this file, as far as it is
    std::map<std::string, Uuid> m_barcodes;  ///< likewise
};

}  // namespace

std::unique_ptr<ImportTarget> make_gifts_import(ServiceContext& context, const Session& session) {
    return std::make_unique<GiftsImport>(context, session);
}

}  // namespace qiantai::domain
