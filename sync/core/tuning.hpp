#pragma once

// Every number that tunes sync, each with its unit and what it trades. Nothing else in sync/ holds
// such a number.

#include <cstddef>
#include <cstdint>

#include "schema/base/clock.hpp"

namespace qiantai::sync::tuning {

// --- batches
// -------------------------------------------------------------------------------------------
/// Changes in one push, at a transaction's end at or after it. More: fewer round trips and better
/// compression; fewer: less is sent again after a cut and the hub's write lock is held for less
/// time.
inline constexpr int k_batch_count_target = 2'000;
/// The same after headquarters has asked to wait: shorter turns for everybody.
inline constexpr int k_batch_count_busy = 500;
/// Uncompressed bytes after which a batch ends at the next transaction's end. Bounds the terminal's
/// memory.
inline constexpr std::size_t k_batch_bytes_target = 1u << 20;
/// Changes that one transaction may hold; domain services split bulk work below it. A batch is
/// never larger than target + this.
inline constexpr int k_transaction_count_max = 5'000;
/// Rows in one feed response, over all scopes. More: faster first load; fewer: shorter write locks
/// on the terminal.
inline constexpr int k_feed_page_rows = 10'000;
/// Bytes of row data after which a feed response ends; well below k_decompressed_bytes_max, which
/// the reader enforces.
inline constexpr std::size_t k_feed_page_bytes = 8u << 20;
/// Feed pages in the reply to a bundle file, so that it fits a memory stick and the hub's memory.
inline constexpr int k_bundle_feed_pages_max = 200;
/// Feed pages in one session: 20 million rows and more. A hub that never comes to an end is no hub.
inline constexpr int k_session_pages_max = 2'000;
/// zstd level. Of 2,000 registrations, level 9 takes 4 ms and a tenth of the bytes less than level
/// 3; level 15 would save another 7 % for ten times the time. Feeds go out to many and are fetched
/// over the better line: fastest.
inline constexpr int k_push_zstd_level = 9;
inline constexpr int k_feed_zstd_level = 1;

/// Push content up to which the dictionary is used. It halves a lone registration and saves a fifth
/// of forty changes; of 2,000 it would add two per cent.
inline constexpr std::size_t k_dictionary_content_max = 16u << 10;

// --- limits the hub enforces
// -------------------------------------------------------------------------
/// Compressed request body.
inline constexpr std::size_t k_body_bytes_max = 8u << 20;
/// The same after decompression: stops bombs. zstd's window is bounded to 8 MiB as well.
inline constexpr std::size_t k_decompressed_bytes_max = 32u << 20;
inline constexpr int k_zstd_window_log_max = 23;
/// A bundle file, which carries many requests or a whole first load.
inline constexpr std::size_t k_bundle_bytes_max = 512u << 20;
/// Memory that decoded rows may take. Stops bombs of another kind: short lines that stand for rows
/// of thousands of columns, or values of empty objects. The largest honest batch or page takes less
/// than half of it.
inline constexpr std::size_t k_decoded_bytes_max = 64u << 20;
/// Scopes in one feed response; what was asked for beyond is asked for again. Terminals of before
/// the 64 headquarters' scopes read no more than this.
inline constexpr int k_feed_sections_max = 64;
/// Scopes one may ask for at once: a desk's are 67.
inline constexpr int k_feed_cursors_max = 128;
/// One NDJSON line.
inline constexpr std::size_t k_line_bytes_max = 256u << 10;
/// Changes in one push: target + one largest transaction.
inline constexpr int k_push_count_max = k_batch_count_target + k_transaction_count_max;
/// Levels of JSON in one line. More than the levels of the deepest storable value
/// (schema/manifest/values.hpp) and the two around it: such a value must be refused alone and not
/// with its batch.
inline constexpr int k_json_depth_max = 24;

// --- time
// ---------------------------------------------------------------------------------------------
/// How far two clocks may be apart before it is said, and how far ahead of its own the hub takes
/// changes.
inline constexpr TimeMs k_clock_offset_max_ms = 5 * 60 * 1000;
/// A clock that stands longer before the newest time a terminal knows, or longer after
/// headquarters' last time, can't be right: records are kept as usual, but it is said.
inline constexpr TimeMs k_clock_behind_max_ms = 24ll * 3600 * 1000;
inline constexpr TimeMs k_clock_ahead_max_ms = 400ll * 24 * 3600 * 1000;
/// Hub: terminals of which it keeps what their clocks say, how long that counts, and how long they
/// are not asked after the administrator has confirmed the clock.
inline constexpr std::size_t k_clock_witnesses_max = 64;
inline constexpr TimeMs k_clock_witness_life_ms = 3600ll * 1000;
inline constexpr TimeMs k_clock_confirmed_life_ms = 30ll * 24 * 3600 * 1000;
/// Hub: ticks of the hybrid clock (65,536 in a millisecond) by which changes may go on beyond the
/// greatest clock it ever gave or took, whatever the time is. A terminal that has seen it takes a
/// few for each change; one that wants to run ahead gains nothing to speak of.
inline constexpr std::int64_t k_clock_ticks_per_change = 16;
inline constexpr std::int64_t k_clock_ticks_spare = 4'096;
/// Terminal: sessions in a row whose changes were refused as ahead in time, although stamped anew,
/// until the administrator is told.
inline constexpr int k_clock_refusals_max = 3;
/// Acknowledged changes stay this long on the terminal, so that a hub restored from an older backup
/// gets them again.
inline constexpr TimeMs k_outbox_retention_ms = 30ll * 24 * 3600 * 1000;
/// Hub: reading a request's head, its whole body, and writing an answer; a slower client is cut
/// off.
inline constexpr TimeMs k_header_timeout_ms = 10'000;
inline constexpr TimeMs k_body_timeout_ms = 60'000;
inline constexpr TimeMs k_write_timeout_ms = 60'000;
/// Hub: an idle kept-alive connection.
inline constexpr TimeMs k_idle_timeout_ms = 75'000;
/// Hub: a request's head (request line and header fields).
inline constexpr std::size_t k_head_bytes_max = 16u << 10;
/// Hub: request body of whoever has not proved to be an enrolled terminal.
inline constexpr std::size_t k_unproven_body_bytes_max = 4u << 10;
/// Hub: a health check writes to the disk at most this often.
inline constexpr TimeMs k_health_write_step_ms = 5'000;
/// Hub: how long running requests may go on when it is told to stop.
inline constexpr TimeMs k_stop_grace_ms = 20'000;
/// Hub: how long the rest of a refused request is read away, so that the answer is not lost with
/// the connection.
inline constexpr TimeMs k_linger_ms = 2'000;
/// Hub: connections at a time, if the system gives it as many files. One takes some 40 KB.
inline constexpr int k_connections_max = 16'000;
/// Hub: files that are for other things than connections.
inline constexpr int k_files_reserved = 256;
/// Hub: how long a connection may be open before a terminal has proved itself on it.
inline constexpr TimeMs k_unproven_timeout_ms = 10'000;
/// Hub: an idle connection once half of all are in use.
inline constexpr TimeMs k_idle_timeout_pressed_ms = 5'000;
/// Hub: connections of one terminal; its oldest goes for a new one.
inline constexpr int k_connections_per_device_max = 8;
/// Hub: bodies that are being read or worked on, in all. Beyond, who comes is asked to wait.
inline constexpr std::size_t k_bodies_bytes_max = 256u << 20;
/// Hub: whoever would wait longer for work to begin is asked to come back, before its body is read.
inline constexpr TimeMs k_lane_wait_max_ms = 3'000;
/// Hub: what it asks of those for whom there is no room, at least; twice that at most.
inline constexpr TimeMs k_no_room_wait_ms = 2'000;
/// Hub: what it asks of a terminal whose request before is still worked on.
inline constexpr TimeMs k_device_busy_wait_ms = 1'000;
/// Terminal: until a connection stands, and until it is safe too (a hub to which thousands come
/// back at once takes its time with that); a transfer below 100 bytes/s for this long counts as
/// cut.
inline constexpr TimeMs k_connect_timeout_ms = 10'000;
inline constexpr TimeMs k_secure_timeout_ms = 40'000;
inline constexpr TimeMs k_stall_timeout_ms = 20'000;
inline constexpr int k_stall_bytes_per_second = 100;

// --- scheduler
// ----------------------------------------------------------------------------------------
/// After a change, wait for more of them before a session starts.
inline constexpr TimeMs k_debounce_ms = 2'000;
/// Without any change: how often a terminal asks for news, plus or minus the jitter, so that a
/// thousand terminals switched on at nine do not call together.
inline constexpr TimeMs k_poll_interval_ms = 60'000;
inline constexpr int k_jitter_percent = 20;
/// After a failure: the first wait, doubled each time up to the cap.
inline constexpr TimeMs k_backoff_first_ms = 2'000;
inline constexpr TimeMs k_backoff_cap_ms = 5 * 60 * 1000;

// --- asking for news
// ----------------------------------------------------------------------------------------
/// Terminal: for so long after a greeting it only asks whether there is anything new. The greeting
/// is what ends members' stays and compares what both sides have of its outbox.
inline constexpr TimeMs k_greeting_life_ms = 3600ll * 1000;
/// Hub: how old what it knows of others' writes may be. Shorter: more reading of all scopes'
/// versions; longer: a revoked terminal is still told "nothing new".
inline constexpr TimeMs k_news_age_max_ms = 1'000;
/// A desk of headquarters lets the hub wait for news with its question, at most so long: less than
/// k_stall_timeout_ms, after which a silent answer counts as cut. So many may do so at a time.
inline constexpr TimeMs k_news_wait_max_ms = 15'000;
inline constexpr std::size_t k_watchers_max = 200;
/// A desk reads news together that come within this time.
inline constexpr TimeMs k_news_debounce_ms = 500;

// --- records the hub makes
// ----------------------------------------------------------------------------
/// Rows with the same duplicate_key value among which there are duplicate cases, but one. A number
/// typed for everyone who has none ("13800000000") would otherwise give a case for every pair.
inline constexpr int k_duplicate_holders_max = 10;
/// Changes of a push, or rows it writes, between two looks at whether the hub is to stop. A smaller
/// push is always finished.
inline constexpr std::size_t k_push_chunk = 256;
/// Stores that the changes of one row in one push name in vain and are told so; no honest push comes
/// near.
inline constexpr std::size_t k_named_stores_max = 16;
/// How much older a device's last sign of life may be than the truth; saves a write for every poll.
inline constexpr TimeMs k_last_seen_step_ms = 10 * 60 * 1000;

// --- members looked up at another store
// ----------------------------------------------------------------
/// How long such a member stays in the asking store's scope. Longer: the customer's next visits
/// work offline too, and a repair or complaint can be followed; shorter: fewer stores keep people
/// who came once. Looking up again begins anew.
inline constexpr TimeMs k_stay_ms = 30ll * 24 * 3600 * 1000;
/// Numbers that one terminal may ask for in an hour. A busy counter has a few customers of other
/// stores in that time; trying out the numbers of one prefix (10^8) would take two hundred years.
inline constexpr std::size_t k_lookups_per_hour_max = 60;
/// Stays that are ended at a terminal's greeting; bounds how long that holds the hub's write lock.
inline constexpr int k_stays_ended_max = 200;

// --- photos and files
// ----------------------------------------------------------------------------------------
/// Rows naming one content that the hub looks at to find whether a device may have it.
inline constexpr int k_content_holders_max = 1'000;
/// Hub: what must be free on the disk before it takes a photo. Records need that room.
inline constexpr std::uintmax_t k_content_room_min = 512u << 20;
/// Hub: what all contents take is counted anew after so long.
inline constexpr TimeMs k_content_count_step_ms = 10 * 60 * 1000;
/// Hub: a content of which no further piece comes for so long begins anew.
inline constexpr TimeMs k_content_part_life_ms = 30ll * 24 * 3600 * 1000;
/// Terminal: how long one session goes on with photos after the records; then news is read first.
/// Longer: fewer greetings; shorter: news waits less.
inline constexpr TimeMs k_content_session_ms = 20'000;
/// Terminal: how long it waits with a content that the hub did not take, and how many it fetches in
/// one session.
inline constexpr TimeMs k_content_retry_ms = 2 * 60 * 1000;
inline constexpr int k_contents_fetched_max = 50;

// --- enrolment
// ----------------------------------------------------------------------------------------
inline constexpr TimeMs k_enrolment_code_life_ms = 30 * 60 * 1000;
/// Wrong codes from one address at once, and how long each one more has to wait. Of 2^40 codes, one
/// address can try some four hundred while a code lives; whoever types a right one behind the same
/// address waits a moment.
inline constexpr int k_enrolment_failures_max = 10;
inline constexpr TimeMs k_enrolment_pace_ms = 5'000;

}  // namespace qiantai::sync::tuning
