#include "terminal/gifts/rules/gifts.hpp"

#include <algorithm>

#include "schema/base/content_name.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

Result<GiftEntry> clean_gift(const GiftEntry& entry) {
    GiftEntry clean = entry;
    if (!is_setup_code(entry.code, k_gift_code_length_max)) {
        return make_error(k_gift_malformed, {}, "code");
    }
    struct Line {
        std::string_view field;
        std::string& text;
        std::size_t length_max;
    };
    for (const auto& line : {Line{"name", clean.name, k_gift_name_length_max},
                             Line{"category", clean.category, k_gift_short_length_max},
                             Line{"spec", clean.spec, k_gift_name_length_max},
                             Line{"unit", clean.unit, k_gift_unit_length_max}}) {
        QIANTAI_TRY(line.text, normalise_note(line.text, line.length_max, line.field));
    }
    if (clean.name.empty()) return make_error(k_gift_malformed, {}, "name");
    if (clean.unit.empty()) return make_error(k_gift_malformed, {}, "unit");
    if (clean.cost < Fen() || clean.cost > k_gift_cost_max) {
        return make_error(k_gift_malformed, {}, "cost");
    }
    const auto is_amount = [](const std::optional<int>& amount) {
        return !amount || (*amount >= 0 && *amount <= k_gift_pieces_max);
    };
    if (!is_amount(clean.stock_min)) return make_error(k_gift_malformed, {}, "stock_min");
    const bool crossed = clean.stock_min && clean.stock_max && *clean.stock_max < *clean.stock_min;
    if (!is_amount(clean.stock_max) || crossed) {
        return make_error(k_gift_malformed, {}, "stock_max");
    }
    if (!clean.picture.empty() && !is_content_name(clean.picture)) {
        return make_error(k_picture_name_malformed, {}, "picture");
    }
    if (!clean.status.known()) return make_error(k_gift_malformed, {}, "status");
    return clean;
}

Status write_gift(sqlite::Database& database, const Gift& gift) {
    auto& statement = database.cached(
        "INSERT INTO gift (id, code, name, category, spec, unit, cost, batch_kept, expiry_kept,"
        " stock_min, stock_max, picture, status, created_by, created_at) VALUES (?, ?, ?,"
        " nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = excluded.category,"
        " spec = excluded.spec, unit = excluded.unit, cost = excluded.cost,"
        " batch_kept = excluded.batch_kept, expiry_kept = excluded.expiry_kept,"
        " stock_min = excluded.stock_min, stock_max = excluded.stock_max,"
        " picture = excluded.picture, status = excluded.status");
    statement.bind(gift.id, gift.code, gift.name, gift.category, gift.spec, gift.unit,
                   gift.cost.count(), gift.batch_kept ? 1 : 0, gift.expiry_kept ? 1 : 0,
                   gift.stock_min, gift.stock_max, gift.picture, gift.status.text(),
                   gift.created_by, gift.created_at);
    return statement.run();
}

Result<std::optional<GiftBarcode>> find_barcode(sqlite::Database& database,
                                                std::string_view barcode) {
    static const auto sql =
        sqlite::select_of<GiftBarcode>("WHERE barcode = ? AND removed = 0 ORDER BY id LIMIT 1");
    return sqlite::one(database.cached(sql).bind(barcode), sqlite::read_row<GiftBarcode>);
}

Status write_barcode(sqlite::Database& database, const GiftBarcode& barcode) {
    auto& statement = database.cached(
        "INSERT INTO gift_barcode (id, gift_id, barcode, removed, pieces, created_by, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET gift_id = excluded.gift_id,"
        " removed = excluded.removed, pieces = excluded.pieces");
    statement.bind(barcode.id, barcode.gift_id, barcode.barcode, barcode.removed ? 1 : 0,
                   barcode.pieces, barcode.created_by, barcode.created_at);
    return statement.run();
}

AuditEntry about_gift(std::string_view action, const Gift& gift) {
    return {.action = std::string(action),
            .subject_entity = "gift",
            .subject_id = gift.id.text(),
            .detail = {{"code", gift.code}}};
}

}  // namespace

Result<Gift> load_gift(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Gift>("WHERE id = ?");
    QIANTAI_TRY(const auto gift,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Gift>));
    if (!gift) return make_error(k_gift_not_found, {}, "gift_id");
    return *gift;
}

