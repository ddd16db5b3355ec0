#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// The table `fact(name, value)` that terminal and hub databases have: small facts about the
/// database itself.
Result<std::optional<std::string>> load_fact_text(Database& database, std::string_view name);
Result<std::optional<std::int64_t>> load_fact_integer(Database& database, std::string_view name);
Status save_fact(Database& database, std::string_view name, std::string_view text);
Status save_fact(Database& database, std::string_view name, std::int64_t integer);
Status remove_fact(Database& database, std::string_view name);

/// Names used on terminals. Written by: S terminal/store, C sync/client.
namespace fact {
// This instance of the database.
inline constexpr std::string_view k_incarnation =
    "incarnation";  ///< S: UUID text, new at creation and restore
inline constexpr std::string_view k_restored_from =
    "restored_from";  ///< S: incarnations whose place it took, see incarnations.hpp; C removes it
                      ///< once the hub knows this one
inline constexpr std::string_view k_number_floor =
    "number_floor";  ///< S: where new number sequences begin; raised by restores
inline constexpr std::string_view k_manifest_fingerprint =
    "manifest_fingerprint";  ///< S: of the capture triggers
inline constexpr std::string_view k_staff_seal =
    "staff_seal";  ///< S: see terminal/store/staff_seal.hpp
inline constexpr std::string_view k_search_stale =
    "search_stale";  ///< S: 1 during a bulk load: member_search must be rebuilt
inline constexpr std::string_view k_attachment_key =
    "attachment_key";  ///< made by the migration: see attachment_shelf.hpp
// Enrolment (all C; absent before it).
inline constexpr std::string_view k_device_id = "device_id";
inline constexpr std::string_view k_device_secret = "device_secret";  ///< base64url
inline constexpr std::string_view k_store_code = "store_code";
inline constexpr std::string_view k_terminal_code = "terminal_code";
inline constexpr std::string_view k_chain_name = "chain_name";
inline constexpr std::string_view k_hub_url = "hub_url";  ///< https://host:port
inline constexpr std::string_view k_hub_proxy =
    "hub_proxy";                                        ///< http://host:port; empty or absent: none
inline constexpr std::string_view k_hub_ca = "hub_ca";  ///< PEM
inline constexpr std::string_view k_hub_bundle_public_key = "hub_bundle_public_key";  ///< base64url
inline constexpr std::string_view k_bundle_secret_key = "bundle_secret_key";          ///< base64url
// Progress of sync (all C).
inline constexpr std::string_view k_acked_seq = "acked_seq";  ///< the hub has everything up to here
inline constexpr std::string_view k_ack_marks =
    "ack_marks";  ///< JSON [[hub time, seq], ...]: when what was acknowledged; for retention
inline constexpr std::string_view k_bundle_exported =
    "bundle_exported";  ///< JSON {incarnation, last_seq} of the newest bundle file
inline constexpr std::string_view k_hub_generation =
    "hub_generation";  ///< changes when the hub is restored
inline constexpr std::string_view k_hub_incarnation =
    "hub_incarnation";  ///< UUID text: the one the hub last named as this terminal's
inline constexpr std::string_view k_clock_offset_ms =
    "clock_offset_ms";  ///< hub time - our time, when last met
inline constexpr std::string_view k_clock_shift_ms =
    "clock_shift_ms";  ///< what of it this terminal's own clocks follow, see clock_facts.hpp
inline constexpr std::string_view k_hub_clock =
    "hub_clock";  ///< what the hub said of its clock when last met: alone, agreed, doubtful
inline constexpr std::string_view k_clock_refusals =
    "clock_refusals";  ///< sessions in a row whose changes were refused as ahead
inline constexpr std::string_view k_remote_hlc =
    "remote_hlc";  ///< greatest plausible clock received; local ones go on from it
inline constexpr std::string_view k_last_contact_at = "last_contact_at";
inline constexpr std::string_view k_last_complete_at =
    "last_complete_at";  ///< when the hub last had everything
inline constexpr std::string_view k_offline_since =
    "offline_since";  ///< absent while the last session succeeded
inline constexpr std::string_view k_last_error =
    "last_error";  ///< JSON {code, actor, words_en, words_zh}
inline constexpr std::string_view k_set_aside_rows =
    "set_aside_rows";  ///< JSON: see sync/client/set_aside.hpp
inline constexpr std::string_view k_contact_columns =
    "contact_columns";  ///< desks: those of which contact_kept was told
inline constexpr std::string_view k_contact_swept_seq =
    "contact_swept_seq";  ///< desks: uploaded changes up to here were looked at
inline constexpr std::string_view k_first_load_done =
    "first_load_done";  ///< 1 once the feed was read to its end
// Of the capabilities.
inline constexpr std::string_view k_tier_rule_applied =
    "tier_rule_applied";  ///< terminal/purchases: the rule under which all tiers were looked at
inline constexpr std::string_view k_tier_forecast_progress =
    "tier_forecast_progress";  ///< terminal/purchases: how far an announced rule was counted
}  // namespace fact

}  // namespace qiantai::sqlite
