#pragma once

#include <type_traits>

#include "terminal/desk/flow.hpp"
#include "terminal/desk/paged_list.hpp"

namespace qiantai::app {

enum class Take : std::uint8_t {
    anew,  ///< from the first row on
    more,  ///< what follows the rows that are there
};

/// How many rows a list reads at a time, and how many one answer may have at most.
struct PageSize {
    int rows;
    int rows_most;
};

/// What a service is asked for.
template <typename Cursor>
struct PageWanted {
    int limit = 0;
    std::optional<Cursor> after{};
    std::size_t rows_before = 0;
};

/// Reads a page of the list `list_of(Flow&)`, which is asked again when the answer comes, because
/// the state may be another one by then. `load(domain::ServiceContext&, const domain::Session&,
/// const PageWanted<Cursor>&)` returns a Result of something with `rows` and `next`; what else it
/// has is for `keep(list, answer)`, once the rows are in the list.
template <typename ListOf, typename Load, typename Keep>
void read_page(Flow& flow, Take take, PageSize size, ListOf list_of, Load load, Keep keep) {
    auto& list = list_of(flow);
    using Cursor = typename std::remove_cvref_t<decltype(list.next)>::value_type;
    PageWanted<Cursor> wanted{.limit = size.rows};
    if (take == Take::more) {
        if (list.loading || !list.next) return;
        wanted.after = list.next;
        wanted.rows_before = list.rows.size();
    } else {
        // What was loaded page by page is refreshed as a whole, so that the list does not jump.
        wanted.limit = std::clamp(static_cast<int>(list.rows.size()), size.rows, size.rows_most);
    }
    list.loading = true;
    list.error.reset();
    run_service(
        flow,
        [wanted, load = std::move(load)](domain::ServiceContext& context,
                                         const domain::Session& session) {
            return load(context, session, wanted);
        },
        [take, list_of, keep = std::move(keep), query = ++list.query](Flow& later,
                                                                      const auto& answer) {
            auto& now = list_of(later);
            if (now.query != query) return;
            now.loading = false;
            if (!answer) {
                now.error = answer.error();
                return;
            }
            if (take == Take::anew) now.rows.clear();
            now.rows.insert(now.rows.end(), answer->rows.begin(), answer->rows.end());
            now.next = answer->next;
            now.loaded = true;
            keep(now, *answer);
        });
}

}  // namespace qiantai::app
