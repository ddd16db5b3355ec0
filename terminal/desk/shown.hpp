#pragma once

// How values that many screens show are written: times in the store's own time, errors, people.

#include "assets/words/find.hpp"
#include "schema/base/date.hpp"
#include "schema/base/error.hpp"
#include "schema/base/fen.hpp"
#include "schema/base/named_enum.hpp"
#include "terminal/base/permission.hpp"
#include "terminal/desk/shop.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What is wrong and what to do, in the language of the screen. The particulars of an error are in
/// English and for the log, so they are not shown.
Text error_text(const Ui& ui, const Error& error);
Text role_text(const Ui& ui, StaffRole role);

/// The words of an enumeration's value by its code; of one that only a newer program knows, that it
/// is such a one: codes are not for people. Empty if there is none.
template <NamedEnum E>
Text code_text(const Ui& ui, std::string_view code,
               std::initializer_list<std::pair<E, TextKey>> words) {
    if (code.empty()) return {};
    for (const auto& [value, key] : words) {
        if (code_of(value) == code) return ui.tr(key);
    }
    return ui.tr(words::code_unknown);
}

/// "31,400".
Text number_text(std::int64_t number);
/// "¥1,200.00".
Text money_text(Fen amount);
/// "12 KB".
Text file_size_text(std::int64_t bytes);

/// "2026年11月12日", for what is kept.
Text full_date_text(Language language, Date date);
/// "11月12日" of this year, else "2025年11月12日".
Text date_text(const Ui& ui, const Shop& shop, Date date);
Text date_text(Language language, const Shop& shop, Date date);
/// The same of a date as records keep it; empty without one.
Text date_text(const Ui& ui, const Shop& shop, std::string_view date);
/// The same, but of the days before today how long ago it was: 今天, 昨天, 3 天前.
Text past_date_text(const Ui& ui, const Shop& shop, Date date);
/// "14:02" if it was today, else with the date before it, in the store's time.
Text time_text(const Ui& ui, const Shop& shop, TimeMs time);
/// "14:02" in the store's time.
Text clock_text(const Shop& shop, TimeMs time);
/// What the store is called, without its code; the code where it has no name here.
std::string store_name(const Shop& shop, const std::string& code);
/// "南京西路店（S002）"; the code alone of a store that is not known here.
Text store_text(const Ui& ui, const Shop& shop, const std::string& code);
/// "2026年11月21日 星期六".
Text long_date_text(const Ui& ui, const Shop& shop);

}  // namespace qiantai::ui
