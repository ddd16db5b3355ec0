#pragma once

// A store's day is closed (闭店). Whatever is left, the day can be closed on the store's own
// terminal, offline: what should be done today is left with a reason, and stands on the next day's
// list until facts say that it is done. A day may be closed several times, by tills that do not know
// of each other or because something happened afterwards: the first is the closing, the others are
// additions.
//
// Each till writes marks: everything of the day that it wrote stands before its mark in its outbox,
// which headquarters gets in order. So "everything of that day is here" is a fact that headquarters
// checks by the marks of all tills and by the audit events up to them. Thread rule: as
// ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/closing/rules/closing_facts.hpp"

namespace qiantai::domain {

class Closing {
  public:
    explicit Closing(ServiceContext& context) : m_context(context) {}

    // Right of these: closing_read.

    /// What of the day is missing, can wait, is done. k_day_close_malformed, k_day_close_elsewhere.
    Result<DayClosePage> show(const Session& session, const DayCloseQuestion& question);
    /// Store by store and day by day, the newest day first; at a store its own days. Of stores that
    /// are open that day, or closed it. k_day_closes_period.
    Result<std::vector<StoreDay>> list(const Session& session, Date from, Date until);
    /// The closings of one day of a store, the first of them first; empty code: this store.
    Result<std::vector<DayCloseShown>> closes(const Session& session, Date day,
                                              std::string_view store_code);

    /// Of one day, the stores that did not close it, or of which something is not here. Right:
    /// closing_chain.
    Result<std::vector<StoreDay>> missing_stores(const Session& session, Date day);
    /// Right: closing_close. k_day_close_malformed, k_day_close_elsewhere,
    /// k_day_close_reasons_missing, k_day_close_words_missing, k_text_malformed, the
    /// signature's errors.
    Result<DayClosePage> close(const Session& session, const DayCloseEntry& entry);
    /// Marks what this till wrote of a day that the store has closed, once more if something came
    /// afterwards; for once a minute and after news has come. Right: closing_mark.
    Result<DayMarkRun> run(const Session& session);

  private:
    Result<std::vector<StoreDay>> load_days(Date from, Date until);
    Result<Date> day_of(const std::optional<Date>& day, Date today) const;
    Result<DayClosePage> build_page(const Session& session, Date day, Date today);
    Status write_close(const Session& session, Date day, const std::vector<CarriedItem>& carried,
                       const DayCloseEntry& checked);
    Status check_words(const DayCloseEntry& entry, Date day, DayCloseEntry& checked);

    ServiceContext& m_context;
};

}  // namespace qiantai::domain
