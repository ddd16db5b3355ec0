#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include "sync/core/change.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

/// Columns whose value no two persons' rows may have in use at once (Column::exclusive_while): a
/// card's number. Terminals give numbers that are unique; two machines with one identity, or two
/// stores with the same printed card, do not know of each other. Whoever comes second is refused.
class ExclusiveValues {
  public:
    ExclusiveValues(const Manifest& manifest, HubWriter& writer, WorkingSet& rows)
        : m_manifest(manifest), m_writer(writer), m_rows(rows) {}

    /// Who holds the values that these changes write or take into use. Their rows must be loaded.
    Status load(std::span<const sync::Change> changes);
    /// k_refused_card_number_taken if the change would take a value into use that another person's
    /// row has in use. `current` as in ChangeRules::check.
    Status check(const sync::Change& change, const sync::RowState* current) const;
    /// The change was applied: later ones of the same push see it.
    void note_applied(const sync::Change& change);

  private:
    using Value = std::tuple<std::string, std::string, std::string>;

    const Manifest& m_manifest;
    HubWriter& m_writer;
    WorkingSet& m_rows;
    struct Use {
        Value value;
        std::string person;
    };

    void note_row(const Uuid& id, const sync::RowState& row, const Column& column);

    /// Of the values asked for: the persons whose rows have it in use, and how many rows.
    std::map<Value, std::map<std::string, int, std::less<>>> m_persons;
    std::map<Uuid, Use> m_uses;  ///< by row
};

}  // namespace qiantai::hub
