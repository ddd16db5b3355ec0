#include "terminal/demo/demo_import_files.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include "schema/base/file.hpp"

namespace qiantai::ctl {
namespace {

struct OldMember {
    std::string_view name, gender, birthday;
    int spent, visits, points;
};
constexpr OldMember k_old_members[] = {
    {"夏雨荷", "0", "1988/4/12", 12'846, 41, 1284}, {"邹子豪", "1", "1990/11/3", 3'302, 12, 330},
    {"谭晓雯", "0", "1985/7/25", 8'917, 33, 891},   {"孔令辉", "1", "1979/9/9", 560, 2, 56},
    {"龙晓婷", "0", "1993/1/30", 15'208, 52, 1520}, {"万俊杰", "1", "", 1'299, 5, 129},
    {"段丽华", "0", "1982/6/18", 6'450, 20, 645},   {"侯雪梅", "0", "1991/12/21", 2'086, 8, 208},
    {"汤志强", "1", "1987/3/14", 990, 3, 99},       {"黎美玲", "0", "1995/8/6", 4'371, 17, 437},
    {"易建国", "1", "1968/10/1", 7'703, 29, 770},   {"常思琪", "0", "1992/5/27", 3'845, 14, 384},
    {"武文博", "1", "1989/2/11", 210, 1, 21},       {"乔欣然", "0", "1996/9/19", 1'875, 6, 187},
    {"贺敏", "0", "1984/12/8", 11'020, 38, 1102},   {"赖国栋", "1", "1976/7/7", 645, 2, 64}};

std::string old_members() {
    std::string text =
        "会员资料导出\r\n会员编号,姓名,手机号,性别,生日,入会日期,累计消费,消费次数,积分,身份证号\r\n";
    int number = 0;
    for (const auto& member : k_old_members) {
        ++number;
        // Somebody left a digit out.
        const auto phone = number == 9 ? std::string("1990001000")
                                       : fmt::format("1990001{:04}", 1000 + number * 7);
        text += fmt::format("{:05},{},{},{},{},2021/{}/{},{}.00,{},{},{}\r\n", number, member.name,
                            phone, member.gender, member.birthday, 1 + number % 12, 5 + number,
                            member.spent, member.visits, member.points,
                            number % 5 == 0 ? "" : "310101198001010000");
    }
    return text + "合计,,,,,,81305.00,,,\r\n";
}

std::string till_receipts() {
    struct Line {
        std::string_view item;
        int fen;
    };
    constexpr Line k_lines[] = {{"爱他美 3 段 800g", 23'800}, {"贝亲 宽口径奶瓶", 10'800},
                                {"全棉时代 湿巾", 1'590},     {"嘉宝 高铁米粉", 5'200},
                                {"费雪 软积木", 8'900},       {"纯棉连体衣", 7'900}};
    std::string text = "小票号,消费时间,门店,会员手机,商品名称,数量,实收金额\r\n";
    for (int i = 0; i < 24; ++i) {
        const auto& line = k_lines[i % std::size(k_lines)];
        const auto phone =
            i % 4 == 3 ? std::string() : fmt::format("1990001{:04}", 1007 + i % 8 * 7);
        text += fmt::format("A{:04},2026-11-{:02} {:02}:{:02},人广店,{},{},1,{}.{:02}\r\n", 301 + i,
                            17 + i / 8, 10 + i % 8, (i * 13) % 60, phone, line.item, line.fen / 100,
                            line.fen % 100);
    }
    return text;
}

/// As spreadsheets write it in China.
std::string in_gb18030(const std::string& utf8) {
    const auto text = icu::UnicodeString::fromUTF8(utf8);
    std::string bytes(
        static_cast<std::size_t>(text.extract(0, text.length(), nullptr, 0, "gb18030")), '\0');
    text.extract(0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()),
                 "gb18030");
    return bytes;
}

}  // namespace

Result<std::vector<std::filesystem::path>> write_demo_import_files(
    const std::filesystem::path& folder) {
    constexpr int k_private = 0600;
    QIANTAI_TRY_STATUS(make_private_directory(folder));
    std::vector<std::filesystem::path> files{folder / "旧会员表.csv", folder / "收银小票.csv"};
    QIANTAI_TRY_STATUS(write_file_atomically(files[0], in_gb18030(old_members()), k_private));
    QIANTAI_TRY_STATUS(write_file_atomically(files[1], till_receipts(), k_private));
    return files;
}

}  // namespace qiantai::ctl
