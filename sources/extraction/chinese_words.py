"""What the Chinese rules look for around an act, compiled once from the rules files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sources.extraction.lexicon import Act, load
from sources.parties import alternation, parties

CLAUSE_END = re.compile("[,;。!?:]")
PURPOSE = re.compile(
    # what one can begin with: so the engine knows at once where none can
    r'(?=[以根依按援为鉴考对关有针])(?:以"[^"]{2,40}"(?=的(?:形式|方式|名义|名|理由))|以(?![及来下上内外后前便])[^。;]{2,60}?为由|'
    # A law that is cited without a comma ends its purpose where the act's own words begin: 依据…第122条对…加征
    r"(?:^|(?<=[,;。\n]))(?:根据|依据|按照|依照|援引)[^,。;]{2,40}?(?:法|条|款|规定|条例|授权)(?=对(?!等"
    r"|外|华|美|接|策)|启动|发起|展开|决定|宣布|加征|征收|课征|实施|采取)"
    r"|(?:^|(?<=[,;。\n]))(?:根据|依据|按照|依照|依)[^,。;]{2,24}?(?:协议|协定|内容|安排|共识|结果|建议|命令|规则|计划)"
    r"(?=将|降低|取消|暂停|恢复|加征|征收|调整|停止|决定|宣布|对(?!等|外|华|美|接|策))"
    r"|(?:^|(?<=[,;。\n]))(?:为(?:了|实施|贯彻|做好|便利|加强|维护|落实|防范|更好|进一步|履行|执行|此目的|保护|保障|应对|回应|因应"
    r"|确保|促进|推动|防止|避免|反制|报复|配合|规范|反击|抗议|换取|[^,。;]{2,30}(?:铺路|做准备|作准备|创造条件|奠定基础|打开大门)(?=[,。;]))|根据|依据|按照"
    r"|依照|鉴于|考虑到|对此|关于|有关|针对(?![^,。;方国盟拟将]{2,20}(?:实施|采取|加征|征收|施行)|[^,。;]{2,30}(?:国家|地区|商品|产品|货物|经济体)(?:大幅|全面|一律|将|再|另)?(?:加征|征收|课征|实施)))[^,。;]*)"
)
ATTRIBUTE_AFTER = re.compile(
    r"[^,。;]{0,14}?的(?:正当|错误|必要|单边|单方面|重要|法律|政策|主要)?(?:公告|决定|通知|行为|做法|规定|问题|实体|企业"
    r"|清单|依据|影响|产品|商品|物项|要求"
    r"|货物|建议|申请人|期间|情形|设想|构想|想法|可能性|指控|指责|猜测|传闻|担忧|弹性|权利|空间|余地|磋商"
    r"|谈判|政府间磋商|明确报复|报复|回应|反击|打压"
    r"|举动|举措|条件|标准|资格|方案|威胁|立场"
    r"|第[^,。;]{1,30}号|媒体|人士|官员|认定|结果|目的|对象|范围|程度|比例|速度|任何|声明|消息|信号|迹象|美国|中国|\d+家|有关|相关|理由|情况|说法|报道|计划|[一二三四五六七八九十两.\d]+倍)"
)
NOT_SUBJECT_BEFORE = (
    "对",
    "向",
    "与",
    "同",
    "针对",
    "按照",
    "根据",
    "为",
    "给",
    "和",
    "至",
    "到",
    "往",
    "从",
    "自",
    "包括",
    "包含",
    "涵盖",
    "在",
    "把",
    "将",
    "被",
    "于",
    "涉",
    "以",
    "以及",
    "经",
    "经过",
    "据",
    "报",
    "凭",
    "给予",
    "予",
    "家",
    "名",
    "涉及",
    "通知",
    "告知",
    "跟进",
    "效仿",
    "仿效",
    "追随",
    "不顾",
    "无视",
    "遭到",
    "关于",
    "促",
    "引起",
    "批评",
    "指责",
    "谴责",
    "抨击",
    "的",
    "就",
    "投资",
    "赴",
    "访问",
    "输",
    "驻",
    "抵达",
    "销往",
    "获得",
    "受到",
    "个",
)
NOT_SUBJECT_AFTER = (
    "的",
    "关税",
    "境内",
    "境外",
    "产品",
    "商品",
    "企业",
    "市场",
    "经济",
    "国家安全",
    "原产",
    "出口管制",
    "主权",
    "籍",
    "人民",
    "公民",
    "成分",
    "法律",
    "经贸",
    "关系",
    "之间",
    "海事",
    "船舶",
    "公司",
    "芯片",
    "大豆",
    "农产品",
    "实体",
    "相关",
    "子公司",
    "有关",
    "总统签署",
    "所谓",
    "军事",
    "军工",
    "石油",
    "能源",
    "原油",
    "天然气",
    "反对",
    "关切",
    "共识",
    "利益",
    "军",
    "进口",
    "自卫队",
    "此举",
    "做法",
    "言论",
    "措施",
)
# A country that acts is followed by what it does, when, to whom; one that is followed by a thing only owns it.
ACTS_NEXT = re.compile(
    r"\s*(?:[,:;\"'(\d]"
    r"|[将会拟已曾也亦还则都均仍正应须可能愿要不未没并又再就对向在于自从为因以与和同经按据依随日今昨当上本"
    r"周指称说把让给使令]"
    "|援引|援用|引用|动用|必须|目前|现行|现已|[一二三四五六七八九十]{1,2}月|廿|需(?!求)|近日|近来|近年|最近|下月|下周|表决|审议|去年|前年|却|竟|作为|一度|仅|只有?(?!要)|才|刚|通过|透过|根据|针对|决定|宣布|宣告|公布|公告|同意|承诺|答应|表示|强调|认为|注意|计划|打算|准备"
    "|威胁|扬言|警告|签署|发布"
    "|[一二三四五六七八九十]{1,2}月|[上下]半年|推动|拥有|握有|手握|立即|近期|星期|正式|方面|政府|当局|首次|一方|至少|每年|成功|使用|利用|单方|此前|先前|日前"
    "|长期|最终|全面|部分|继续|有望|或将|恐|料|预计|可望|预期|被|遭|必将|绝|决不|早已|终|重新|共同|先"
    "|继(?!续|承)|由于|担心|担忧|一直|一再|多次|屡次|率先|联合|联手|携手|力图|试图|积极|主动|突然|稍早|稍后|早前|较早|其后|后来|遂|转而|反而|依然|依旧|始终|迟迟|甚至"
    "|拒绝|开始|着手|首度|悍然|公然|擅自|连续|频频|不断|逐步|逐渐|大幅|大举|下令|提出|提议|声称|宣称|证实|坦言|直言|回应|指责|指控|批评|呼吁|敦促|希望|誓言|发出|释出|或(?!者)"
    "|[一二三四五六七八九十]{1,3}[月日]|元月|年[初底末]|同时|相应|相继|分别|各自|先后|陆续|接连|进一步|适时|即将|仍|随|更|紧急|有意|多国|各国|成员国|致力|达成|商定|约定|欢迎|重申|确认|支持|已经|准备)"
)
INSTITUTION = (
    "方",
    "部",
    "署",
    "会",
    "局",
    "府",
    "省",
    "院",
    "处",
    "机制",
    "机关",
    "当局",
    "双方",
    "总统",
    "首相",
)
# 台湾的半导体与科技企业承诺: its firms, which act
ITS_PEOPLE = re.compile(
    "的?[^,。;:对向将的]{0,14}?(?:企业|公司|业者|厂商|官员|部门|团队|海关|财长|议员|元首|领导人)"
    "(?=[^,。;:]{0,6}(?:将|会|拟|已|承诺|同意|宣布|决定|告知|表示|准备|计划|威胁|扬言|警告|透露|称|说|指出|证实|强调))"
)
# 一名美国官员
OFFICIAL = re.compile("[^,。;:对将]{0,8}?(?:官员|高官|议员|外交官|部长)")
# 荷兰经济大臣, 美国财政部长: the office acts for its country
OFFICE = re.compile(
    "(?:领导人|官员|发言人|领袖|总统府|高官)(?![的之])|(?:前任?|现任|新任|本届|上届)[\u4e00-\u9fff]{0,8}?政府|参、?众两院|国家[^,。;对向将]{2,18}?(?:局|署|委员会)|(?:(?:国家)?(?:反倾销)?(?:调查机关|调查局|主管机关)|央行|海关总署|商务部|财政部|外交部)|[^,。;的对向将与和、在]{0,4}?(?:电信|通信|交通|运输|国防|科技|卫生|环境|矿业|资源|工贸|商工|贸易|经济|商业|产业|财政|农业|外交|外务|能源|工业|贸工|国际贸易|外贸|投资)[^,。;的对向将]{0,10}?(?:部|省|厅|院|署|局|秘书处|委员会)(?![门分长级])|[\u4e00-\u9fff]{0,6}?(?:大臣|部长|总理|总统|首相|财长|外长|贸易代表|委员会|议会|国会|内阁|当局)"
)
PRONOUNS = ("我们", "他们", "对方")
# Whose they are depends on where a text is written (home_zh of parties.toml); nobody's where it is not known.
OURS = ("我方", "我国", "我部", "财政部", "外交部", "交通部")
OURS_AWAY = ("经济部", "农业部", "卫福部", "海关", "业者")
WEAK_OBJECTS = frozenset({"restrictive_measures", "trade", "market_access", "mechanism", "investment"})
ORDER = re.compile(
    "^.{0,40}公告\\d{4}年第|^.{0,60}的公告\n|经国务院批准|有关事项如下|特此公告|现公告如下|公告如下"
    "|本公告|本决定自|有关规定如下|现将有关事项公告"
    # a heading that is the order's own title, over its first paragraph: 2031年关税调整方案, then 一、
    "|^[^\n,。;:]{2,40}(?:方案|公告|通告|办法|目录)\\s*\n+\\s*(?:[一1][、.]|根据|依据|为[了贯落维进加规])"
)
TALK = re.compile("对话|沟通|交流|合作|磋商|宣传|能力建设|执法|协调")
RESTRICTED_USE = re.compile("军|14纳米|半导体|人工智能|恐怖|大规模杀伤")
NEGATED = re.compile(
    "不被$|(?:不|不会|不再|不得(?!不)|将不|免于|避免|绝不|决不)(?:对|就|向|给|将|从)[^,]{0,24}$|(?:不会|不再"
    "|将不|绝不|决不|暂不)(?:在|于|被|因|依|根|按|再|进一步|开始|继续|主动)[^,]{0,24}$|(?:不|不会|不再|不得|暂不"
    "|免于|避免)$"
)
OPPOSED = re.compile(
    "(?:(?<![向对])反对|欢迎|不认同|谴责|质疑|抗议)[^,。;]*$|(?:批评|指责|抱怨)(?![^,。;]*(?:并|宣布|决定))[^,。;]*$"
)
BLAMED = re.compile(
    "[^,。;]{0,4}(?:令人(?:感到)?(?:遗憾|失望|无法接受)|无法容许|不可接受)|(?:既|严重|公然|明显)*(?:违反|损害|破坏|扰乱|违背|不符合|不利于)"
)
AGREED_AFTER = re.compile("[^。;]{0,40}达成[^,。;]{0,4}(?:安排|共识|一致|协议)")
SAME_VIEW = re.compile("[^,。;]{0,16}(?<!不)(?:可能构成|是正当|是国际|是合法|是必要|是通行|属于|符合国际)")
NOT_BUYING = re.compile(
    "壁垒|等|相关|有关|法律|者|方|商(?!品)|审批|便利|保护|环境|限制|委员会|领域|合作|往来|交流|联系|审查|关税|商品|产品|税率|经营|环节"
    "|配额|暂定|许可|额度|政策|协定|协议|备忘录|MOU|mou|论坛|峰会|环境|条约|资格|资质|量|额|申报|国(?!产)|价|案|目标|项目|计划|专案|承诺|总额|规模|组合|机会|金额|中(?![国方企资])"
)
MAY = re.compile("(?<![许认])可(?:以)?(?:申请|将|向|依|自行|采用|根据|按|对|在|临时|单方面|随时)")
# 根据条文，政府可临时课征: what a law allows
LAW_ALLOWS = re.compile(
    "(?:根据|依据|按照|依照?)(?:该|此|相关|有关)?(?:条文|法律|法规|条款|规定|法案|第\\d+条)[^。;]*"
    "(?<![许认])可(?!能|望)[^,。;]*$"
)
REPORTER = re.compile(
    r"\s*(?:[^,。:;]{0,30}(?:会上|发布会上|会议上|场合),)?(?![^,。:;]{0,16}(?:回应|回答|答复|答问|发言人|应询))(?:有|一位"
    r"|另有)?[^,。:;]{0,10}记者[^,。:;]{0,10}(?:提到|提问|问道|问及|追问|问[,:])"
)
VIEW = re.compile(
    r"\s*(?:是(?!否|目前|现行|原来|此前|[^,。;]{0,6}(?:倍|以来|首次)|[^,。;]{1,12}(?:告诉|宣布|决定|说)[^,。;]{0,3}的)|符合(?!规定|条件|要求|资格)|体现|属于|有利(?!害)|有助|标志)"
)
# 依法采取措施，完全正当合理合法: a judgement of what was told before
RIGHTFUL = re.compile(
    r"\s*(?:完全|十分)?(?:正当[、,]?合[理法]|合[情理法][、,]?合[理法]|无可非议|无可厚非)|\s*完全(?:正当|合法|合理|必要)"
)
# 对稀土实施出口管制以来: when, not what
TIMES = ("以来", "之际", "至今", "的同时")
# 与美方暂停实施301措施同步, 与政策的调整有关
# 低于初裁采取的保证金: how much, not what was done
LESS_THAN = re.compile("(?:低于|高于|不及)(?![^,。;]*税率)[^,。;]*$")
# 发布「公布调整反歧视措施」公告: the title of a notice; 第55号--对超硬材料实施管制
TITLE_BEFORE = re.compile('(?:发布|释出|公布|刊登|推出)"[^",。;]{0,30}$')
TITLE_AFTER = re.compile('[^",。;]{0,30}"(?:的)?(?:公告|通知|新闻稿|文告)')
NUMBERED_TITLE = re.compile("第\\d+号(?:公告)?\\s*[-\u2013\u2014]+[^,。;]*$")
# 被问到启动调查一事
MATTER = re.compile("[^,。;]{0,12}(?:一事|之事|这件事|这一消息|的消息)")
# 暂停实施6项涉及稀土出口管制的公告: what the act does away with
NOTICE_DONE_WITH = re.compile(
    "[^,。;]{2,40}的(?:公告|通知|决定|规定|命令)(?!将(?![于在自从])|[似是令使引让被还不])"
)
BY_NOTICE = re.compile("关于|发布|公布|依据|根据|按照")
# 实施更严格审查等措施，即日起暂停实施: what is suspended
TOPIC_OF_NEXT = re.compile(
    "[^,。;]{0,30}(?:等|的)措施,(?:[^,。;]{0,24},)?[^,。;]{0,24}(?:暂停|停止|恢复)(?:实施|执行)?(?=[,。;])"
)
# 将于11月8日正式实施: the same act again
IN_FORCE_ON = re.compile(
    "\\s*(?:并|均)?(?:将|拟)?(?:于|自|从|同年|今年|明年|次年)[^,。;]{2,14}(?:日|起)(?:正式)?$"
)
EACH_OTHER = re.compile("(?:对|针对)?(?:彼此|互相|相互)")
# 加强管制措施"仅针对日本": what is said of it
SAID_OF = re.compile(
    '[^,。;]{0,4}"?(?:仅|只|不|并非)(?:是)?(?:针对|符合)|[^,。;]{0,4},其(?:根源|原因|根本原因)'
)
STATE_KEPT = re.compile('"?[^,。;]{0,8}"?(?:状态|现状|态势|停战|局面)')
COMPARED = re.compile("(?:与|和|同|跟)[^,。;]*$")
COMPARISON = re.compile("[^,。;]*(?:同步|有关|无关|相关|挂钩|一致|无异|不符|相比|不同)(?=[,。;]|$)")
BA = re.compile(
    "(?:将|把)(?![把对于在依继会自从分由]|进(?!口)|[^,。;]{1,6}把)[^,。;]{1,60}?(?:列入|列为|列作|认定为|移出|剔除|移除|排除在|纳入"
    "|增列|加入|调整为|提高至"
    "|提升为|升级为|定位为|转为|改为|升格为|视为|界定为|归为|下调至|降至|提高到|上调至|上调到|降到|下调到|降低到|降低至|调降至|调升至|调高至|延长至|延长到)"
)
# 将无人机及其零件等，列入清单: what is moved stands in the clause before
BA_BEFORE = re.compile("(?:将|把)(?![把对在于依继会自从分由])[^,。;]{2,60}(?:等|(?:企业|实体|公司|产品)),$")
GOVERNING = frozenset(
    ("APPROVE", "LIFT", "SUSPEND", "REDUCE", "ADJUST", "MAINTAIN", "EXTEND", "RESUME", "STOP")
)
JOINED = re.compile("并|同时|且|以及|[,;]")
# 此举等同暂停进口; 显示其恢复的规模: what something comes to or shows
COMES_TO = re.compile("(?:等同|等同于|等于|形同)$|(?:显示|凸显|突显|反映)[^,。;]*$")
# 议题涵盖出口管制、延长关税休战等
TOPICS_BEFORE = re.compile("(?:涵盖|涉及|围绕)[^,。;]*$")
TOPICS_AFTER = re.compile("[^。;]{0,20}等(?:议题|话题)")
GOES_ON = re.compile("继续(?:对|向|就|以|按)[^,。;]*$")
# 增加财政收入, 减少赤字, 降低风险: what is no object of trade policy, right behind the verb
OTHER_THING = re.compile(
    "(?:了|其|本国|国内|联邦|美国|我国|政府|企业|消费者|供应链|额外)*(?:的)?(?:财政|预算|贸易逆差|贸易顺差|赤字|收入|税收|成本|风险|依赖|负担|压力|不确定|就业|库存"
    "|采购量|进口量|出口量|库存量|备货|影响|冲击|损失|通胀|物价|价格(?!下限|承诺)|产量|产能|信心|竞争力|透明|效率|互信|摩擦|紧张|紧迫|难度|对[^,。;]{1,14}的?依赖)"
)
TERM = re.compile(
    "期限|(?:并|将)?持续至|拟?延(?:长)?至|(?:实施|执行|征收|暂停|有效|适用)期|为期|有效期|至\\d|直至|截至|截止"
)
NOT_AN_ACT_AFTER = re.compile(
    "等程序|(?:的)?主要?目的|(?:执行|征收|实施)?方式|办法|步骤|便利|特色|方案|幅度|期(?!货|待|望)|程序|部门|机关|条件"
    "|流程|制度|管理|工作(?!组|机制|小组)|事项"
    "|时限|材料|报告|结果|意见"
)
SAID = re.compile("(?:表示|称|说|指出|强调|透露|宣布)(?=[,:])")
# Who says it: 商务部新闻发言人何咏前25日表示, 美国财长称.
SPEAKER = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,10}(?:发言人|部长|大臣|总理|总统|首相|主席|财长|负责人|委员|代表"
    r"|官员)(?:[\u4e00-\u9fff]{2,4}?)?|[\u4e00-\u9fff]{2,6})"
    r"(?:\d{1,2}日|今天|昨天|昨日|当天|周[一二三四五六日]|\(\d{1,2}\)日?|在|今日){0,2}[^,。;:\u4e00-\u9fff]{0,8}"
    r"(?:表示|则称|称|说|指出|强调|回应称|透露|宣布)(?=[,:])"
)
# 采取切实措施，对…予以豁免; 采取措施落实共识: to ease or to keep one's word, not to hit back
CONSTRUCTIVE = re.compile(
    "[,、]?(?:来|以|并)?(?:对[^,。;]{2,20}予以(?:豁免|放行|批准)|落实|履行|促进|便利|推动|解决|稳定|扩大"
    "|缓解|改善|降低|减少|消除|帮助|支持)"
)
WHEN_AFTER = re.compile("(?:日|之)?(?:前(?![往提景沿体])|后(?![续果])|时(?![间限])|期间)")
# 豁免申请, 排除清单: things, not acts
NAMED_THING = re.compile("申请(?!许可)|清单|请求|资格|程序|政策|权|条款")
# 印度、泰国和印尼等: parties named as members of a list
LISTED_PARTY = re.compile("等(?!待|候)|[、和及与]")
# 承诺投资，以换取美方调降关税
EXCHANGE = re.compile("以?换取(?![^,。;]*(?:协议|休战))[^,。;]*$")
AIMED = re.compile(
    "(?:以[\"']?|全力)(?:确保|维护|保障|防|免)[^,。;]*$|"
    "(?:以(?:反制|回应|报复|应对|抵消|促使)|以期|以便|以求|旨在|(?<!同)意在|用以|以此)[^,。;]*$"
)
EASED = re.compile("[^,。;]{0,16}(?:低于|协定税率|豁免|减免|优惠|便利|零关税|奖励)")
CONTINUES = re.compile("\\s*(?:并|税率)?(?:将其|把其|将之|由|从|自)(?=[^,。;]{0,12}\\d)")
CAUSE = re.compile("\\s*(?:但|而|其)?(?:由于|因(?!此|而))")
REASON = re.compile("\\s*(?:其)?(?:主要)?(?:原因|理由|背景)(?:是|为|在于)")
# 针对美方近期启动的调查 is what is spoken of; 针对墨方拟自明年起加征关税, the act of the other side, told with its verb
LAPSES = re.compile("(?:取消|暂停|停止|撤销|失效)(?:[一二三\\d]+(?:年|个月|天))?$")
# measures that are known by a name: whose they are
OF_THE_US = re.compile(
    "芬太尼(?:关)?税|对等关税|增量关税|(?:301|232|122)(?:条款)?(?:调查|关税|措施)|穿透性规则|50%规则|关联方规则|外国直接产品规则"
)
NOT_OF_THE_US = re.compile("受|反制|报复|回应|对美(?!中)|对美国|美国(?:产品|商品|货)")
SAYS = re.compile("表示|称|指出|说|强调|认为|重申|介绍|透露|公布|公告|宣布")
# 美国港口费下月开征: the owner of the measure
OWNED = re.compile(
    "(?:对[^,。;]{1,8}?)?的?(?:船舶)?(?:特别)?(?:港口服务费|港口费|港务费|关税|附加税|进口附加费|数字税|出口管制|出口禁令|禁令|反倾销税|反补贴税)"
    "(?!的)[^,。;]{0,16}?(?:开征|生效|起征|上路|失效|到期|开始征收|正式实施|(?:上调|下调|提高|降低|升|降)至|暂停|取消)"
    "|(?:国会|议会|政府)?[^,。;]{0,8}?的[^,。;的]{0,8}(?:政策|法案|新规|规定|法规|条例|制度)"
    "(?:将|已|拟)?(?:自|从|于|定于|将|已|要求|规定|对)"
)
# 为反制美方自10月起，对…收取港口费
REPAID = re.compile("为(?:了)?(?:回应|反制|应对|报复|抗议)(?=[^,。;的]{2,24}(?:起|日)$)")
SEEN = ("注意到", "观察到", "关注到", "了解到", "看到")
TOLD_ON = re.compile("(?:宣布|公布|决定|称|起|法案|议案|草案|法令|命令|通过)$")
TOLD_OF = re.compile(
    "(?:针对|对于)(?=[^,。;的]{2,16}?(?:拟|将|已|近期|近日|日前|连续|再次|再度|重新|计划|宣布|公布|决定|自|\\d日|表决|审议|通过)"
    "[^,。;]{0,30})(?!(?=[^,。;]{2,40}(?:措施|做法|行为|问题)$))"
    "|(?<![\u4e00-\u9fff])就(?=[^,。;的]{2,16}?(?:拟|将|已|近期|近日|日前|计划|宣布|公布|决定)[^,。;]*$)"
    '|就(?=[^,。;]{2,40}?(?:答"?记者|应询|答问|提问|回应|回答|记者))'
)
# 对印度课征的关税将降至18%, 课征对等关税将降至: the duty, not the laying of it
DUTY_THEN = re.compile(
    "[^,。;]{0,12}关税(?:税率|措施)?[将已也会则]?[^,。;]{0,8}?"
    "(?:降|调降|下调|取消|提高|上调|从|由|暂停|停止|保留|延长|维持|终止|予以)"
)
# 24%的对美加征关税税率: the duty
# 收取港务费的措施继续暂停: what is suspended
MEASURE_THEN = re.compile(
    "[^,。;]{0,14}的(?:相关|有关|上述)?(?:措施|做法|规定)[^,。;]{0,12}?(?:暂停|停止|取消|延长|终止|中止|推迟|失效|撤销)"
)
QUESTION_BEHIND = re.compile(
    '(?:答"?记者|应询|答问|提问|(?:回应|回答|答复)[^,。;]{0,6}(?:记者|提问|媒体))[^,。;]*$'
)
IMPORTS_GREW = re.compile("[^,。;]{0,8}(?:数量|激增|总量|占比|份额)")
POLICY = re.compile("(?:其|对外|对华)?(?:贸易|经贸|关税|产业|能源)?(?:政策|战略|策略|立场|方向|步伐)")
SOME_OF_THEM = re.compile("其中|(?:过半|一半|多数|\\d+(?:份|家|件|%))[^,。;]*$")
BARGAIN = re.compile("[^,。;]{0,14}(?:协议|安排|共识|时)")
OFFERED = re.compile("(?:建议|提议|希望|寻求|方案)[^。;]*换取[^,。;]*$")
# 停止实施的具体措施: a heading over what no longer holds
LAPSED_HEADING = re.compile(
    "[^,。;]{0,6}(?:停止|暂停|取消|终止|废止)[^,。;]{0,12}(?:措施|清单|商品|关税|内容)"
)
# 通过法案，要求对…加征: what a text lays down is no call
LAID_DOWN = re.compile("(?:法案|法令|命令|公告|行政令|文件|通知|法规|草案),(?:强制|明确|并)?$")
# 可以恢复对美出口: what is let again
AGAIN = re.compile("[^,。;]{0,10}(?:出口|进口|供应|供货)")
# 就美方暂停实施管制答记者问, 就调整措施应询指出: what is asked about
ASKED_ABOUT = re.compile('[^。;]{0,30}?(?:应询|答"?记者|回应|回答|答复|表态|答问|提问)')
DUTY_OF = re.compile("的对[^,。;的]{1,10}$")
UNKNOWN = re.compile(
    "有无|(?:未|没有?)(?:收到|接获|接到|听到|见到|看到|获悉)|只字未提|不清楚|何时|尚不|未说明|不明朗"
)
NAMED_PART = re.compile("(?:包括|包含)[^,。;]{0,6}$")
# 并未对欧盟启动任何新的调查
LEFT_UNDONE = re.compile(
    "(?:未|没有)(?:曾|有|再)?(?:对|向|就)[^,。;]{1,24}$|(?:拒绝|拒不|不肯|不愿|仍未)(?:向|对|给|为)[^,。;]{1,20}$"
)
ADVISED = re.compile("(?:根据|按照|依据|依照|应)[^,。;]{0,16}$")
# 应国内产业的申请，对…发起调查
AT_REQUEST = re.compile(
    "(?:[^,。;(]|[(][^()。;]{0,80}[)]|, ?(?:Ltd|Inc|LLC)){2,160}?(?:申请|请求|邀请|要求)(?=[,。;对就])"
)
RULED = re.compile("(?:终裁|初裁|裁定|裁决|复审结果),?(?:并)?$")
# 承诺在2030年前，扩大对美采购: the cue stands in the clause before
CUE_THEN_TIME = re.compile(
    "(?:承诺|同意|将|计划|决定|拟|保证)(?:在|自|从|于|到|根据|依照)[^,。;]*$|(?:决定|宣布|同意|承诺|商定|计划|公告|法案|命令|行政令)$"
)
DECISION_ON = re.compile("决定|案件|之日|当[日天]起|翌日|次日")
SAYS_SO = re.compile(
    "(?:总统|总理|首相|政府)?[^,。;]{0,8}?的?(?:主张|说法|命令|声明|方案|公告|行政令|行政命令|文告|法令)"
)
PLACES = ("华盛顿", "北京", "东京", "布鲁塞尔", "堪培拉")
# 始终审慎实施出口管制: how a policy is, not an act of this day
HABIT = re.compile("(?:审慎|适度)[^,。;]*$")
GREETED = re.compile(
    "[^,。;]{0,36}表[示达](?:了)?(?:强烈|严正|高度|深切)?(?:的)?(?:欢迎|赞赏|关切|遗憾|不满|反对|失望|关注|感谢|谢意|欣慰|抗议|喜悦|肯定|担忧|忧虑)|[^,。;]{0,16}感到|[^,。;]{0,8}还有差距"
)
ONCE_MEANT = re.compile("(?:本来|原定(?!于?[^,。;]{1,16}的)|原本(?!的))[^,。;]*$")
# 与印度总理莫迪达成: with whom
WITH_OFFICE = re.compile("[与和同对向跟][^,。;与和同]{0,8}(?:总理|总统|主席|首相|部长|财长|大臣|代表)$")
THREATENED = re.compile("扬言|威胁(?!的|称)|恫言")
KEPT_OPEN = re.compile("[^,。;]{0,20}的(?:弹性|权利|空间|可能|余地|选项)")
# 就墨西哥拟提高关税等措施启动调查: what is looked into
LOOKED_INTO = re.compile(
    "[^,。;]{0,16}(?:措施|做法|行为|问题)[^,。;]{0,4}(?:启动|发起|展开|开展|进行)"
    "|[^,。;]{0,16}(?:进行|展开|举行|开展)(?:了)?(?:投票|表决|辩论|审议|讨论|磋商|谈判|协商|沟通|评估)"
)
LOWER = re.compile("[^,。;]{0,10}(?:降税|低于|优惠|协定税率|零关税|减免|暂定税率)")
# 关税豁免到期日, 关税豁免延长: the relief that is there
RELIEF = re.compile(
    "到期|期限|期|已|[^,。;]{0,4}延长|(?:措施|规定|将|也)*(?:将|会|追溯|自|从|于)[^,。;]{0,16}(?:生效|上路|实施|适用)"
)
ALSO = re.compile("[^,。;]{0,8}(?:还|也|亦|并)")
# 暂缓批准贸易协议: of a deal, not of a measure
DEAL_HELD = re.compile(
    "[^,。;]{0,16}(?:批准|审议|审批|表决|通过)[^,。;]{0,16}(?:协议|协定|条约)"
    "|[^,。;]{0,24}(?:协议|协定)的(?:批准|审议|立法)"
)
# 美国由于担心中国将其用于军事: whose act is feared
FEARED = re.compile("(?:由于|因为|担心|担忧|忧心|怀疑)[^,。;]{0,4}$")
SO = re.compile("\\s*(?:因此|因而|所以|于是|遂)")
# 包括美方同意下调关税, 以换取美国降低关税: a party that acts inside a list or a bargain
BARGAINED = re.compile(
    "(?:已|也|均|则|将|会)?(?:同意|承诺|保证|允诺|决定|暂停|取消|下调|降低|调降|允许|开放|采购|购买|投资|将|会|对)"
)
# 暂停关税优惠, 取消零关税待遇: an ease taken back
EASE_BACK = re.compile(
    "(?:了)?(?:对)?[^,。;]{0,16}?(?:实施)?(?:的)?(?:关税|税率|贸易|相应)?(?:优惠|减让|零关税|最惠国待遇)"
)
# 免除约40亿欧元的关税: what exporters save
SAVED = re.compile("[^,。;]{0,2}(?:约|近|逾|超过)?\\d+(?:\\.\\d+)?[亿万](?:欧元|美元|英镑|日元|加元|澳元|元)")
# 协议将取消95%的关税: the deal as what acts
DEAL_ACTS = re.compile(
    "\\s*(?:并|而)?(?:该|这项|此项|此|上述|本)?(?:[^,。;对将根据照按]{0,6}?)(?:协定|协议|交易|条约|安排)(?:还|也|亦|同时|具体做法是|内容是|规定)*"
    "(?:将|会|已|可)?[^,。;]{0,6}$"
)
# 削减汽车关税将伴随配额: an act that is spoken of
SPOKEN_OF = re.compile(
    "(?:为|给|令|使|让|表明|显示|意味)(?!期)|(?:将|会|可|能)(?!于|在|自|从|分|立即|持续|继续)"
    "|(?:是|有助|被视|并不|不会|无助)"
)
FIRST_TIME = re.compile("(?:首次|最初|最早|早在)[^,。;]*$")
# 作为最大买家的中国将, 刚上任的日本首相宣布: a party behind 的 that acts all the same
SURELY_ACTS = re.compile(
    "(?:将(?!来)|会(?!谈|议|晤|见)|已|也|则|仍|拟|宣布|决定|同意|承诺|表示|计划|暂停|威胁|警告|签署|指出|强调|[\u4e00-\u9fff]{0,6}?(?:总统|首相|总理|部长|大臣))"
)
# 输美产品的关税, 销往印度的商品: who taxes is where they are sold to
SOLD_TO = re.compile(
    "(?:输|销|对)(?P<short>美|欧|华|陆|日|韩|印|加|英|台)(?:国|盟)?(?:出口)?(?:[^,。;对将]{0,16}?)(?:产品|商品|货物|关税|汽车|钢)"
    "|(?:输往|销往|销至|出口至|出口到|输入|运往|进入|输)(?=(?P<name>[\u4e00-\u9fff]{2,8}))"
)
SHORT_NAMES = {
    "美": "US",
    "欧": "EU",
    "华": "CN",
    "陆": "CN",
    "日": "JP",
    "韩": "KR",
    "印": "IN",
    "加": "CA",
    "英": "GB",
    "台": "TW",
}
# 要求炼油厂暂停出口, 被要求停止签约: an order of the authorities, no call on another party
ORDERED = re.compile(
    "(?:立即|即刻|马上|所有|各|国内|相关|有关|境内|部分|大型|多家)*"
    "(?:企业|公司|炼油|矿企|厂商|业者|平台|银行|车企|进口商|出口商|贸易商|科技|出口经营者|经营者)|(?:立即|即刻)"
)
LOW_KEPT = re.compile(
    "(?:较低|更低|低|优惠|零|最惠国|降低后|下调后)的?(?:关税|税率)|维持(?:较低|低|零|优惠)[^,。;]{0,4}(?:关税|税率)"
)
OFFICIAL_ADVICE = re.compile(
    "(?:委员会|工贸部|商工部|贸易部|财政部|经济部|总局|调查局|贸易署|调查机关|管理局|救济局|当局)[^。;]{0,30}$"
)
# 推动取消附加关税: what one party works for that another does
WORKED_FOR = re.compile("(?:推动|力促|游说|促使|力推)(?:全面|尽快|进一步|早日|美方|对方|美国|中方|欧盟)*$")
# 受到美国加征关税等影响: a cause
SUFFERED = re.compile("(?:受|遭受)(?:到|了)?[^,。;]*$")
SUFFERED_BEHIND = re.compile("[^。;]{0,40}(?:影响|冲击|打击|拖累)")
# 协会提议加征关税: what others ask of the state
ASKED_BY_OTHERS = re.compile(
    "(?:协会|联合会|公会|商会|工会|业界|业者|厂商|议员|学者|专家|智库)[^。;]{0,60}(?:提议|建议|呼吁|(?<!的)申请|主张)[^。;]*$"
)
HELD_FOR = re.compile("被[^,。;]{0,6}(?:解读|视|看|认|形容|理解)[^,。;]{0,2}[为作是]?[^,。;]*$")
TALKS_TOPIC = re.compile("(?:磋商|谈判|对话|会谈|协商)$")
OWN_BODY = re.compile("[^,。;]{0,10}?(?:委员会|部门|机构|署|局)(?:启动|展开|发起|进行)")
AGREED_ON = re.compile("[^,。;]{2,30}?达成(?:了)?(?:共识|一致|协议|谅解)")
# 将关税休战延长一年, 将配额削减四成: 将 as 把
BA_MORE = re.compile(
    "(?<=[起日年月,;:])将(?:(?!把|取消|暂停|下调|降低|提高|上调|实施|征收|加征|采取|继续|恢复|扩大|推出|启动|[对与同向于在自再会]|进(?!口))[^,。;]){0,16}?"
    "(?:关税|税率|配额|休战|期限|上限|措施|禁令|限制|豁免|宽限期|额度)[^,。;对]{0,12}?"
    "(?:延长|展延|削减|定为|设为|设定为|提升至|减半|归零|清零|降为|改为|增至|移除|排除|放宽|收紧|转为)"
)
# 正在研究在达不成协议时，采取反制措施: what is weighed
WEIGHED = re.compile("(?:研究|评估|考虑|探讨|讨论|酝酿)(?:在|是否|于|就)[^,。;]*(?:时|后|情况下|之际)$")
EXPECTED_CAUSE = re.compile(
    "\\s*(?:但|而)?(?:由于|因为?|鉴于)(?:市场|外界|业界)?(?:预期|预料|预计|担心|担忧|忧虑)"
)
ASKED_WHEN = re.compile("\\s*(?:当|在)?(?:被|记者)*(?:问到|问及|询及|问起)|[^,。;]*是否(?:意味|代表|表示)")
MORE_BOUGHT = re.compile("(?:增加|提高|扩大|提升|加大)[^,。;]{1,16}$")
FACING = re.compile("\\s*(?:此前|近期)?(?:因应|应对|随着|面对|面临)")
# 加强管制将导致出口暂停: what brings about what
BRINGS_ABOUT = re.compile(
    "[^,。;]{0,3}(?:将|会|恐|可能|或)?[^,。;]{0,2}(?:导致|造成|引发|引起|加剧|损害|损及|意味|将影响|波及)"
)
BROUGHT_ABOUT = re.compile(
    "(?:从而|进而)(?:避免|防止|减少|确保)[^,。;]*$|(?:导致|造成|致使|引发|使得)[^,。;]*$|(?:难以|不足以)[^,。;]{0,8}$"
)
# 许多人将提高关税视为让步: what an act is held to be
HELD_TO_BE = re.compile("[^,。;]{0,14}(?:视为|视作|看作|解读为|形容为)")
# 更严格控制外来投资, 外商投资: the money of others
MONEY_OF_OTHERS = re.compile(
    "(?:支持|鼓励|引导|吸引|促进|便利|控制|限制|监管|防范|外国|外来|外商|外资)[^,。;]{0,8}$"
)
TALKED_OVER = re.compile("[^。;]{0,60}等[^,。;]{0,6}达成")
POSSIBLE = re.compile("\\s*(?:即|也|亦|都|就)?可以?(?!能|望)|[^,。;]*(?<![许认])可以[^,。;]{0,4}$")
GOODS_OF = re.compile("[^,。;的对将]{0,5}(?:的|多数|部分|主要|全部|所有)?(?:货物|商品|产品|货品|输美|出口)")
# 这是自2024年以来首次给予豁免; 此举: about an act that was told before
ABOUT_IT = re.compile(r"\s*(?:这(?:也|亦)?是(?!否)|此乃|该(?:举措|做法)是)")
CHANGED_TO = re.compile("由[^,。;]{2,16}改为[^,。;]*$")
LOW_RATE = re.compile("[^,。;]{0,16},[远]?低于|[^,。;]{0,8}(?:最惠国|零|0%|优惠|较低|不超过|协定)")
# 针对欧方宣布加税说，欧方近期发起调查: another act, told
TOLD_BY = re.compile("(?:说|称|表示|指出|强调|回应指|批评),[^,。;]{0,6}$")
TOLD = re.compile("[^,。;]{0,10}(?:通报|通知|告知|表示|表态|提出)")
JOINS_CLAUSE = re.compile("(?:以及|及|和|或)(?!其)")
TIME_ONLY = re.compile(
    r"\s*(?:(?:自|从|于|在|截至|到|直至)?(?:\d{4}年|\d{1,2}月|即日|本|今|明|当日|上述|该)|自|从"
    r"|在)[^,。;]{0,26}(?:起|日|期间|之前|日前|底前|内|分|时)\s*"
)
LEADS_IN = re.compile(
    "\\s*(?:决定|宣布|将|拟|会|计划|要)?(?:就|对|向|针对)[^,。;]{2,40}"
    "|\\s*(?:决定|宣布|将|拟|会|计划|要)(?:自|从|在|于|根据|依据|依照|按照|援引|依)[^,。;]{2,40}"
    "|\\s*(?:将|把)[^,。;]{2,60}等"
)
MANNER = re.compile(
    "(?:应当|应该|必须|应|须|需|将|会|可)?(?:依照|按照|根据|依据|通过|经由|依)[^,。;]{1,24}$"
    "|(?:将|拟|会|应|已|也|再|稍早|日前|近期|近日|连续|陆续|先后|密集|宣布|决定|计划|[\u4e00-\u9fff]方)(?:就|对|向|针对|自|从|在)[^,。;]{2,40}$"
)
TIME_FRAME = re.compile("(?:决定|宣布|拟|将)?,?(?:自|从|于)[^,。;]{2,24}(?:起|日|时)?,$")
# 在市场开放方面: what it is about
ASPECT_AFTER = re.compile("[^,。;]{0,8}(?:方面|领域|问题上|议题上)(?=[,。;]|$)")
# 零关税将于5月生效: no burden
EASING = re.compile("零关税|优惠|豁免|减免|降|取消|暂停|协定|协议|最惠国|法|后")
# 自下月起: a day to come that no date names
TO_COME = re.compile("[自从](?:下|明|次|翌|后)[^,。;]{1,8}起")
# 宣布两项措施。首先，…；第二，…
LISTED_STEP = re.compile("\\s*(?:首先|其次|第[一二三四五]|[一二三四五]是|其[一二三四])[,:、]?")
ANNOUNCED = re.compile("(?:宣布|决定|公布|推出|出台)[^。]{0,40}[。:]\\s*(?:[^。]{0,60}[;。])?$")
# 对8名泰国官员实施: at whom
TO_THEM = re.compile("(?:对|向|针对|给|制裁|将|把)[^,。;]{0,8}$")
QUOTES = re.compile(
    '(?:发言人|部长|大臣|总统|首相|总理|官员|主席|表示|称|说|指出|强调)[^,。;:]{0,10}[:,]\\s*"'
)
# 荷方近期主动暂停行政令，是第一步: done, whatever it is held to be
JUST_DONE = re.compile("近期|近日|日前|主动|已经?|宣布|昨[天日]|上[周月]|\\d日")
LATIN_ROW = re.compile("[A-Za-z.], ?[A-Z]")
HEADED = re.compile("(?:^|\n)[^\n,。;:!?]{8,60}\n+(?=[^\n]{60})")
# 启动两阶段谈判
TALKS_NEXT = re.compile("(?:了)?[^,。;查]{0,14}(?:谈判|磋商|协商|会谈|洽谈|游说)")
# 美方调降税率将在下月生效: the cue behind
CUE_BEHIND = re.compile(
    "[^,。;]{0,24}?(?P<cue>将|拟|会|预计|有望|很可能|可望|料)(?:将|会)?(?:于|在|自|从)?[^,。;]{0,24}?(?:生效|实施|执行|上路|起征|开征|落地|实行)"
)
# 达成调降电动车关税的协议
AGREED_AROUND = re.compile("(?:达成|签署|敲定|签订)[^,。;]*$")
THE_DEAL = re.compile("的(?:初步|原则性?|框架|贸易|临时)?(?:协议|共识|安排|协定)")
ENUMERATOR = re.compile(
    r"[\s,;]*(?:第?[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d)|[是])?\s*"
)
# "我们将取消关税",印度总理说: who speaks stands behind
SAID_BEHIND = re.compile(
    '"[,。]?\\s*(?P<who>[^,。;:"]{2,24}?)(?:在[^,。;"]{1,20})?(?:说|表示|称|指出|强调|告诉|补充|坦言)'
)
# 购买了约12批: how much makes it an act, unless it is a figure of trade
SO_MUCH = re.compile(
    "(?:了)?(?:约|近|逾|超过|至少|共|总计|合计|价值)?[\\d一二两三四五六七八九十百]+[\\d,.]*(?:多)?[万亿]?(?:余)?(?:公)?(?:吨|架|辆|批|船|蒲式耳|美元|欧元|元|日元|韩元)"
)
A_FIGURE = re.compile("去年|前年|同比|环比|占|年均|历年|累计|统计|数据显示|平均|通常|期间")
NEEDS_CUE = frozenset(
    (
        "允许",
        "准许",
        "提供",
        "安排",
        "不超过",
        "缔结",
        "商签",
        "解决",
        "评估",
        "审核",
        "复审",
        "供应",
        "交付",
        "发布",
        "举行",
        "举办",
        "收购",
        "投资",
        "进口",
        "采购",
        "购买",
        "审查",
        "进行审查",
        "完善",
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    act: Act
    object: str
    needs: re.Pattern[str] | None
    modality: str
    loose: str  # the object that is meant when none is named
    found_as: str  # what the act is about, whatever object it found


@dataclass(slots=True)
class Clause:
    """A clause of a sentence, in offsets of the text."""

    start: int
    stop: int


@dataclass(slots=True)
class Found:
    rule: Rule
    trigger: str
    place: int
    stop: int  # after the trigger
    clause: int
    actor: str
    how: str
    subject_start: int
    modality: str
    cue_start: int
    object: str
    object_stop: int
    negated: bool


@cache
def rules_table() -> tuple[re.Pattern[str], dict[str, list[Rule]]]:
    table: dict[str, list[Rule]] = {}
    patterns: list[str] = []
    bare: set[str] = set()  # words that begin an act only before what their entry names
    for entry in load("chinese")["act"]:
        act = Act(entry["action"], entry["polarity"], frozenset(entry["objects"]))
        needs = re.compile(entry["needs"]) if "needs" in entry else None
        rule = Rule(
            act,
            entry.get("object", ""),
            needs,
            entry.get("modality", ""),
            entry.get("loose", ""),
            entry.get("object_if_found", ""),
        )
        for word in entry["words"]:
            table.setdefault(word, []).append(rule)
        if "before" in entry:
            # each branch begins with its own word: so the engine knows at once where none can begin
            patterns.extend(f"{word}(?={entry['before']})" for word in entry["words"])
            bare.update(entry["words"])
        if "pattern" in entry:
            patterns.append(entry["pattern"])
            table[""] = [rule]  # for words that only the pattern knows
    for word in [word for word in table if word.endswith("了") and word[:-1] in table]:
        table[word] = [*table[word], *table[word[:-1]]]  # 实施了 is also 实施
    return re.compile(
        "|".join([*patterns, alternation(word for word in table if word and word not in bare)])
    ), table


@cache
def parties_table() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: code for code, entry in parties().items() for name in entry["zh"]}
    for code, entry in parties().items():
        names.update(dict.fromkeys(entry.get("subjects_of_duty_zh", ()), code))
        for word in entry["adjectives_zh"]:
            names.setdefault(f"{word}政府", code)
            names.setdefault(f"{word}方", code)
    names.update(dict.fromkeys(OURS_AWAY, ""))
    return re.compile(alternation([*names, *PRONOUNS])), names


@cache
def homes() -> list[tuple[str, str]]:
    """Return what a text names that is written at home there, with whose home it is."""
    return [(name, code) for code, entry in parties().items() for name in entry.get("home_zh", ())]


@cache
def duties() -> frozenset[str]:
    """Return the names of those that carry a duty which a notice lays on them."""
    return frozenset(name for entry in parties().values() for name in entry.get("subjects_of_duty_zh", ()))


@cache
def objects_table() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for entry in load("objects")["object"]:
        for name in entry["zh"]:
            names.setdefault(name, entry["code"])
    return re.compile(alternation(names)), names


@cache
def cues_table() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("chinese")["modality"]
    names = {
        cue: name
        for name in ("will", "threatens", "expected", "decided", "agreed", "shall", "done", "calls")
        for cue in table[name]
    }
    return re.compile(alternation(names)), names


@cache
def conditions_pattern(circumstances: bool, sides: bool) -> re.Pattern[str]:
    """Return what begins a condition: its words alone, or also 在…的情况下 and 美方如不, which cost more to look
    for.
    """
    more = (
        "(?:(?:,[^,。;:!?]*){1,2}(?=,(?:那么|则(?!称|表|指)|就[将会]))"
        "|(?:,(?:甚至|乃至|或者?|且|而且|并且|认为)[^,。;:!?]*){0,2})"
    )
    words = (
        f"(?:{alternation(load('chinese')['modality']['conditions'])})(?!干|欲|需(?!求))[^,。;:!?]*" + more
    )
    if sides:
        words += "|(?<=方)如(?=不|继续|执意|再|坚持|一意|未)[^,。;:!?]*"
    if circumstances:
        words += (
            r"|在(?!毫无|没有|缺乏|缺少|全无|无)[^,。;:在]{2,30}(?:的情况下|的前提下)"
            r"|(?<=[,。;])(?![^,。;:]{0,40}在)[^,。;:]{2,40}(?:的情况下|的前提下)"
        )
    return re.compile(words)


@cache
def denials_pattern() -> re.Pattern[str]:
    return re.compile(
        alternation(load("chinese")["modality"]["denies"])
        # 未对欧方发起任何新的调查
        + "".join(
            f"|{word}(?:再|曾)?(?:对|向|就|针对)[^,。;]{{1,16}}?(?:发起|启动|实施|采取|加征|施加)(?:过)?任何"
            for word in ("并未", "未曾", "从未", "没有", "未")
        )
    )


@cache
def targets_table() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for code, entry in parties().items():
        if code == "BOTH":
            continue
        for name in entry["zh"]:
            names[name] = code
        for word in entry["adjectives_zh"]:
            for form in (
                "对{}",
                "自{}",
                "原产{}",
                "{}对",
                "{}企业",
                "{}产品",
                "涉{}",
                "{}船舶",
                "向{}",
                "{}大豆",
            ):
                names[form.format(word)] = code
    names["对华"] = names["涉华"] = "CN"
    # 对加 alone also begins 对加征, 对加强
    names.update(
        dict.fromkeys(
            (
                "自印发",
                "对加油",
                "对加农",
                "对加部",
                "对加豌",
                "对加菜",
                "对加相",
                "对加有",
                "对加方",
                "对加出",
                "对加进",
            ),
            "CA",
        )
    )
    del names["日对"]  # 同日对等开征 is no Japan
    return re.compile(alternation(names)), names


def is_view(folded: str, start: int) -> bool:
    """Whether the clause at ``start`` says what an act is ("是国际通行做法"): then it is spoken of, not
    done.
    """
    return bool(VIEW.match(folded, start))


def cue_in(words: str) -> bool:
    return bool(cues_table()[0].search(words))


def is_main(before: str) -> bool:
    """Whether a cue stands right before the act, so that it is the verb of its clause and not part of a
    noun.
    """
    return bool(re.search("(?:将|决定|同意|继续|应当|必须|已|依法|(?<![员事协国议])会)[^,]{0,3}$", before))
