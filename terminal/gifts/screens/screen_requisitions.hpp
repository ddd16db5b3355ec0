#pragma once

// Requisitions in lists: those that are open, all of them, and what this place has to send.

#include <set>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/rules/requisition_work_facts.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"

namespace qiantai::ui {

enum class RequisitionsView : std::uint8_t { open, all, pick };

struct RequisitionsState {
    RequisitionsView view = RequisitionsView::open;
    std::vector<domain::RequisitionSummary> rows{};
    std::set<Uuid> late{};
    std::vector<domain::RequisitionPickList> picks{};
    std::optional<domain::GiftBudgetUse> budget{};  ///< of a store
    bool loaded = false;
    std::optional<Error> error{};
    int yours = 0;  ///< so many wait for this person
    int query = 0;
};

namespace requisitions {
struct SetView {
    RequisitionsView view;
};
struct Reload {};
struct Open {
    Uuid id;
};
/// Opens it and asks for its parcel at once.
struct Pick {
    Uuid id;
};
struct Ask {};
}  // namespace requisitions

using RequisitionsIntent = std::variant<requisitions::SetView, requisitions::Reload,
                                        requisitions::Open, requisitions::Pick, requisitions::Ask>;
using RequisitionsIntents = Intents<RequisitionsIntent>;

void draw_requisitions(Ui& ui, const Rect& area, const Scene& scene, const RequisitionsState& state,
                       RequisitionsIntents& intents);

/// Somebody of a store, who may ask for gifts.
bool may_ask_for_gifts(const Scene& scene);

}  // namespace qiantai::ui