Result<Gift> gift_or_unknown(sqlite::Database& database, const Uuid& id) {
    auto gift = load_gift(database, id);
    if (!gift && gift.error().kind == &k_gift_not_found) return Gift{.id = id};
    return gift;
}

std::optional<std::string> seen_store(const ServiceContext& context) {
    if (context.identity.is_headquarters()) return std::nullopt;
    return context.identity.store_code;
}

Result<std::vector<Gift>> load_gifts(sqlite::Database& database) {
    static const auto sql = sqlite::select_of<Gift>("ORDER BY code, id");
    return sqlite::all(database.cached(sql), sqlite::read_row<Gift>);
}

Result<GiftLine> Gifts::build_line(const Gift& gift) {
    GiftLine line{.gift = gift};
    auto& statement = m_context.database.cached(
        "SELECT barcode, pieces FROM gift_barcode WHERE gift_id = ? AND removed = 0"
        " ORDER BY barcode");
    QIANTAI_TRY_STATUS(sqlite::each(statement.bind(gift.id), [&](const sqlite::Statement& row) {
        const auto pieces = row.integer(1);
        if (pieces < k_gift_carton_min || pieces > k_gift_carton_max) {
            line.barcodes.emplace_back(row.text(0));
        } else {
            line.cartons.push_back({std::string(row.text(0)), static_cast<int>(pieces)});
        }
    }));
    return line;
}

Result<GiftLine> Gifts::finish(const Session& session, sqlite::Transaction& transaction,
                               const Gift& gift, const AuditEntry& entry) {
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    QIANTAI_TRY(auto line, build_line(gift));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<Gift> keep_gift(ServiceContext& context, const Session& session, const GiftEntry& entry) {
    QIANTAI_TRY(const auto clean, clean_gift(entry));
    QIANTAI_TRY(const TimeMs now, record_time(context));
    const Gift gift{.id = gift_id_of(clean.code),
                    .code = clean.code,
                    .name = clean.name,
                    .category = clean.category,
                    .spec = clean.spec,
                    .unit = clean.unit,
                    .cost = clean.cost,
                    .batch_kept = clean.batch_kept,
                    .expiry_kept = clean.expiry_kept,
                    .stock_min = clean.stock_min,
                    .stock_max = clean.stock_max,
                    .picture = clean.picture,
                    .status = clean.status,
                    .created_by = session.staff_number,
                    .created_at = now};
    QIANTAI_TRY_STATUS(write_gift(context.database, gift));
    return load_gift(context.database, gift.id);
}

Result<bool> keep_gift_barcode(ServiceContext& context, const Session& session, const Uuid& gift_id,
                               const std::string& barcode, std::optional<int> pieces) {
    QIANTAI_TRY(const auto known, find_barcode(context.database, barcode));
    if (known && known->gift_id != gift_id) {
        return make_error(k_gift_barcode_taken, barcode, "barcode");
    }
    if (known && known->pieces == pieces) return false;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    QIANTAI_TRY_STATUS(write_barcode(context.database, {.id = barcode_id_of(barcode),
                                                        .gift_id = gift_id,
                                                        .barcode = barcode,
                                                        .pieces = pieces,
                                                        .created_by = session.staff_number,
                                                        .created_at = now}));
    return true;
}

Result<GiftLine> Gifts::save(const Session& session, const GiftEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_catalogue));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, keep_gift(m_context, session, entry));
    auto made = about_gift("gifts.save", gift);
    made.detail["status"] = gift.status.text();
    made.detail["cost"] = gift.cost.text();
    return finish(session, transaction, gift, made);
}

Result<GiftLine> Gifts::add_barcode(const Session& session, const Uuid& gift_id,
                                    std::string_view barcode) {
    return keep_barcode(session, gift_id, barcode, std::nullopt);
}

Result<GiftLine> Gifts::add_carton(const Session& session, const Uuid& gift_id,
                                   std::string_view barcode, int pieces) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_catalogue));
    if (pieces < k_gift_carton_min || pieces > k_gift_carton_max) {
        return make_error(k_gift_carton_malformed, std::to_string(pieces), "pieces");
    }
    return keep_barcode(session, gift_id, barcode, pieces);
}

