#pragma once

// Stocktakes (盘点) from the plan to the posting. Trading goes on while things are counted: each is
// compared with the book at the moment when its count ended, and what is posted is the difference
// of that moment, dated so, whatever was issued since. What arrives afterwards, goods or counts,
// changes the adjustment visibly, so that what was counted and the book agree again at every till
// alike. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/stocktakes/rules/stocktake_fold.hpp"
#include "terminal/stocktakes/rules/stocktake_lines.hpp"

namespace qiantai::domain {

class Stocktakes {
  public:
    explicit Stocktakes(ServiceContext& context) : m_context(context) {}

    // Right of all that lead a stocktake: stocktakes_lead; the course says whose step it is:
    // k_stocktake_not_now, k_stocktake_not_yours. k_stocktake_not_found, k_text_malformed. Steps
    // give back where it stands then; what was counted get() has, and what opens or corrects lines.

    /// k_stocktake_malformed. Unannounced ones are headquarters', for any store.
    Result<StocktakePage> plan(const Session& session, const StocktakePlan& plan);
    /// papers_entered, frozen, zone_opened, chosen, sent_back, cancelled, resumed.
    /// k_stocktake_zone_unknown, k_stocktake_zone_known, k_stocktake_words_missing.
    Result<StocktakePage> step(const Session& session, const StocktakeStepEntry& entry);
    /// k_stocktake_barcode_unknown, k_gift_not_found, k_stock_batch_missing,
    /// k_stock_expiry_missing, k_stocktake_out_of_scope.
    Result<StocktakePage> settle_barcode(const Session& session,
                                         const BarcodeSettlement& settlement);
    /// Says once more that all papers are entered, and shows the variances. k_stocktake_unfinished.
    Result<StocktakePage> open(const Session& session, const Uuid& stocktake_id);
    /// Reasons of variances. k_stocktake_line_unknown, k_stocktake_words_missing.
    Result<StocktakePage> explain(const Session& session, const StocktakeExplaining& explaining);
    /// Posts it at once, or at headquarters lets the store's next till do so.
    /// k_stocktake_unfinished, k_same_person, k_stocktake_above_tolerance.
    Result<StocktakePage> approve(const Session& session, const Uuid& stocktake_id);
    /// Takes counts that arrived after the posting into the book. k_stocktake_words_missing,
    /// k_stocktake_nothing_late, k_same_person.
    Result<StocktakePage> correct(const Session& session, const Uuid& stocktake_id,
                                  std::string_view words);

    // Right of all that count: stocktakes_count.

    /// On disk when it returns; several entries at once or none. k_stocktake_zone_unknown,
    /// k_stocktake_entry_malformed, k_stocktake_out_of_scope, k_stock_batch_missing,
    /// k_stock_expiry_missing, k_stocktake_recount_by_same, k_gift_not_found.
    Result<std::vector<StocktakeEntered>> count(const Session& session,
                                                const StocktakeCounting& counting);
    /// Takes an entry of one's own back, which stays beside it. k_stocktake_entry_not_yours.
    Result<StocktakeEntered> undo(const Session& session, const Uuid& stocktake_id,
                                  const Uuid& entry_id);
    /// Says of all that lies in that zone's spot by the book, and that nobody counted, that there is
    /// none. k_stocktake_zone_unknown.
    Result<std::vector<StocktakeEntered>> count_rest_as_none(const Session& session,
                                                             const Uuid& stocktake_id,
                                                             std::string_view zone);
    /// Nothing is left to count there. k_stocktake_zone_unknown.
    Result<StocktakePage> finish_zone(const Session& session, const Uuid& stocktake_id,
                                      std::string_view zone);
    /// Posts what headquarters approved, and adjusts what was posted before to what has arrived
    /// since; for once a minute and after news has come.
    Result<StocktakeRun> run(const Session& session);

    /// Under the lines as they are: as one who counted them, or as one who checked them. Right:
    /// stocktakes_sign. k_same_person.
    Result<StocktakePage> sign(const Session& session, const Uuid& stocktake_id, bool as_checker);

    // Right of all that read: stocktakes_read. What the book says is not among it before the
    // variances are open, unless whoever counts may see it.

