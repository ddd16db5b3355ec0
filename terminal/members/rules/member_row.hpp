#pragma once

// What the member services share: reading a member, masking, and the way from a merged record to
// the one that stands.

#include <vector>

#include "terminal/base/audit.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

/// An entry of the audit trail about the member.
AuditEntry about_member(std::string_view action, const Uuid& id);

/// Everything, unmasked: for rules inside the services. k_member_not_found.
Result<Member> load_member(sqlite::Database& database, const Uuid& id);
/// Who has exactly this number, as it is stored; 20 at most, merged records aside.
Result<std::vector<Uuid>> find_by_phone(sqlite::Database& database, const std::string& phone);
/// Who has a card with exactly this number, as it is stored, each person once by the record that
/// stands; those whose card was replaced only if nobody else has it. Erased persons aside.
Result<std::vector<Uuid>> find_by_card(sqlite::Database& database, const std::string& number);
/// As load_member, for somebody who wants to change it: also k_member_of_other_store,
/// k_member_erased, k_member_merged.
Result<Member> load_own_member(ServiceContext& context, const Uuid& id);

/// The record that stands for this one: follows merged_into as far as the records are on this
/// terminal. Two stores that merged opposite ways offline can make a circle; then the smallest id
/// of the circle stands, on every machine alike.
Result<Uuid> resolve_merged(sqlite::Database& database, const Uuid& id);
/// All records of the person: the standing one first, then everything merged into it.
Result<std::vector<Uuid>> load_merged_group(sqlite::Database& database, const Uuid& id);

/// Checks a text against the manifest's column: allowed values and length. The error's field is the
/// column.
Status check_column(const Manifest& manifest, std::string_view entity, std::string_view column,
                    std::string_view value);

}  // namespace qiantai::domain