Result<GiftLine> Gifts::keep_barcode(const Session& session, const Uuid& gift_id,
                                     std::string_view barcode, std::optional<int> pieces) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_catalogue));
    QIANTAI_TRY(const auto clean, normalise_barcode(barcode));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, gift_id));
    QIANTAI_TRY_STATUS(keep_gift_barcode(m_context, session, gift.id, clean, pieces));
    auto entry = about_gift("gifts.add_barcode", gift);
    entry.detail["barcode"] = clean;
    if (pieces) entry.detail["pieces"] = std::to_string(*pieces);
    return finish(session, transaction, gift, entry);
}

Result<GiftLine> Gifts::remove_barcode(const Session& session, const Uuid& gift_id,
                                       std::string_view barcode) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_catalogue));
    QIANTAI_TRY(const auto clean, normalise_barcode(barcode));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, load_gift(m_context.database, gift_id));
    QIANTAI_TRY(auto known, find_barcode(m_context.database, clean));
    if (!known || known->gift_id != gift_id) {
        return make_error(k_gift_not_found, clean, "barcode");
    }
    known->removed = true;
    QIANTAI_TRY_STATUS(write_barcode(m_context.database, *known));
    auto entry = about_gift("gifts.remove_barcode", gift);
    entry.detail["barcode"] = clean;
    return finish(session, transaction, gift, entry);
}

Result<GiftLine> Gifts::set_picture(const Session& session, const GiftPictureEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::campaigns_plan));
    QIANTAI_TRY_STATUS(load_gift(m_context.database, entry.gift_id));
    std::string picture;
    if (!entry.path.empty()) {
        // Making a photo small takes long: nobody waits for the database meanwhile.
        QIANTAI_TRY(const auto bytes, read_attachment_file(entry.path));
        QIANTAI_TRY(auto added, add_attachment(m_context, bytes));
        if (added.kind != AttachmentKind::photo) {
            return make_error(k_gift_picture_no_photo, {}, "path");
        }
        picture = std::move(added.attachment);
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto gift, load_gift(m_context.database, entry.gift_id));
    gift.picture = std::move(picture);
    QIANTAI_TRY_STATUS(write_gift(m_context.database, gift));
    auto made = about_gift("gifts.set_picture", gift);
    made.detail["picture"] = gift.picture.empty() ? "none" : gift.picture;
    return finish(session, transaction, gift, made);
}

Result<std::vector<GiftLine>> Gifts::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto gifts, load_gifts(m_context.database));
    std::vector<GiftLine> lines;
    for (const auto& gift : gifts) {
        QIANTAI_TRY(auto line, build_line(gift));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<GiftLine> Gifts::find(const Session& session, std::string_view code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto gift, find_gift_of_code(m_context.database, code));
    if (!gift) return make_error(k_gift_not_found, {}, "code");
    return build_line(gift->gift);
}

Result<std::optional<ScannedGift>> find_gift_of_code(sqlite::Database& database,
                                                     std::string_view code) {
    if (const auto clean = normalise_barcode(code)) {
        QIANTAI_TRY(const auto barcode, find_barcode(database, *clean));
        if (barcode) {
            QIANTAI_TRY(auto gift, load_gift(database, barcode->gift_id));
            const int pieces = std::clamp(barcode->pieces.value_or(1), 1, k_gift_carton_max);
            return std::optional(ScannedGift{std::move(gift), pieces});
        }
    }
    static const auto sql = sqlite::select_of<Gift>("WHERE code = ? ORDER BY id LIMIT 1");
    QIANTAI_TRY(auto gift, sqlite::one(database.cached(sql).bind(code), sqlite::read_row<Gift>));
    if (!gift) return std::optional<ScannedGift>();
    return std::optional(ScannedGift{*std::move(gift), 1});
}

Result<std::optional<int>> load_carton(sqlite::Database& database, const Uuid& gift_id) {
    auto& statement = database.cached(
        "SELECT ifnull(max(pieces), 0) FROM gift_barcode WHERE gift_id = ? AND removed = 0"
        " AND pieces BETWEEN ? AND ?");
    QIANTAI_TRY(const auto pieces,
                sqlite::only(statement.bind(gift_id, k_gift_carton_min, k_gift_carton_max),
                             sqlite::integer_column));
    if (pieces == 0) return std::optional<int>();
    return std::optional(static_cast<int>(pieces));
}

}  // namespace qiantai::domain
