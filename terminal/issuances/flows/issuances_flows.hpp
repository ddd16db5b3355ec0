#pragma once

#include "terminal/desk/flow.hpp"
#include "terminal/issuances/forms/issuance_forms_facts.hpp"
#include "terminal/issuances/screens/screen_campaign_form.hpp"
#include "terminal/issuances/screens/screen_campaigns.hpp"
#include "terminal/issuances/screens/screen_duty.hpp"
#include "terminal/issuances/screens/screen_issuances.hpp"
#include "terminal/issuances/screens/screen_issue.hpp"
#include "terminal/issuances/screens/screen_rights.hpp"

namespace qiantai::app {

ScreenEntry issuances_screen();
ScreenEntry issue_screen();
ScreenEntry issue_slip_screen();
ScreenEntry campaigns_screen();
ScreenEntry campaign_form_screen();
ScreenEntry rights_screen();
ScreenEntry duty_screen();

/// Over the day's register the month's; the manager signs it.
void show_register_month(Flow& flow, const std::string& month);
void freeze_register_month(Flow& flow);

/// Opens the form of this campaign, or of a new one, as it was left.
void begin_campaign_form(Flow& flow, const std::optional<Uuid>& campaign_id);

/// Opens the form for this member, or as it was left for nobody in particular.
void begin_issue(Flow& flow, const std::optional<Uuid>& member, const std::string& name);

/// The member's rights to gifts.
void open_rights(Flow& flow, const Uuid& member, const std::string& name);

/// Shows the slip or the register as it will be printed.
void preview_issuance_form(Flow& flow, const domain::IssuanceFormChoice& choice);
/// Puts the slip into the print queue; where no printer is set up there is nothing to print on.
void print_issuance_slip(Flow& flow, const Uuid& issuance_id);

}  // namespace qiantai::app
