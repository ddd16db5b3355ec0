#include "terminal/demo/demo_ticket_stories.hpp"

#include <array>

namespace qiantai::ctl {
namespace {

using Channel = TicketChannel;
using Step = TicketStep;
using By = DemoStep::By;

constexpr std::array k_complaints{
    DemoMatter{TicketKind::complaint, Channel::counter, "商品质量", "电热水壶 K-20",
               "烧水十分钟后跳闸，连续三次，想换一台新的", "退款", 36'900,
               "温控器批次问题，同批 3 件已下架", "退货退款，原路退回"},
    DemoMatter{TicketKind::complaint, Channel::phone, "送货安装", "双门冰箱 BCD-218",
               "送货晚了两天，没有提前通知，请假白等一天", "补偿", 10'000, "物流漏排一车，未打电话",
               "补偿运费并致歉"},
    DemoMatter{TicketKind::complaint, Channel::counter, "价格促销", "洗衣液 3 千克",
               "货架价与收银价差 20 元，收银员说以系统为准", "补差价", 2'000, "价签未及时更换",
               "退还差价，当场换价签"},
    DemoMatter{TicketKind::complaint, Channel::counter, "商品质量", "电饭煲 FC-40",
               "内胆涂层脱落，才用了两个月", "换新", 25'900, "内胆属保修范围", "更换内胆"},
    DemoMatter{TicketKind::complaint, Channel::email, "服务态度", "", "安装师傅说话难听，还把墙面蹭脏了",
               "道歉", 5'000, "师傅承认态度急躁", "上门致歉，补偿墙面清洁"},
    DemoMatter{TicketKind::complaint, Channel::counter, "赠品", "奶粉 3 段",
               "活动赠品少发一件，小票上写了两件", "补发", 3'900, "赠品柜缺一件", "补发保温杯一个"},
    DemoMatter{TicketKind::complaint, Channel::online, "商品质量", "儿童积木 120 块",
               "包装破损，少了十几块积木", "换新", 8'900, "运输挤压", "换新一盒"},
    DemoMatter{TicketKind::complaint, Channel::authority, "价格促销", "空调 KFR-35",
               "宣传页写的优惠到店后不认，要求按宣传页执行", "按宣传价", 40'000,
               "宣传页未注明门店范围", "按宣传价补差"},
    // The only one that is dangerous.
    DemoMatter{TicketKind::complaint, Channel::counter, "商品质量", "电热毯 TT-180",
               "用了一晚就冒烟，床单烧出一个洞，人没有受伤", "退款", 15'900,
               "已封存样品，同款全部下架", "退货退款并赔偿床单"},
};
constexpr std::array k_repairs{
    DemoMatter{TicketKind::repair, Channel::counter, "不工作", "空气净化器 AP-3",
               "不通电，换了插座也不行", "维修", 8'500, "电源板烧坏", "换电源板一块，试机正常"},
    DemoMatter{TicketKind::repair, Channel::phone, "有异常", "挂机空调 GW-26", "室内机漏水，滴到床上",
               "维修", 6'000, "排水管堵塞", "疏通排水管，重新找平"},
    DemoMatter{TicketKind::repair, Channel::counter, "有异常", "破壁机 JX-8", "打豆浆时异响很大", "维修",
               4'500, "刀头轴承磨损", "换刀头组件"},
    DemoMatter{TicketKind::repair, Channel::phone, "安装调试", "智能门锁 S5", "指纹时灵时不灵，电池刚换",
               "维修", 0, "指纹头有污渍，固件旧", "清洁并升级"},
};
constexpr std::array k_enquiries{
    DemoMatter{TicketKind::enquiry, Channel::counter, "会员", "", "金卡要消费多少，什么时候算", "", 0, "",
               "按近十二个月消费计算，达到标准当天升级"},
    DemoMatter{TicketKind::enquiry, Channel::phone, "商品", "飞鹤 2 段", "有没有新日期的货，能不能留两罐",
               "", 0, "", "已到新货，可留到明晚"},
    DemoMatter{TicketKind::enquiry, Channel::online, "活动", "", "双十一的券周末还能用吗", "", 0, "",
               "可用到本月底，与会员价不同享"},
    DemoMatter{TicketKind::enquiry, Channel::counter, "会员", "", "卡丢了，里面的等级还在不在", "", 0, "",
               "等级跟人走，凭手机号补卡即可"},
};
constexpr std::array k_suggestions{
    DemoMatter{TicketKind::suggestion, Channel::counter, "服务", "", "晚上七点后多开一个收银台", "", 0,
               "", "已调整晚班排班，下周起加开一台"},
    DemoMatter{TicketKind::suggestion, Channel::online, "商品", "", "希望进一些低糖饼干", "", 0, "",
               "已转商品部，列入下月选品"},
};

constexpr std::array k_refunded{
    DemoStep{Step::acknowledged, 12},     DemoStep{Step::assessed, 25},
    DemoStep{Step::assigned, 20},         DemoStep{Step::investigated, 190},
    DemoStep{Step::proposed, 60},         DemoStep{Step::approved, 45, By::manager},
    DemoStep{Step::carried_out, 150},     DemoStep{Step::signed_, 30},
    DemoStep{Step::called_back, 5 * 1440}};
constexpr std::array k_on_the_spot{
    DemoStep{Step::assessed, 5, By::manager}, DemoStep{Step::proposed, 4, By::manager},
    DemoStep{Step::carried_out, 6, By::manager}, DemoStep{Step::signed_, 3, By::manager},
    DemoStep{Step::called_back, 4 * 1440}};
constexpr std::array k_not_ours{DemoStep{Step::acknowledged, 30},
                                DemoStep{Step::assessed, 200, By::clerk, TicketFault::not_ours},
                                DemoStep{Step::explained, 40}, DemoStep{Step::closed, 5}};
constexpr std::array k_fetched_late{
    DemoStep{Step::acknowledged, 90},     DemoStep{Step::assessed, 60},
    DemoStep{Step::assigned, 30},         DemoStep{Step::paused, 20},
    DemoStep{Step::resumed, 1500},        DemoStep{Step::investigated, 700},
    DemoStep{Step::proposed, 300},        DemoStep{Step::returned, 120, By::manager},
    DemoStep{Step::proposed, 200},        DemoStep{Step::approved, 90, By::manager},
    DemoStep{Step::carried_out, 2100},    DemoStep{Step::signed_, 600},
    DemoStep{Step::called_back, 6 * 1440}};
constexpr std::array k_repaired{
    DemoStep{Step::assigned, 20},       DemoStep{Step::kept, 5},
    DemoStep{Step::investigated, 240},  DemoStep{Step::quoted, 30},
    DemoStep{Step::quote_accepted, 90}, DemoStep{Step::carried_out, 900},
    DemoStep{Step::ready, 20},          DemoStep{Step::signed_, 1300},
    DemoStep{Step::closed, 10}};
constexpr std::array k_answered{DemoStep{Step::answered, 35}, DemoStep{Step::closed, 3}};
constexpr std::array k_answered_late{DemoStep{Step::answered, 1700}, DemoStep{Step::closed, 3}};

// Where the open ones stand.
constexpr std::array k_acknowledged{DemoStep{Step::acknowledged, 15}};
constexpr std::array k_waits_for_slip{DemoStep{Step::acknowledged, 20},
                                      DemoStep{Step::assessed, 40}, DemoStep{Step::assigned, 10},
                                      DemoStep{Step::paused, 15}};
constexpr std::array k_investigating{DemoStep{Step::acknowledged, 15}, DemoStep{Step::assessed, 60},
                                     DemoStep{Step::assigned, 20}};
constexpr std::array k_waits_for_manager{
    DemoStep{Step::acknowledged, 15}, DemoStep{Step::assessed, 60}, DemoStep{Step::assigned, 20},
    DemoStep{Step::investigated, 120}, DemoStep{Step::proposed, 40}};
constexpr std::array k_waits_for_money{DemoStep{Step::assessed, 60}, DemoStep{Step::assigned, 20},
                                       DemoStep{Step::proposed, 40},
                                       DemoStep{Step::approved, 30, By::manager}};
constexpr std::array k_waits_for_signature{
    DemoStep{Step::assessed, 60}, DemoStep{Step::assigned, 20}, DemoStep{Step::proposed, 40},
    DemoStep{Step::approved, 30, By::manager}, DemoStep{Step::carried_out, 200}};
constexpr std::array k_waits_for_call{
    DemoStep{Step::assessed, 60},         DemoStep{Step::assigned, 20},
    DemoStep{Step::proposed, 40},         DemoStep{Step::approved, 30, By::manager},
    DemoStep{Step::carried_out, 200},     DemoStep{Step::signed_, 20},
    DemoStep{Step::called_back, 4 * 1440}};
constexpr std::array k_quoted{DemoStep{Step::assigned, 15}, DemoStep{Step::kept, 5},
                              DemoStep{Step::investigated, 100}, DemoStep{Step::quoted, 20}};
constexpr std::array k_at_work{DemoStep{Step::assigned, 20}, DemoStep{Step::acknowledged, 5}};
constexpr std::array k_unclaimed{
    DemoStep{Step::assigned, 20},     DemoStep{Step::kept, 5},
    DemoStep{Step::quoted, 90},       DemoStep{Step::quote_accepted, 60},
    DemoStep{Step::carried_out, 900}, DemoStep{Step::ready, 20}};
constexpr std::array k_told{DemoStep{Step::told_headquarters, 18}, DemoStep{Step::acknowledged, 2},
                            DemoStep{Step::assessed, 10, By::manager},
                            DemoStep{Step::assigned, 5, By::manager}};
constexpr std::array k_contradicting{
    DemoStep{Step::acknowledged, 10}, DemoStep{Step::assessed, 90},
    DemoStep{Step::assessed, 8, By::manager, TicketFault::not_ours, true}};
constexpr std::array k_reopened{DemoStep{Step::assessed, 200, By::clerk, TicketFault::not_ours},
                                DemoStep{Step::explained, 40}, DemoStep{Step::closed, 5},
                                DemoStep{Step::reopened, 2900},
                                DemoStep{Step::assessed, 60, By::manager}};

constexpr int k_day = 1440;
const std::array k_open{
    DemoStory{
        .kind = TicketKind::repair, .minutes_ago = 46 * k_day, .steps = k_unclaimed, .brought_in = true},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 6 * k_day, .steps = k_waits_for_call},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 4 * k_day, .steps = k_reopened, .matter = 3},
    DemoStory{.kind = TicketKind::complaint,
              .minutes_ago = 3 * k_day,
              .severity = TicketSeverity::serious,
              .steps = k_waits_for_signature,
              .matter = 7},
    DemoStory{.kind = TicketKind::complaint,
              .minutes_ago = 2 * k_day + 300,
              .steps = k_waits_for_slip,
              .matter = 2},
    DemoStory{.kind = TicketKind::complaint,
              .minutes_ago = k_day + 400,
              .steps = k_waits_for_manager,
              .matter = 6},
    DemoStory{.kind = TicketKind::repair,
              .minutes_ago = k_day + 350,
              .steps = k_quoted,
              .matter = 2,
              .brought_in = true},
    DemoStory{.kind = TicketKind::complaint,
              .minutes_ago = k_day + 200,
              .steps = k_waits_for_money,
              .matter = 5},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 480, .steps = k_contradicting, .matter = 1},
    DemoStory{.kind = TicketKind::repair, .minutes_ago = 420, .steps = k_at_work, .matter = 1},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 300, .steps = k_investigating, .matter = 3},
    DemoStory{.kind = TicketKind::enquiry, .minutes_ago = 190, .matter = 1},
    DemoStory{.kind = TicketKind::complaint,
              .minutes_ago = 150,
              .severity = TicketSeverity::urgent,
              .alarm = TicketAlarm::safety,
              .steps = k_told,
              .matter = 8},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 95, .matter = 4},
    DemoStory{.kind = TicketKind::complaint, .minutes_ago = 40, .steps = k_acknowledged, .matter = 5},
    DemoStory{.kind = TicketKind::suggestion, .minutes_ago = 25},
};

}  // namespace

std::span<const DemoMatter> demo_matters(TicketKind kind) {
    switch (kind) {
        case TicketKind::complaint:
            return k_complaints;
        case TicketKind::repair:
            return k_repairs;
        case TicketKind::enquiry:
            return k_enquiries;
        case TicketKind::suggestion:
            break;
    }
    return k_suggestions;
}

std::size_t demo_usual_matters(TicketKind kind) {
    return demo_matters(kind).size() - (kind == TicketKind::complaint ? 1 : 0);
}

std::span<const DemoStory> demo_open_stories() {
    return k_open;
}

std::span<const DemoStep> demo_closed_course(TicketKind kind, int nth) {
    if (kind == TicketKind::repair) return k_repaired;
    if (kind != TicketKind::complaint) {
        return nth % 5 == 4 ? std::span<const DemoStep>(k_answered_late) : k_answered;
    }
    switch (nth % 6) {
        case 1:
        case 4:
            return k_on_the_spot;
        case 2:
            return k_not_ours;
        case 5:
            return k_fetched_late;
        default:
            return k_refunded;
    }
}

}  // namespace qiantai::ctl
