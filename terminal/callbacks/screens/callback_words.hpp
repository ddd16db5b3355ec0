#pragma once

// Callbacks in words.

#include "terminal/callbacks/rules/callback_list_facts.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {

Text callback_kind_text(const Ui& ui, const Coded<CallbackKind>& kind);
/// What the call is about, in one line: 投诉结案 · 安装工说话难听, 会员卡还有 12 天到期.
Text callback_matter_text(const Ui& ui, const Shop& shop, const domain::CallbackLine& line);
/// 今天到期, 后天到期, 约 16:00, 晚了 2 天; why it can't be called now.
struct DueWords {
    Text text;
    Tone tone = Tone::neutral;
    Text note{};  ///< 第 2 次
};
DueWords callback_due_words(const Ui& ui, const Shop& shop, const domain::CallbackLine& line);
Text callback_block_text(const Ui& ui, const Shop& shop, const domain::CallbackLine& line);
Text callback_outcome_text(const Ui& ui, const Coded<CallbackOutcome>& outcome);
/// 孙丽：无人接听，已记下.
Text callback_recorded_text(Language language, const std::string& name,
                            const Coded<CallbackOutcome>& outcome);
/// Why somebody stays away, in the order in which it is offered.
std::span<const Choice> loss_reason_choices();
Text loss_reason_text(const Ui& ui, const Coded<LossReason>& reason);
Text callback_status_text(const Ui& ui, domain::CallbackStatus status);
Text satisfaction_text(const Ui& ui, int score);
/// What happened: 无人接听, 转给 张浩然.
Text callback_step_text(const Ui& ui, const domain::CallbackHistoryItem& item);
/// 19:48:36.
std::string countdown_text(TimeMs left_ms);
/// 137 0192 6685, as it is read out.
std::string spaced_phone(const std::string& phone);

}  // namespace qiantai::ui
