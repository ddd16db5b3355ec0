#include "sync/client/bundle_file.hpp"

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/contact_data.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/feed_applier.hpp"
#include "sync/client/outbox_reader.hpp"
#include "sync/client/puller.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/restamp.hpp"
#include "sync/client/session_lock.hpp"
#include "sync/client/session_outcome.hpp"
#include "sync/core/bundle_content.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

constexpr int k_file_mode = 0600;

struct Keys {
    std::string own_secret;
    std::string hub_public;
};

Result<Keys> load_keys(sqlite::Database& database) {
    QIANTAI_TRY(const auto secret, sqlite::load_fact_text(database, fact::k_bundle_secret_key));
    QIANTAI_TRY(const auto hub, sqlite::load_fact_text(database, fact::k_hub_bundle_public_key));
    const auto secret_bytes = from_base64url(secret.value_or(""));
    const auto hub_bytes = from_base64url(hub.value_or(""));
    if (!secret || !hub || !secret_bytes || !hub_bytes) return make_error(k_terminal_not_enrolled);
    return Keys{*secret_bytes, *hub_bytes};
}

Result<BundleRequest> make_request(sqlite::Database& database, const Manifest& manifest,
                                   const DeviceFacts& device, BundleExport& exported) {
    BundleRequest request;
    request.schema_version = manifest.schema_version();
    QIANTAI_TRY(const auto cursors, prepare_cursors(database, manifest.schema_version(),
                                                    readable_scopes(reader_of(device))));
    request.cursors.insert(cursors.begin(), cursors.end());
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    std::int64_t first = acked + 1;
    for (;;) {
        QIANTAI_TRY(const auto batch,
                    load_push_batch(database, manifest.schema_version(), first, {}));
        if (batch.changes.empty()) break;
        request.pushes.push_back(encode_push(batch));
        exported.changes += static_cast<std::int64_t>(batch.changes.size());
        exported.last_seq = batch.changes.back().seq;
        first = exported.last_seq + 1;
    }
    return request;
}

Status note_export(sqlite::Database& database, const BundleExport& exported) {
    QIANTAI_TRY(const auto incarnation, sqlite::load_incarnations(database));
    const boost::json::object note{{"incarnation", incarnation.own.text()},
                                   {"last_seq", exported.last_seq}};
    return sqlite::save_fact(database, fact::k_bundle_exported, boost::json::serialize(note));
}

