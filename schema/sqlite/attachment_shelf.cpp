#include "schema/sqlite/attachment_shelf.hpp"

#include <fmt/format.h>

#include "schema/base/encoding.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sqlite {
namespace {

constexpr std::string_view k_folder_name = "attachments";

#define QIANTAI_ATTACHMENT_COLUMNS "hash, size, here, sent, wanted_at, trouble"

Attachment read_attachment(const Statement& row) {
    Attachment read{.hash = std::string(row.text(0)),
                    .size = static_cast<std::uint64_t>(row.integer(1)),
                    .here = row.integer(2) != 0,
                    .sent = row.integer(3) != 0};
    if (!row.is_null(4)) read.wanted_at = row.integer(4);
    read.trouble = row.text(5);
    return read;
}

}  // namespace

Result<AttachmentShelf> AttachmentShelf::open(Database& database) {
    QIANTAI_TRY(auto key_text, load_fact_text(database, fact::k_attachment_key));
    if (!key_text) return make_error(k_database_unfit, std::string(fact::k_attachment_key));
    auto key = blake2b_256(*key_text);
    wipe(*key_text);
    return AttachmentShelf(database, ContentFolder(database.path().parent_path() / k_folder_name,
                                                   Secret::taken_from(key)));
}

Result<std::string> AttachmentShelf::add(std::string_view content, std::string_view thumbnail,
                                         TimeMs now) {
    QIANTAI_ASSERT(!content.empty() && content.size() <= k_content_bytes_max);
    QIANTAI_TRY(auto hash, m_files.add(content));
    auto& insert = m_database->cached(
        "INSERT INTO attachment (hash, size, here, sent, hold, added_at, thumbnail)"
        " VALUES (?, ?, 1, 0, 'new', ?, ?)"
        " ON CONFLICT (hash) DO UPDATE SET size = excluded.size, here = 1, wanted_at = NULL,"
        " trouble = NULL, tried_at = NULL, added_at = excluded.added_at,"
        " hold = iif(hold = 'loose', 'new', hold),"
        " thumbnail = coalesce(thumbnail, excluded.thumbnail)");
    insert.bind(hash, static_cast<std::int64_t>(content.size()), now, std::nullopt);
    if (!thumbnail.empty()) insert.bind_blob(4, thumbnail);
    QIANTAI_TRY_STATUS(insert.run());
    return hash;
}

Result<std::optional<Attachment>> AttachmentShelf::find(std::string_view hash) {
    return one(
        m_database->cached("SELECT " QIANTAI_ATTACHMENT_COLUMNS " FROM attachment WHERE hash = ?")
            .bind(hash),
        read_attachment);
}

Result<std::string> AttachmentShelf::read(std::string_view hash, TimeMs now) {
    QIANTAI_TRY(const auto known, find(hash));
    if (known && known->here) {
        auto content = m_files.read(hash, k_content_bytes_max);
        if (content) return content;
        const auto* kind = content.error().kind;
        if (kind != &k_content_missing && kind != &k_content_damaged) return content.error();
        QIANTAI_TRY_STATUS(note_lost(hash, now));
        if (!known->sent) return content.error();
    } else {
        QIANTAI_TRY_STATUS(want(hash, now));
    }
    return make_error(k_attachment_not_here, std::string(hash));
}

Status AttachmentShelf::want(std::string_view hash, TimeMs now) {
    return m_database
        ->cached(
            "INSERT INTO attachment (hash, size, here, sent, hold, added_at, wanted_at)"
            " VALUES (?1, 0, 0, 1, 'new', ?2, ?2)"
            " ON CONFLICT (hash) DO UPDATE SET wanted_at = excluded.wanted_at,"
            " tried_at = NULL WHERE here = 0")
        .bind(hash, now)
        .run();
}

Result<std::optional<std::string>> AttachmentShelf::load_thumbnail(std::string_view hash) {
    return one(m_database
                   ->cached("SELECT thumbnail FROM attachment"
                            " WHERE hash = ? AND thumbnail IS NOT NULL")
                   .bind(hash),
               [](const Statement& row) { return std::string(row.blob(0)); });
}

Status AttachmentShelf::save_thumbnail(std::string_view hash, std::string_view jpeg) {
    auto& update = m_database->cached("UPDATE attachment SET thumbnail = ? WHERE hash = ?");
    update.bind(std::nullopt, hash);
    update.bind_blob(1, jpeg);
    return update.run();
}

Result<std::vector<Attachment>> AttachmentShelf::load_to_send(TimeMs tried_before, int limit) {
    return all(
        m_database
            ->cached(
                "SELECT " QIANTAI_ATTACHMENT_COLUMNS " FROM attachment WHERE here = 1 AND sent = 0"
                " AND hold IN ('named', 'given') AND (tried_at IS NULL OR tried_at < ?) ORDER BY added_at LIMIT ?")
            .bind(tried_before, limit),
        read_attachment);
}

