#include "sync/client/attachment_exchange.hpp"

#include "schema/sqlite/attachment_shelf.hpp"
#include "schema/sqlite/known_times.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/pusher.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/trusted_time.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

using sqlite::Attachment;

/// The owner of parts on a terminal: it fetches one after the other.
constexpr std::string_view k_fetched = "fetched";
/// Answers in a row by which a content came no further.
constexpr int k_standstills_max = 3;
constexpr int k_to_send_at_once = 20;

/// Why a content did not come or go, if that is no reason to stop with all of them.
bool concerns_one_content(const Error& error) {
    return error.code() == k_attachment_unknown.kind.code ||
           error.code() == k_attachment_damaged.kind.code ||
           error.code() == k_body_too_large.kind.code;
}

/// A hub of before there were attachments, or one whose room is kept for records: nothing is wrong
/// with this session.
bool ends_without_failure(const Error& error) {
    return error.code() == k_not_found.kind.code || error.code() == k_hub_storage_full.kind.code;
}

class AttachmentExchange {
  public:
    AttachmentExchange(const SessionContext& context, sqlite::AttachmentShelf& shelf)
        : m_context(context), m_shelf(shelf), m_begun_ms(context.clock.boot_ms()) {}

    Status run() {
        QIANTAI_TRY_STATUS(fetch_wanted());
        return send_waiting();
    }

  private:
    Status fetch_wanted() {
        QIANTAI_TRY(const auto wanted,
                    m_shelf.load_wanted(tried_before(), tuning::k_contents_fetched_max));
        for (const auto& one : wanted) {
            if (time_is_up()) return {};
            QIANTAI_TRY_STATUS(settle(one, fetch(one)));
        }
        return {};
    }

    Status send_waiting() {
        for (;;) {
            QIANTAI_TRY(const auto waiting,
                        m_shelf.load_to_send(tried_before(), k_to_send_at_once));
            if (waiting.empty()) return {};
            for (const auto& one : waiting) {
                if (time_is_up()) return {};
                QIANTAI_TRY_STATUS(settle(one, send(one)));
            }
        }
    }

    /// Notes what came of one content.
    Status settle(const Attachment& one, const Status& done) {
        if (done) return {};
        const Error& error = done.error();
        const bool is_lost = error.kind == &k_content_damaged || error.kind == &k_content_missing ||
                             // What the hub found damaged may have been sent so.
                             (error.code() == k_attachment_damaged.kind.code && one.here &&
                              !m_shelf.files().read(one.hash, k_content_bytes_max));
        if (is_lost) return m_shelf.note_lost(one.hash, now());
        if (error.code() == k_attachment_unknown.kind.code) {
            QIANTAI_TRY_STATUS(m_shelf.let_go_if_given(one.hash));
        }
        const bool goes_on = concerns_one_content(error);
        if (goes_on || ends_without_failure(error)) {
            QIANTAI_TRY_STATUS(m_shelf.note_trouble(one.hash, error.code(), now()));
        }
        return goes_on ? Status() : Status(error);
    }

    Status fetch(const Attachment& one) {
        auto& files = m_shelf.files();
        // It may have come here by another way.
        if (files.has(one.hash)) return m_shelf.note_arrived(one.hash);
        QIANTAI_TRY(auto offset, files.part_size(one.hash, k_fetched));
        for (;;) {
            QIANTAI_TRY_STATUS(before_piece());
            if (time_is_up()) return {};
            QIANTAI_TRY(const auto piece, m_context.hub.fetch_content(one.hash, offset));
            const auto end = offset + piece.size();
            const bool is_last = piece.size() < k_content_piece_bytes;
            if (end == 0 || end > k_content_bytes_max)
                return make_error(k_attachment_damaged.kind, one.hash);
            // Its size is known when it ends: until then it is said to be longer by one byte.
            const auto size = is_last ? end : end + 1;
            const auto progress = files.append(one.hash, k_fetched, size, offset, piece);
            if (!progress && progress.error().kind == &k_content_damaged)
                return make_error(k_attachment_damaged.kind, one.hash);
            if (!progress) return progress.error();
            if (progress->complete) break;
            if (progress->received == offset)
                return make_error(k_attachment_damaged.kind, one.hash);
            offset = progress->received;
        }
        QIANTAI_TRY_STATUS(m_shelf.note_arrived(one.hash));
        ++m_context.report.files_fetched;
        m_context.tell_progress();
        return {};
    }

    Status send(const Attachment& one) {
        QIANTAI_TRY(const auto size, m_shelf.files().size(one.hash));
        if (size != one.size) return make_error(k_content_damaged, one.hash);
        std::uint64_t offset = 0;
        // A content of one piece is sent without asking.
        bool asks = size > k_content_piece_bytes;
        for (int standstills = 0; standstills < k_standstills_max;) {
            QIANTAI_TRY_STATUS(before_piece());
            if (time_is_up()) return {};
            std::string piece;
            if (!std::exchange(asks, false)) {
                QIANTAI_TRY(piece, m_shelf.files().read_piece(one.hash, offset));
            }
            const auto sent_end = offset + piece.size();
            QIANTAI_TRY(const auto progress,
                        m_context.hub.send_content(one.hash, size, offset, std::move(piece)));
            if (progress.complete) {
                QIANTAI_TRY_STATUS(m_shelf.note_sent(one.hash));
                ++m_context.report.files_sent;
                m_context.tell_progress();
                return {};
            }
            if (progress.received != sent_end || progress.received == offset) ++standstills;
            offset = progress.received / k_content_piece_bytes * k_content_piece_bytes;
        }
        return make_error(k_attachment_damaged.kind, one.hash);
    }

    /// What was written since goes first.
    Status before_piece() {
        QIANTAI_TRY_STATUS(m_context.check_cancelled());
        QIANTAI_TRY(const auto acked, load_acked_seq(m_context.database));
        QIANTAI_TRY(const auto last, load_last_seq(m_context.database));
        return acked < last ? push_all(m_context) : Status();
    }

    bool time_is_up() {
        if (m_context.clock.boot_ms() - m_begun_ms < tuning::k_content_session_ms) return false;
        m_context.report.files_left = true;
        return true;
    }
    TimeMs tried_before() const { return now() - tuning::k_content_retry_ms; }
    TimeMs now() const { return m_context.clock.now_ms(); }

    const SessionContext& m_context;
    sqlite::AttachmentShelf& m_shelf;
    TimeMs m_begun_ms;
};

}  // namespace

Status exchange_attachments(const SessionContext& context) {
    QIANTAI_TRY(auto shelf, sqlite::AttachmentShelf::open(context.database));
    auto exchanged = AttachmentExchange(context, shelf).run();
    if (!exchanged && ends_without_failure(exchanged.error())) return {};
    return exchanged;
}

Status drop_loose_attachments(sqlite::Database& database, const Manifest& manifest, Clock& clock) {
    QIANTAI_TRY(auto shelf, sqlite::AttachmentShelf::open(database));
    // A clock that runs years ahead must not make a form's photo old.
    QIANTAI_TRY(const auto known, sqlite::load_known_times(database));
    QIANTAI_TRY(const int dropped,
                shelf.drop_loose(manifest, trusted_time(known, clock.now_ms()).at));
    static_cast<void>(dropped);
    return {};
}

}  // namespace qiantai::sync
