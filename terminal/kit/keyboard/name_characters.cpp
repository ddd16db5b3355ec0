// Written by hand after two rules. Surnames: the order of the census's hundred most frequent, then
// those that people are known by. Given names: the characters that the registration offices' yearly
// reports of names list as frequent for the people born from the 1950s to the 2020s; within a
// letter, those of the years 1970 to 2000 stand first, for that is who holds a member's card.
// Readings are those that the characters have in names; ü is written v, as it is typed.

#include "terminal/kit/keyboard/name_characters.hpp"

namespace qiantai::ui {
namespace {

constexpr std::string_view k_surnames =
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu "
    "胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 邓deng "
    "冯feng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du "
    "叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren 卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui 谭tan "
    "陆lu 范fan 汪wang 廖liao 石shi 金jin 韦wei 贾jia 夏xia 付fu 方fang 邹zou 熊xiong 白bai "
    "孟meng 秦qin 邱qiu 侯hou 江jiang 尹yin 薛xue 闫yan 段duan 雷lei 龙long 黎li 史shi 陶tao "
    "贺he 毛mao 郝hao 顾gu 龚gong 邵shao 万wan 覃qin 武wu 钱qian 戴dai 严yan 莫mo 孔kong "
    "向xiang 常chang 汤tang 康kang 易yi 乔qiao 温wen 赖lai 文wen 施shi 洪hong 辛xin 柯ke "
    "欧阳ouyang 庄zhuang 翁weng 葛ge 倪ni 申shen 樊fan 殷yin 翟zhai 安an 颜yan 鲁lu 欧ou 聂nie "
    "章zhang 关guan 纪ji 左zuo 焦jiao 祝zhu 解xie 单shan 岳yue 凌ling 路lu 盛sheng 柴chai "
    "华hua 尤you 涂tu 俞yu 牛niu 梅mei 耿geng 詹zhan 骆luo 宁ning 齐qi 伍wu 包bao "
    "蓝lan 裴pei 霍huo 甘gan 兰lan 曲qu 符fu 鲍bao 苗miao 谷gu 房fang 缪miao 喻yu 冉ran 季ji "
    "成cheng 古gu 游you 童tong 牟mou 柳liu 项xiang 阮ruan 代dai 胥xu 费fei 卜bu 窦dou 屈qu "
    "仇qiu 查zha 区ou 朴piao 盖ge 冼xian 乐yue 车che 甄zhen 臧zang 瞿qu 佟tong 桂gui 刁diao "
    "滕teng 蒲pu 邢xing 祁qi 连lian 苟gou 敖ao 池chi 原yuan 门men 巫wu 艾ai 卫wei 宫gong "
    "宗zong 应ying 饶rao 匡kuang 鄢yan 丛cong 郎lang 芦lu 晏yan 明ming 井jing 舒shu 屠tu "
    "娄lou 穆mu 沙sha 凤feng 揭jie 党dang 楚chu 简jian 商shang 荣rong 官guan 米mi 粟su 栾luan "
    "靳jin 荆jing 郁yu 杭hang 封feng 吉ji 水shui 司si 燕yan 雍yong 惠hui 麻ma 厉li 练lian "
    "上官shangguan 司马sima 诸葛zhuge 皇甫huangfu 令狐linghu 尉迟yuchi 司徒situ 夏侯xiahou "
    "慕容murong 长孙zhangsun 公孙gongsun 宇文yuwen 端木duanmu 东方dongfang 呼延huyan "
    "赫连helian 单于chanyu 澹台tantai 万俟moqi 司空sikong 南宫nangong 西门ximen";

constexpr std::string_view k_given_names[] = {
    "爱ai 安an 艾ai 昂ang 傲ao 蔼ai",
    "斌bin 波bo 博bo 冰bing 宝bao 彬bin 兵bing 滨bin 碧bi 贝bei 保bao 宾bin 蓓bei 邦bang 炳bing "
    "秉bing 柏bo 勃bo 本ben 北bei 百bai 白bai 璧bi 必bi 步bu 帛bo",
    "超chao 春chun 晨chen 成cheng 婵chan 川chuan 诚cheng 彩cai 翠cui 才cai 聪cong 昌chang "
    "畅chang 辰chen 宸chen 琛chen 程cheng 纯chun 长chang 承cheng 楚chu 常chang 城cheng 灿can "
    "澄cheng 驰chi 崇chong 传chuan 丞cheng 存cun 慈ci 策ce 朝chao 财cai 采cai",
    "丹dan 东dong 德de 栋dong 冬dong 达da 大da 迪di 蝶die 鼎ding 道dao 端duan 黛dai 敦dun "
    "登deng 丁ding 定ding 娣di 朵duo 多duo 得de 笛di 典dian",
    "恩en 娥e 尔er 二er 儿er",
    "芳fang 飞fei 峰feng 凤feng 菲fei 帆fan 芬fen 福fu 锋feng 枫feng 富fu 丰feng 凡fan 方fang "
    "发fa 风feng 甫fu 馥fu 妃fei 斐fei 梵fan 芙fu 非fei",
    "国guo 刚gang 光guang 桂gui 广guang 根gen 冠guan 贵gui 高gao 戈ge 歌ge 格ge 功gong 庚geng "
    "耕geng 钢gang 果guo 观guan 谷gu 公gong 瑰gui",
    "华hua 红hong 海hai 慧hui 辉hui 浩hao 欢huan 宏hong 涵han 豪hao 虹hong 惠hui 洪hong 翰han "
    "鸿hong 晗han 昊hao 花hua 卉hui 航hang 皓hao 恒heng 弘hong 衡heng 荷he 和he 虎hu 焕huan "
    "怀huai 晖hui 桦hua 河he 禾he 寒han 汉han 含han 瀚han 珩heng 亨heng 蕙hui 湖hu 厚hou "
    "灏hao 环huan 会hui 贺he 煌huang",
    "静jing 杰jie 军jun 娟juan 佳jia 建jian 洁jie 俊jun 嘉jia 金jin 健jian 晶jing 君jun 剑jian "
    "江jiang 家jia 锦jin 娇jiao 吉ji 进jin 瑾jin 景jing 菊ju 敬jing 继ji 京jing 骏jun 婧jing "
    "姣jiao 钧jun 珺jun 靖jing 劲jin 峻jun 季ji 霁ji 津jin 均jun 坚jian 菁jing 璟jing 竞jing "
    "骄jiao 皎jiao 捷jie 婕jie 玖jiu 今jin 槿jin 纪ji 济ji 举ju 久jiu 鉴jian",
    "凯kai 坤kun 可ke 康kang 科ke 昆kun 楷kai 奎kui 魁kui 开kai 珂ke 克ke 宽kuan 葵kui 恺kai "
    "堃kun 轲ke 铠kai",
    "丽li 磊lei 玲ling 兰lan 莉li 亮liang 龙long 林lin 琳lin 雷lei 蕾lei 露lu 立li 力li 莲lian "
    "璐lu 利li 岚lan 乐le 良liang 灵ling 凌ling 澜lan 禄lu 隆long 梁liang 黎li 连lian 朗lang "
    "礼li 理li 柳liu 洛luo 伦lun 霖lin 麟lin 铃ling 翎ling 伶ling 莱lai 来lai 梨li 荔li 珞luo "
    "律lv 绿lv",
    "敏min 明ming 梅mei 美mei 梦meng 淼miao 茂mao 萌meng 铭ming 民min 曼man 苗miao 妙miao "
    "媚mei 鸣ming 满man 墨mo 沐mu 牧mu 木mu 慕mu 穆mu 玫mei 眉mei 默mo 茗ming 旻min 珉min "
    "勉mian 绵mian",
    "娜na 宁ning 楠nan 妮ni 男nan 南nan 年nian 念nian 诺nuo 凝ning 柠ning 暖nuan 霓ni",
    "欧ou 鸥ou",
    "萍ping 鹏peng 平ping 培pei 佩pei 沛pei 品pin 璞pu 朋peng 攀pan 盼pan 珮pei 普pu",
    "强qiang 琴qin 庆qing 倩qian 秋qiu 琪qi 晴qing 青qing 清qing 巧qiao 勤qin 琦qi 全quan 启qi "
    "奇qi 权quan 祺qi 泉quan 乔qiao 群qun 钦qin 芹qin 卿qing 千qian 谦qian 茜qian 其qi 齐qi "
    "淇qi 旗qi 麒qi 琼qiong 潜qian 乾qian 桥qiao 俏qiao 沁qin 荃quan 铨quan 前qian",
    "荣rong 蓉rong 瑞rui 仁ren 锐rui 蕊rui 睿rui 融rong 然ran 如ru 茹ru 冉ran 容rong 润run "
    "若ruo 儒ru 汝ru 芮rui 苒ran 柔rou 日ri",
    "淑shu 帅shuai 思si 松song 素su 书shu 珊shan 诗shi 树shu 双shuang 世shi 胜sheng 生sheng "
    "盛sheng 莎sha 爽shuang 士shi 顺shun 舒shu 山shan 善shan 尚shang 少shao 韶shao 绍shao "
    "圣sheng 升sheng 晟sheng 硕shuo 朔shuo 烁shuo 石shi 实shi 寿shou 守shou 姝shu 丝si 颂song "
    "嵩song 穗sui 笙sheng 森sen 三san 杉shan 水shui 斯si",
    "婷ting 涛tao 天tian 彤tong 田tian 桃tao 庭ting 廷ting 甜tian 童tong 桐tong 同tong 通tong "
    "铁tie 腾teng 泰tai 棠tang 堂tang 韬tao 亭ting 挺ting 潼tong 恬tian 添tian 陶tao",
    "伟wei 文wen 薇wei 雯wen 卫wei 武wu 万wan 旺wang 威wei 维wei 玮wei 微wei 唯wei 惟wei "
    "炜wei 巍wei 婉wan 晚wan 琬wan 望wang 温wen 闻wen 为wei 蔚wei 悟wu 舞wu",
    "小xiao 霞xia 晓xiao 秀xiu 雪xue 鑫xin 欣xin 新xin 旭xu 翔xiang 祥xiang 兴xing 雄xiong "
    "学xue 轩xuan 萱xuan 星xing 贤xian 心xin 馨xin 昕xin 香xiang 向xiang 潇xiao 筱xiao 笑xiao "
    "夏xia 仙xian 先xian 娴xian 显xian 湘xiang 想xiang 信xin 杏xing 修xiu 绣xiu 宣xuan 璇xuan "
    "煊xuan 绪xu 勋xun 迅xun 曦xi 西xi 希xi 熙xi 喜xi 溪xi 夕xi 惜xi 玺xi 侠xia 歆xin 芯xin",
    "艳yan 燕yan 英ying 玉yu 勇yong 云yun 宇yu 颖ying 怡yi 雨yu 阳yang 洋yang 一yi 义yi 莹ying "
    "媛yuan 永yong 瑜yu 月yue 悦yue 岩yan 彦yan 妍yan 瑶yao 友you 有you 源yuan 远yuan 元yuan "
    "园yuan 圆yuan 毅yi 逸yi 艺yi 亿yi 易yi 依yi 益yi 银yin 音yin 盈ying 影ying 映ying 迎ying "
    "耀yao 尧yao 遥yao 垚yao 烨ye 叶ye 业ye 晔ye 钰yu 煜yu 昱yu 裕yu 育yu 予yu 语yu 羽yu 渝yu "
    "玥yue 越yue 岳yue 跃yue 芸yun 韵yun 运yun 允yun 耘yun 昀yun 佑you 悠you 幽you 咏yong "
    "泳yong 延yan 言yan 炎yan 焱yan 雁yan 衍yan 琰yan 嫣yan 央yang 扬yang 伊yi 宜yi 仪yi 以yi "
    "亦yi 奕yi 翊yi 懿yi 忆yi 意yi 祎yi 茵yin 寅yin 应ying 瑛ying 樱ying 瀛ying 渊yuan 苑yuan "
    "缘yuan 原yuan 愿yuan",
    "志zhi 子zi 泽ze 真zhen 珍zhen 振zhen 正zheng 中zhong 忠zhong 智zhi 哲zhe 梓zi 紫zi 姿zi "
    "芝zhi 之zhi 卓zhuo 竹zhu 珠zhu 祖zu 宗zong 震zhen 贞zhen 臻zhen 镇zhen 政zheng 铮zheng "
    "洲zhou 舟zhou 周zhou 柱zhu 壮zhuang 展zhan 章zhang 彰zhang 璋zhang 昭zhao 钊zhao 照zhao "
    "兆zhao 喆zhe 祯zhen 知zhi 芷zhi 治zhi 致zhi 尊zun 佐zuo 赞zan 增zeng 资zi 滋zi 自zi"};

}  // namespace

std::string_view surname_words() {
    return k_surnames;
}

std::span<const std::string_view> given_name_words() {
    return k_given_names;
}

}  // namespace qiantai::ui
