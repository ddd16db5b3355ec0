#include "terminal/base/salutation.hpp"

#include <algorithm>

#include "schema/base/member_codes.hpp"
#include "terminal/base/typed_text.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_compound_surnames[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "慕容", "司徒", "夏侯", "皇甫", "令狐", "宇文",
    "长孙", "公孙", "端木", "百里", "南宫", "轩辕", "呼延", "东郭", "拓跋", "独孤", "澹台", "公冶",
    "濮阳", "淳于", "单于", "太史", "申屠", "钟离", "闻人", "赫连", "万俟", "西门", "南门", "鲜于"};

bool is_compound(std::string_view surname) {
    return std::ranges::find(k_compound_surnames, surname) != std::end(k_compound_surnames);
}

}  // namespace

std::string address_of(std::string_view name, std::string_view gender_code) {
    const auto points = composed(name);
    if (!points || points->size() < 2 || points->size() > 4) return std::string(name);
    if (!std::ranges::all_of(*points, is_han)) return std::string(name);
    const auto first_two = to_utf8(points->substr(0, 2));
    const bool compound = points->size() == 4 || (points->size() == 3 && is_compound(first_two));
    const auto called = compound ? first_two : to_utf8(points->substr(0, 1));
    if (gender_code == code_of(Gender::female)) return called + "女士";
    if (gender_code == code_of(Gender::male)) return called + "先生";
    return std::string(name);
}

}  // namespace qiantai::domain
