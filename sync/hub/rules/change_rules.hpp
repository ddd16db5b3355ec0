#pragma once

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

    /// `current`: the row as the hub has it, null if it has none; `home`: its home scope, empty if
    /// it has none.
    Status check(const sync::Change& change, const sync::RowState* current,
                 std::string_view home) const;

  private:
    Status check_unknown(const sync::RowState* current, std::string_view home) const;
    Status check_append(const Entity& entity, const sync::Change& change,
                        const sync::RowState* current) const;
    Status check_store(const Entity& entity, const sync::Change& change,
                       const sync::RowState* current) const;
    Status check_writer(const Entity& entity, const sync::Change& change,
                        const sync::RowState* current) const;
    Status check_columns(const Entity& entity, const sync::Change& change) const;
    bool may_write(Writer writer, std::string_view row_store) const;
    bool is_hq() const;

    const Manifest& m_manifest;
    const Device& m_device;
    int m_schema_version;
};

/// Store codes stand in scope names and addresses: letters, digits, '-' and '_', 1 to 8 of them.
bool is_store_code(std::string_view code);
/// The kind with this code among the reasons for refusing a change; null for any other.
const ErrorKind* find_refusal_kind(std::string_view code);

}  // namespace qiantai::hub
