#pragma once

#include <set>

#include "schema/manifest/manifest.hpp"
#include "sync/core/change.hpp"
#include "sync/core/row_state.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// Whether a device may make a change, and whether its values are sound: all from the manifest,
/// nothing from the terminal's word. Pure. The errors are those of hub_errors.hpp (k_refused_…) and
/// of schema/manifest/values.hpp.
class ChangeRules {
  public:
    /// `schema_version` is the sender's: it can't fill columns that came later.
    ChangeRules(const Manifest& manifest, const Device& device, int schema_version)
        : m_manifest(manifest), m_device(device), m_schema_version(schema_version) {}

    /// The row as the hub has it before the change.
    struct Row {
        const sync::RowState* state = nullptr;  ///< null if it has none
        std::string_view home{};                ///< its home scope, empty if it has none
        /// Stores that may write it, or might when the change was written, see
        /// WorkingSet::writing_stores.
        std::set<std::string, std::less<>> writers{};
    };
    Status check(const sync::Change& change, const Row& row) const;

  private:
    Status check_unknown(const sync::RowState* current, std::string_view home) const;
    Status check_append(const Entity& entity, const sync::Change& change,
                        const sync::RowState* current) const;
    Status check_store(const Entity& entity, const sync::Change& change, const Row& row) const;
    Status check_new_store(const Entity& entity, const Row& row, std::string_view code) const;
    Status check_writer(const Entity& entity, const sync::Change& change, const Row& row) const;
    Status check_columns(const Entity& entity, const sync::Change& change) const;
    bool may_write(Writer writer, bool as_own) const;
    bool is_hq() const;

    const Manifest& m_manifest;
    const Device& m_device;
    int m_schema_version;
};

/// The kind with this code among the reasons for refusing a change; null for any other.
const ErrorKind* find_refusal_kind(std::string_view code);

}  // namespace qiantai::hub
