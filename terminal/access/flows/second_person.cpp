#include "terminal/access/flows/second_person.hpp"

namespace qiantai::app {

std::vector<domain::StaffTile> other_people(const Flow& flow, domain::Right right) {
    auto people = flow.scene.colleagues;
    std::erase_if(people, [&](const domain::StaffTile& one) {
        return one.number == flow.scene.session->staff_number ||
               !domain::has_right(one.role, right);
    });
    return people;
}

}  // namespace qiantai::app
