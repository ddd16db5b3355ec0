#pragma once

// People whom a search found, and those one opened lately, as rows of a table.

#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

MemberRow member_row(const ShownMember& shown);
/// When somebody last had to do with the person, and what that was.
TableCell seen_cell(const Ui& ui, const Shop& shop, const domain::LastSeen& seen);
/// All of the table's columns, in the order of FindColumn; as wide as these people need.
std::vector<TableColumn> found_columns(const Ui& ui, const Scene& scene,
                                       const std::vector<ShownMember>& people);
/// `tags` outlive the row.
TableRow found_row(const Ui& ui, const Scene& scene, const ShownMember& shown,
                   std::span<const Tag> tags, bool selected);

}  // namespace qiantai::ui
