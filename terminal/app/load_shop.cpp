#include "terminal/app/load_shop.hpp"

#include <cstdio>

#include "terminal/base/store_directory.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/members/rules/member_cards.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

Reply load_shop(Office& office) {
    if (!office.is_enrolled()) return {};
    auto& context = office.context();
    auto facts = domain::load_store_facts(context);
    auto tiers = domain::load_tiers(context.database);
    auto staff = domain::load_staff_tiles(context);
    auto names = domain::load_staff_names(context.database);
    auto stores = domain::load_store_names(context.database);
    auto phones = domain::load_store_phones(context.database);
    for (const auto* failed :
         {facts ? nullptr : &facts.error(), tiers ? nullptr : &tiers.error(),
          staff ? nullptr : &staff.error(), names ? nullptr : &names.error(),
          stores ? nullptr : &stores.error(), phones ? nullptr : &phones.error()}) {
        if (failed == nullptr) continue;
        office.log().write_error("shop_not_loaded", *failed);
        return [error = *failed](Flow& flow) { show_error(flow, error); };
    }
    if (facts->store_name.empty() && !facts->is_headquarters) {
        // Until the store's row is here, its time is taken to be China's.
        office.log().write(LogLevel::warning, "store_unknown",
                           {{"utc_offset_minutes", facts->utc_offset_minutes}});
    }
    return [facts = *facts, tiers = *tiers, staff = *staff, names = *names, stores = *stores,
            phones = *phones](Flow& flow) {
        auto& shop = flow.scene.shop;
        shop.chain_name = facts.chain_name;
        shop.store_name = facts.store_name;
        shop.store_code = facts.store_code;
        shop.terminal_code = facts.terminal_code;
        shop.utc_offset_minutes = facts.utc_offset_minutes;
        shop.today = facts.business_date;
        shop.phone_country = facts.phone_country;
        shop.tiers = tiers;
        shop.staff_names = names;
        shop.stores = stores;
        shop.store_phones = phones;
        flow.scene.colleagues = staff;
    };
}

Reply load_chain_logo(Office& office) {
    const auto file = office.parts().home.config.parent_path() / "logo.png";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return {};
    auto logo = load_logo(file);
    if (!logo) {
        // The clerk can't mend it and works as well without.
        fmt::print(stderr, "qiantai: {}\n", logo.error().message());
        office.log().write_error("logo_not_loaded", logo.error());
        return {};
    }
    auto picture = std::make_shared<const Picture>(std::move(logo).value());
    return [picture](Flow& flow) { flow.scene.shop.logo = picture; };
}

}  // namespace qiantai::app