    Result<StocktakePage> get(const Session& session, const Uuid& stocktake_id);
    /// The newest first; only_open: those planned soonest first. At headquarters of all stores.
    Result<std::vector<StocktakeSummary>> list(const Session& session,
                                               const StocktakeFilter& filter);
    /// What was counted, by code.
    Result<std::vector<StocktakeShownLine>> lines(const Session& session,
                                                  const StocktakeLineFilter& filter);
    /// The newest first.
    Result<std::vector<StocktakeEntered>> entries(const Session& session,
                                                  const StocktakeEntryFilter& filter);
    /// All that keeps it from going on, at once.
    Result<std::vector<StocktakeProblem>> problems(const Session& session,
                                                   const Uuid& stocktake_id);
    /// What of this store to count today: by the share of the stock's value and the days since the
    /// last count.
    Result<std::vector<DueCount>> due(const Session& session);
    /// 门店礼品盘点汇总表: the last stocktake of every store that was planned for these days, both
    /// included; also the stores that handed none in. At a store its own line.
    Result<StocktakeOverview> overview(const Session& session, Date from, Date until);
    /// Makes the cache behind the lists anew, and compares everything with the book again. Right:
    /// stocktakes_lead.
    Status rebuild(const Session& session);

  private:
    /// Its row, its events, and what they come to.
    struct StocktakeCase {
        Stocktake stocktake;
        StocktakeState state;
    };
    Result<StocktakeCase> load_case(const Uuid& stocktake_id);
    Result<StocktakeCase> load_case_for(const Session& session, const Uuid& stocktake_id,
                                        StocktakeStep step);
    Result<StocktakeReasons> load_reasons(const StocktakeCase& one);
    Result<StocktakeWork> load_work(const StocktakeCase& one);
    Result<StocktakeNames> load_names(const Stocktake& stocktake);
    Result<StocktakeRules> load_rules();
    Result<StocktakeTotals> load_totals(const Stocktake& stocktake,
                                        std::span<const StocktakeLine> lines);
    Result<bool> is_warehouse(std::string_view store_code);
    StocktakeEvent new_event(const Session& session, const Stocktake& stocktake, StocktakeStep step,
                             const Moment& now);
    Status check_plan(const Session& session, const StocktakePlan& plan, const Moment& now);
    Status check_zones(const std::vector<StocktakeZone>& zones);
    Status check_scope(const StocktakeScope& scope);
    Status fill_step(const StocktakeStepEntry& entry, const StocktakeCase& one,
                     StocktakeEvent& event);
    Status save(const Session& session, const Stocktake& stocktake, const StocktakeEvent& event,
                std::string_view action, const Moment& now);
    Result<StocktakePage> build_page(const Session& session, const Uuid& stocktake_id);
    /// The same without what was counted.
    Result<StocktakePage> show_stand(const Session& session, const Uuid& stocktake_id);

    Result<StocktakeCount> resolve(const Session& session, const StocktakeCase& one,
                                   const StocktakeCounting& counting, const StocktakeEntry& entry,
                                   const Moment& now);
    Status resolve_lot(const Stocktake& stocktake, const Gift& gift, StocktakeCount& count);
    Status check_recounter(const StocktakeState& state, const StocktakeCount& count);
    Result<std::vector<StocktakeCount>> load_same(const StocktakeCount& count);
    Result<StocktakeEntered> entered(const StocktakeCount& count);

    Result<std::vector<StocktakeLine>> load_lines(const StocktakeState& state,
                                                  const std::optional<Uuid>& gift_id = {});
    Status insert_lines(std::span<StocktakeLine> lines, const Uuid& opening_id, const Moment& now);
    Result<std::vector<StocktakeProblem>> variance_problems(const StocktakeCase& one,
                                                            std::span<const StocktakeLine> lines);
    /// `lines`: that hold.
    Status post(const Session& session, const StocktakeCase& one,
                std::span<const StocktakeLine> lines, const Moment& now);
    Result<int> adjust(const Session& session, const StocktakeCase& one,
                       std::span<const StocktakeLine> lines, const std::optional<Uuid>& gift_id,
                       const std::map<Uuid, std::string>& causes, const Moment& now);
    Result<int> adjust_changed(const Session& session, const Moment& now);
    Result<int> adjust_stocktake(const Session& session, const Uuid& stocktake_id,
                                 const Moment& now);
    Result<int> post_approved(const Session& session, const Moment& now);

    Result<std::vector<StocktakeShownLine>> show_counted(const StocktakeCase& one);
    Result<std::vector<StocktakeShownLine>> show_lines(const StocktakeCase& one, bool late);
    Result<StocktakeStoreLine> overview_line(const StocktakeCase& one,
                                             std::map<Uuid, StocktakeGiftLine>& gifts);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
