#include "terminal/store/pinyin_surnames.hpp"

namespace qiantai::store {
namespace {

constexpr SurnameReading k_surname_readings[] = {
    {U'曾', "zeng"}, {U'单', "shan"}, {U'單', "shan"}, {U'解', "xie"},  {U'仇', "qiu"},
    {U'查', "zha"},  {U'区', "ou"},   {U'區', "ou"},   {U'朴', "piao"}, {U'任', "ren"},
    {U'盖', "ge"},   {U'蓋', "ge"},   {U'纪', "ji"},   {U'洗', "xian"}, {U'员', "yun"},
    {U'員', "yun"},  {U'乐', "yue"},  {U'樂', "yue"},  {U'种', "chong"}, {U'缪', "miao"},
    {U'繆', "miao"}, {U'折', "she"},  {U'黑', "he"},   {U'覃', "qin"},  {U'宿', "su"},
    {U'祭', "zhai"}, {U'秘', "bi"},   {U'召', "shao"}, {U'翟', "zhai"}, {U'能', "nai"},
    {U'那', "na"},   {U'车', "che"},  {U'車', "che"},  {U'盛', "sheng"}, {U'谌', "chen"},
    {U'隗', "wei"},  {U'逄', "pang"}, {U'郗', "xi"},   {U'繁', "po"},   {U'柏', "bai"},
    {U'贾', "jia"},  {U'賈', "jia"},  {U'卜', "bu"},   {U'葛', "ge"},   {U'费', "fei"},
    {U'相', "xiang"}, {U'应', "ying"}, {U'占', "zhan"}, {U'燕', "yan"}, {U'薄', "bo"},
    {U'牟', "mu"},   {U'粘', "nian"}, {U'么', "yao"},  {U'撒', "sa"},   {U'佴', "nai"},
    {U'过', "guo"},  {U'過', "guo"},  {U'华', "hua"},  {U'華', "hua"},  {U'宁', "ning"},
    {U'干', "gan"},  {U'句', "gou"},  {U'莘', "shen"}, {U'殷', "yin"},  {U'藏', "zang"},
    {U'都', "du"},   {U'重', "chong"}, {U'舍', "she"}, {U'尉', "wei"},  {U'瞿', "qu"},
    {U'臧', "zang"}, {U'尹', "yin"},  {U'贲', "ben"},  {U'俞', "yu"},   {U'於', "yu"},
    {U'曲', "qu"},   {U'沈', "shen"}, {U'石', "shi"},  {U'郇', "xun"},  {U'晁', "chao"},
    {U'幸', "xing"}, {U'阚', "kan"},  {U'褚', "chu"},  {U'令', "ling"}, {U'钭', "tou"},
    {U'靓', "liang"}, {U'长', "chang"}, {U'什', "shi"}, {U'适', "kuo"}, {U'角', "jue"},
};

constexpr CompoundSurname k_compound_surnames[] = {
    {U"欧阳"}, {U"歐陽"}, {U"司马"}, {U"司馬"}, {U"诸葛"}, {U"諸葛"}, {U"上官"},
    {U"尉迟", "yu"}, {U"尉遲", "yu"}, {U"单于", "chan"}, {U"單于", "chan"},
    {U"万俟", "mo", "qi"}, {U"萬俟", "mo", "qi"}, {U"澹台", "tan"}, {U"澹臺", "tan"},
    {U"长孙", "zhang"}, {U"長孫", "zhang"}, {U"令狐"}, {U"夏侯"}, {U"皇甫"}, {U"慕容"},
    {U"宇文"}, {U"司徒"}, {U"司空"}, {U"东方"}, {U"東方"}, {U"东郭"}, {U"东门"}, {U"南宫"},
    {U"南宮"}, {U"西门"}, {U"西門"}, {U"百里"}, {U"呼延"}, {U"独孤"}, {U"獨孤"}, {U"公孙"},
    {U"公孫"}, {U"公羊"}, {U"公冶"}, {U"公西"}, {U"轩辕"}, {U"軒轅"}, {U"端木"}, {U"赫连"},
    {U"赫連"}, {U"濮阳"}, {U"濮陽"}, {U"淳于"}, {U"太史"}, {U"太叔"}, {U"申屠"}, {U"仲孙"},
    {U"钟离"}, {U"鍾離"}, {U"闻人"}, {U"聞人"}, {U"拓跋"}, {U"鲜于"}, {U"鮮于"}, {U"闾丘"},
    {U"亓官"}, {U"司寇"}, {U"子车", {}, "ju"}, {U"颛孙"}, {U"乐正", "yue"}, {U"漆雕"},
    {U"壤驷"}, {U"宰父"}, {U"谷梁"}, {U"榖梁"}, {U"段干"}, {U"梁丘"}, {U"左丘"}, {U"羊舌"},
    {U"微生"}, {U"第五"}, {U"巫马"}, {U"宗政"}, {U"叶赫"}, {U"纳兰"}, {U"納蘭"}, {U"完颜"},
    {U"耶律"}, {U"那拉"}, {U"爱新"}, {U"范姜"}, {U"张简"}, {U"陆费"},
};

}  // namespace

std::span<const SurnameReading> surname_readings() { return k_surname_readings; }
std::span<const CompoundSurname> compound_surnames() { return k_compound_surnames; }

}  // namespace qiantai::store
