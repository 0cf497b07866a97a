extension StatusSamples {
  /// Texts on which an earlier state of the rules failed: subjects several clauses before their colour, numbers that count
  /// something else, requests that lift nothing.
  static let fifth = #"""
    ## F01 | reported | red - | items 东湖路雨污分流改造项目
    # 重点项目督查通报
    东湖路雨污分流改造项目由区城建局负责，因管线迁改滞后，目前仅完成45%，进度严重滞后，亮红灯。
    ## F02 | reported | red - | items 铜铃河综合治理二期 | units 铜铃镇
    # 重点项目督查通报
    铜铃镇承担的铜铃河综合治理二期，征地协议尚有11户未签，8月以来处于停工状态，亮红灯。
    ## F03 | reported | red - | items 城南第三小学建设 | units 区教育局
    # 民生实事督查通报
    区教育局牵头的城南第三小学建设，主体封顶比计划晚了两个月，列为红色。
    ## F04 | reported | red 1 yellow 3 | items 滨江菜市场升级改造 | units 街道城市管理办
    # 关于9月份重点任务督办情况的通报
    街道28项重点任务中，红色1项、黄色3项、蓝色24项。红色任务为滨江菜市场升级改造，责任单位为街道城市管理办，责任人韩某。
    ## F05 | yellow | yellow 2 blue 17
    # 关于8月份督查事项整改情况的通报
    全镇纳入督查的19项工作中，红色0项，黄色2项，蓝色17项。黄色事项为集镇停车场建设和河堤绿化补植，责任单位分别为镇村镇办、镇农业农村办，请于10月15日前完成整改。
    ## F06 | reported | red - | items 河道清淤项目 | units 水务局
    # 督查通报
    经督查，水务局负责的河道清淤项目未按期开工，亮红灯。
    ## F07 | plan |
    # 年度工作目标
    今年我们的目标很明确：断面水质不退一名，督察问题不漏一件，年终考核不吃一张红牌。
    ## F08 | elsewhere |
    一江之隔的平川县，上周因项目推进迟缓被市里亮了两块红牌。各单位要引以为戒，对照检查。
    ## F09 | reported | red - | items | units 石臼村
    全镇人居环境考核结果：桥头村，蓝；黄荆坪村，黄；石臼村，红；竹园社区，蓝。
    ## F10 | reported | red 2 yellow 7 green 39
    街道督办台账共有事项48件：已销号（绿）39件；推进中（黄）7件；已超期（红）2件。
    ## F12 | reported | red 3 yellow 5
    # 第四季度督查通报
    截至2026年12月31日，红色3项、黄色5项，请红色事项责任单位于2027年1月20日前整改到位。
    ## F13 | reported | red - | items | units
    经第三方测评，你社区2026年第四季度文明创建得分低于80分，现按规定亮红牌，请于2027年1月20日前整改到位。
    ## F11 | rule |
    对作风评议排名后5%且低于70分的科室，次年考核亮红牌；排名后5%但高于70分的，亮黄牌。
    """#
}
