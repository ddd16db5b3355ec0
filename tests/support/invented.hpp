#pragma once

// Entities that no capability has, one for each thing sync can say of where rows go and who writes
// them. Nothing in sync knows them: a manifest and a migration are all they take.
//
//   parcel       seen and written by its store and by the one in `receiver`, given away by its
//                store; has contact data, and a photo
//   parcel_note  never changes, belongs to a parcel; has contact data
//   parcel_photo belongs to a parcel_note
//   visit        seen by its store and by the one in `home_store`
//   slip         lies at its store and at the hub, on no desk
//   permit       opens contact data of a row to a desk
//   complaint    taken at a desk or in a store; has contact data

#include <vector>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/migrations.hpp"

namespace qiantai::test {

/// Qiantai's manifest and these.
Manifest make_invented_manifest();
/// The terminal's migrations and one that makes their tables.
std::vector<sqlite::MigrationText> invented_migrations();

}  // namespace qiantai::test
