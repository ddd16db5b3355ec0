#include "terminal/stocktakes/rules/stocktake_fold.hpp"

#include <algorithm>
#include <map>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"

namespace qiantai::domain {
namespace {

using CountStep = StocktakeStep;

std::vector<StocktakeExplanation> explanations_of(const StocktakeEvent& event) {
    const auto object = parse_json_object(event.lines);
    auto read = object ? from_json<StocktakeExplanations>(*object) : std::nullopt;
    return read ? std::move(read->lines) : std::vector<StocktakeExplanation>();
}

class StocktakeFold {
  public:
    explicit StocktakeFold(const Stocktake& stocktake) {
        for (auto& zone : zones_of(stocktake)) m_state.zones.push_back({.zone = std::move(zone)});
        m_state.waits_since = stocktake.created_at;
    }

    void add(const StocktakeEvent& event) {
        const auto step = event.step.known();
        const bool counts = step && may_follow(event, *step) && apply(event, *step);
        if (!counts) {
            m_state.without_effect.push_back(event.id);
            return;
        }
        if (*step == CountStep::cancelled) m_before_cancelled = m_phase;
        auto after = phase_after(*step);
        if (*step == CountStep::resumed) after = m_before_cancelled;
        if (!after) return;
        m_phase = *after;
        m_state.waits_since = event.created_at;
    }

    StocktakeState finish() {
        m_state.phase = m_phase;
        return std::move(m_state);
    }

  private:
    bool may_follow(const StocktakeEvent& event, CountStep step) const {
        if (step == CountStep::posted) return event.about_id.has_value();
        const bool of_lines = step == CountStep::counter_signed ||
                              step == CountStep::checker_signed || step == CountStep::approved;
        const bool of_these = !of_lines || event.about_id == m_state.opening_id;
        return of_these && follows(step, m_phase);
    }

    StocktakeZoneState* zone(std::string_view name) {
        for (auto& one : m_state.zones) {
            if (one.zone.name == name) return &one;
        }
        return nullptr;
    }

    bool apply(const StocktakeEvent& event, CountStep step) {
        switch (step) {
            case CountStep::frozen:
                m_state.frozen_at = event.created_at;
                return true;
            case CountStep::zone_opened:
                return open_zone(event);
            case CountStep::zone_done: {
                auto* done = zone(event.zone);
                if (done) done->done = true;
                return done != nullptr;
            }
            case CountStep::chosen:
                return choose(event);
            case CountStep::barcode_settled:
                std::erase_if(m_state.barcodes, [&](const SettledBarcode& one) {
                    return one.barcode == event.barcode;
                });
                m_state.barcodes.push_back(
                    {event.barcode, event.gift_id, event.batch, event.expires_on});
                return true;
            case CountStep::opened:
                forget_lines();
                m_state.opening_id = event.id;
                m_state.counters = split_people(event.people);
                m_state.recounters = split_people(event.recounters);
                return true;
            case CountStep::sent_back:
                forget_lines();
                return true;
            case CountStep::counter_signed:
                m_state.signed_by.push_back({event.created_by, event.created_at});
                return true;
            case CountStep::checker_signed:
                if (m_state.checked_by) return false;
                m_state.checked_by = {event.created_by, event.created_at};
                return true;
            case CountStep::approved:
                m_state.approved_by = {event.created_by, event.created_at};
                return true;
            case CountStep::posted:
                m_state.opening_id = event.about_id;
                m_state.posted_at = event.created_at;
                return true;
            case CountStep::corrected:
                m_state.correction_ids.push_back(event.id);
                return true;
            // Of which lines, fold_explanations() says.
            case CountStep::explained:
            case CountStep::papers_entered:
            case CountStep::cancelled:
            case CountStep::resumed:
                break;
        }
        return true;
    }

    bool open_zone(const StocktakeEvent& event) {
        if (event.zone.empty() || zone(event.zone)) return false;
        const auto spot = event.spot.empty() ? Coded<StockSpot>(StockSpot::shelf) : event.spot;
        m_state.zones.push_back(
            {.zone = {.name = event.zone, .spot = spot, .shared = event.shared.value_or(false)}});
        return true;
    }

    bool choose(const StocktakeEvent& event) {
        if (event.gift_id) {
            std::erase_if(m_state.chosen,
                          [&](const ChosenRecount& one) { return one.gift_id == *event.gift_id; });
            m_state.chosen.push_back({*event.gift_id, event.people});
            return true;
        }
        auto* chosen = zone(event.zone);
        if (chosen) chosen->chosen = event.people;
        return chosen != nullptr;
    }

    void forget_lines() {
        m_state.opening_id.reset();
        m_state.signed_by.clear();
        m_state.checked_by.reset();
        m_state.approved_by.reset();
    }

    StocktakeState m_state{};
    StocktakePhase m_phase = StocktakePhase::planned;
    StocktakePhase m_before_cancelled = StocktakePhase::planned;
};

std::vector<const StocktakeEvent*> in_their_order(std::span<const StocktakeEvent> events) {
    std::vector<const StocktakeEvent*> ordered;
    for (const auto& event : events) ordered.push_back(&event);
    std::ranges::sort(ordered, {}, [](const StocktakeEvent* event) {
        return std::pair(event->order, event->id);
    });
    return ordered;
}

}  // namespace

StocktakeState fold_stocktake(const Stocktake& stocktake, std::span<const StocktakeEvent> events) {
    StocktakeFold fold(stocktake);
    for (const auto* event : in_their_order(events)) fold.add(*event);
    return fold.finish();
}

StocktakeReasons fold_explanations(const StocktakeState& state,
                                   std::span<const StocktakeEvent> events) {
    const auto& ignored = state.without_effect;
    StocktakeReasons reasons;
    for (const auto* event : in_their_order(events)) {
        const bool counts = event->step == CountStep::explained &&
                            std::ranges::find(ignored, event->id) == ignored.end();
        if (!counts) continue;
        for (auto& one : explanations_of(*event)) reasons[one.line_id] = std::move(one);
    }
    return reasons;
}

}  // namespace qiantai::domain
