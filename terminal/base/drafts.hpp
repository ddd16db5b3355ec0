#pragma once

// Half-filled forms, so that a power cut, a kill -9 or the automatic lock takes nothing that was
// typed. They lie in the terminal's encrypted database and nowhere else: no capture, no sync.
//
// Invariants: (1) a draft is seen only by whoever wrote it; (2) none is older than seven days;
// (3) none is about an erased person: the migration's trigger takes them away with the erasure,
// also one that arrives by sync, and save() refuses to bring one back.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_draft_malformed{
    "draft_malformed", Actor::administrator,
    "A draft is a JSON object of at most 64 KiB under a short name. This is a fault of the "
    "program; report it.",
    "草稿内容不合格式或超过 64 KiB，属程序错误，请报告。"};

inline constexpr TimeMs k_draft_age_max_ms = 7ll * 24 * 3600 * 1000;
inline constexpr std::size_t k_draft_bytes_max = 64 * 1024;

/// Which form: "member.register", or "member.update" with the member that is being changed.
struct DraftKey {
    std::string kind;
    std::optional<Uuid> subject{};
};
QIANTAI_DESCRIBE(DraftKey, "", kind, subject)
QIANTAI_NOTES(DraftKey,
              {.field = "kind", .meaning = "which form, e.g. member.register", .length_max = 60},
              {.field = "subject",
               .meaning = "the record that is being changed; absent for a new one"})

struct Draft {
    DraftKey key;
    TimeMs saved_at = 0;
    std::string content_json;  ///< an object; the form's own matter
};
QIANTAI_DESCRIBE(Draft, "", key, saved_at, content_json)
QIANTAI_NOTES(Draft, {.field = "key", .spread = true},
              {.field = "content_json",
               .meaning = "the form's own object",
               .name = "content",
               .presence = FieldNote::Presence::always,
               .is_json = true})

/// Of everybody who left a form behind: the kind of the one that was saved last, by staff number.
/// What it is about stays with its writer.
Result<std::map<std::string, std::string>> load_unfinished_kinds(ServiceContext& context);

/// Thread rule: as ServiceContext. All methods have the right keep_drafts and touch only the
/// session's own drafts.
class Drafts {
  public:
    explicit Drafts(ServiceContext& context) : m_context(context) {}

    /// On disk when it returns; takes the place of the form's draft before. Errors:
    /// k_draft_malformed, k_member_erased.
    Status save(const Session& session, const DraftKey& key, std::string_view content_json);
    /// Nothing if there is none.
    Result<std::optional<Draft>> load(const Session& session, const DraftKey& key);
    /// Also when there is none.
    Status discard(const Session& session, const DraftKey& key);
    /// Newest first.
    Result<std::vector<Draft>> list(const Session& session);

  private:
    Status remove_old();
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