// An answer says "I have your changes up to n". In a file that was asked for before this database
// was restored from a backup, those are changes of another history with the same numbers.
Result<bool> is_answer_to_us(sqlite::Database& database, std::int64_t acked_seq) {
    QIANTAI_TRY(const auto text, sqlite::load_fact_text(database, fact::k_bundle_exported));
    const auto note = text ? parse_json_object(*text) : std::nullopt;
    if (!note) return false;
    QIANTAI_TRY(const auto incarnation, sqlite::load_incarnations(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    return find_uuid(*note, "incarnation") == incarnation.own &&
           acked_seq <= std::max(acked, find_integer(*note, "last_seq").value_or(0));
}

class Importer {
  public:
    Importer(sqlite::Database& database, const Manifest& manifest, Clock& clock,
             SessionReport& report)
        : m_database(database), m_manifest(manifest), m_clock(clock), m_report(report) {}

    Status take_answers(const std::vector<BundleAnswer>& answers) {
        for (const auto& answer : answers) {
            const auto reply = push_reply_of({.status = answer.status, .body = answer.body});
            if (!reply) return take_error(reply.error());
            QIANTAI_TRY_STATUS(std::visit([&](const auto& value) { return take(value); }, *reply));
        }
        return {};
    }

    // Tells whether the feed was read to its end.
    Result<bool> take_pages(const std::vector<std::string>& pages,
                            const std::vector<std::string>& scopes) {
        FeedApplier applier(m_database, m_manifest);
        std::set<std::string> finished;
        for (const auto& bytes : pages) {
            QIANTAI_TRY(const auto page, decode_feed(bytes, BadRow::set_aside));
            QIANTAI_TRY_STATUS(take_generation(page.generation));
            QIANTAI_TRY(const auto outcome, applier.apply_page(page, m_clock.now_ms()));
            m_report.received += outcome.received;
            m_report.written += outcome.written;
            m_report.unreadable += outcome.unreadable;
            finished.insert(outcome.finished.begin(), outcome.finished.end());
        }
        return finished.size() == scopes.size();
    }

  private:
    Status take(const PushAnswer& answer) {
        QIANTAI_TRY(const bool ours, is_answer_to_us(m_database, answer.acked_seq));
        if (!ours)
            return make_error(
                k_bundle_unreadable,
                "it answers no export of this database, or one from before a restore");
        QIANTAI_TRY(const auto before, load_acked_seq(m_database));
        QIANTAI_TRY(const auto outcome, store_push_answer(m_database, answer, m_clock.now_ms()));
        m_report.sent += outcome.acked_seq - before;
        m_report.rejected += outcome.rejected;
        return {};
    }

    Status take(const SequenceGap& gap) {
        QIANTAI_TRY_STATUS(rewind_to(m_database, gap.expected_seq));
        return make_error(k_sequence_gap.kind);
    }

    Status take(const ClockAhead& ahead) {
        QIANTAI_TRY(const int count,
                    restamp_unsent(m_database, m_manifest, ahead, m_clock.now_ms()));
        m_report.restamped += count;
        return count > 0 ? Status(make_error(k_clock_ahead.kind)) : count_clock_refusal(m_database);
    }

    Status take_error(const Error& error) {
        if (error.code() == k_cursor_ahead.kind.code) QIANTAI_TRY_STATUS(reset_cursors(m_database));
        return error;
    }

    Status take_generation(const std::string& generation) {
        QIANTAI_TRY(const auto known, sqlite::load_fact_text(m_database, fact::k_hub_generation));
        if (known == generation) return {};
        if (known) QIANTAI_TRY_STATUS(reset_cursors(m_database));
        return sqlite::save_fact(m_database, fact::k_hub_generation, generation);
    }

    sqlite::Database& m_database;
    const Manifest& m_manifest;
    Clock& m_clock;
    SessionReport& m_report;
};

Result<BundleReply> read_reply(sqlite::Database& database, const std::filesystem::path& file) {
    QIANTAI_TRY(const auto keys, load_keys(database));
    QIANTAI_TRY(const auto sealed, read_file(file, tuning::k_bundle_bytes_max));
    QIANTAI_TRY(const auto content, open_bundle(sealed, keys.hub_public, keys.own_secret));
    return decode_bundle_reply(content);
}

}  // namespace

Result<BundleExport> export_bundle(sqlite::Database& database, const Manifest& manifest,
                                   const std::filesystem::path& file) {
    QIANTAI_TRY(const auto device, require_device_facts(database));
    QIANTAI_TRY(const auto keys, load_keys(database));
    BundleExport exported;
    QIANTAI_TRY(const auto request, make_request(database, manifest, device, exported));
    QIANTAI_TRY_STATUS(note_export(database, exported));
    QIANTAI_TRY(const auto sealed,
                seal_bundle(device.device_id.text(), encode_bundle_request(request),
                            keys.hub_public, keys.own_secret));
    QIANTAI_TRY_STATUS(write_file_atomically(file, sealed, k_file_mode));
    return exported;
}

Result<SessionReport> import_bundle(sqlite::Database& database, const Manifest& manifest,
                                    Clock& clock, const std::filesystem::path& file,
                                    const BulkLoadHooks& bulk) {
    QIANTAI_TRY(const auto lock, SessionLock::acquire(database));
    QIANTAI_TRY(const auto device, require_device_facts(database));
    QIANTAI_TRY(const auto reply, read_reply(database, file));
    SessionReport report;
    Importer importer(database, manifest, clock, report);
    auto answered = importer.take_answers(reply.answers);
    // The feed is good whatever became of the pushes.
    QIANTAI_TRY_STATUS(load_feed(database, bulk, report, [&] {
        return importer.take_pages(reply.feed_pages, readable_scopes(reader_of(device)));
    }));
    if (!answered) return answered.error();
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_contact_at, clock.now_ms()));
    QIANTAI_TRY_STATUS(record_all_sent(database, clock.now_ms()));
    QIANTAI_TRY_STATUS(drop_contact_data(database, manifest, clock.now_ms()));
    return report;
}

}  // namespace qiantai::sync