Result<std::vector<Attachment>> AttachmentShelf::load_wanted(TimeMs tried_before, int limit) {
    return all(m_database
                   ->cached("SELECT " QIANTAI_ATTACHMENT_COLUMNS
                            " FROM attachment WHERE wanted_at IS NOT NULL"
                            " AND (tried_at IS NULL OR tried_at < ?)"
                            " ORDER BY wanted_at DESC LIMIT ?")
                   .bind(tried_before, limit),
               read_attachment);
}

Result<AttachmentShelf::Counts> AttachmentShelf::count() {
    return only(
        m_database->cached("SELECT (SELECT count(*) FROM attachment"
                           "  WHERE here = 1 AND sent = 0 AND hold IN ('named', 'given')),"
                           " (SELECT total(size) FROM attachment"
                           "  WHERE here = 1 AND sent = 0 AND hold IN ('named', 'given')),"
                           " (SELECT count(*) FROM attachment WHERE wanted_at IS NOT NULL)"),
        [](const Statement& row) {
            return Counts{row.integer(0), row.integer(1), row.integer(2)};
        });
}

Status AttachmentShelf::note_sent(std::string_view hash) {
    return m_database
        ->cached(
            "UPDATE attachment SET sent = 1, trouble = NULL, tried_at = NULL,"
            " hold = iif(hold = 'given', 'loose', hold) WHERE hash = ?")
        .bind(hash)
        .run();
}

Status AttachmentShelf::let_go_if_given(std::string_view hash) {
    return m_database
        ->cached("UPDATE attachment SET hold = 'loose' WHERE hash = ? AND hold = 'given'")
        .bind(hash)
        .run();
}

Status AttachmentShelf::note_arrived(std::string_view hash) {
    QIANTAI_TRY(const auto size, m_files.size(hash));
    return m_database
        ->cached(
            "UPDATE attachment SET here = 1, sent = 1, size = ?, wanted_at = NULL,"
            " trouble = NULL, tried_at = NULL WHERE hash = ?")
        .bind(static_cast<std::int64_t>(size), hash)
        .run();
}

Status AttachmentShelf::note_trouble(std::string_view hash, std::string_view code, TimeMs now) {
    return m_database->cached("UPDATE attachment SET trouble = ?, tried_at = ? WHERE hash = ?")
        .bind(code, now, hash)
        .run();
}

Status AttachmentShelf::note_lost(std::string_view hash, TimeMs now) {
    // What is in its place would pass for the content.
    std::error_code ignored;
    std::filesystem::remove(m_files.path_of(hash), ignored);
    return m_database
        ->cached(
            "UPDATE attachment SET here = 0, wanted_at = ?, trouble = ?, tried_at = NULL"
            " WHERE hash = ?")
        .bind(now, k_content_damaged.code, hash)
        .run();
}

Result<std::vector<std::string>> AttachmentShelf::load_loose(TimeMs now) {
    return all(m_database
                   ->cached("SELECT hash FROM attachment WHERE hold = 'loose'"
                            " UNION ALL SELECT hash FROM attachment"
                            " WHERE hold = 'new' AND added_at < ?")
                   .bind(now - k_unnamed_life_ms),
               text_column);
}

Result<bool> AttachmentShelf::is_named(const Manifest& manifest, std::string_view hash) {
    for (const auto& entity : manifest.entities()) {
        for (const auto& column : entity.columns) {
            if (column.type != ColumnType::attachment) continue;
            QIANTAI_TRY(auto select,
                        m_database->prepare(fmt::format("SELECT 1 FROM {} WHERE {} = ? LIMIT 1",
                                                        quoted(entity.name), quoted(column.name))));
            QIANTAI_TRY(const bool found, any(select.bind(hash)));
            if (found) return true;
        }
    }
    return false;
}

Result<int> AttachmentShelf::drop_loose(const Manifest& manifest, TimeMs now) {
    QIANTAI_TRY(const auto loose, load_loose(now));
    int dropped = 0;
    for (const auto& hash : loose) {
        // Nobody names it anew between the look and the end.
        QIANTAI_TRY(auto transaction, Transaction::begin(*m_database));
        QIANTAI_TRY(const bool named, is_named(manifest, hash));
        if (named) {
            QIANTAI_TRY_STATUS(
                m_database->cached("UPDATE attachment SET hold = 'named' WHERE hash = ?")
                    .bind(hash)
                    .run());
        } else {
            // The file first: after a cut in between it is tried again.
            QIANTAI_TRY_STATUS(m_files.remove(hash));
            QIANTAI_TRY_STATUS(
                m_database->cached("DELETE FROM attachment WHERE hash = ?").bind(hash).run());
            ++dropped;
        }
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return dropped;
}

Status AttachmentShelf::each_here(const std::function<Status(const Attachment&)>& visit) {
    QIANTAI_TRY(auto select, m_database->prepare("SELECT " QIANTAI_ATTACHMENT_COLUMNS
                                                 " FROM attachment WHERE here = 1"));
    return each(select, [&](const Statement& row) { return visit(read_attachment(row)); });
}

#undef QIANTAI_ATTACHMENT_COLUMNS

Status send_attachments_again(Database& database) {
    return database.cached("UPDATE attachment SET sent = 0 WHERE here = 1 AND sent = 1").run();
}

}  // namespace qiantai::sqlite
