extension StatusSamples {
  /// Texts written for these tests: labels with a meaning, grades, verdicts in words, titles, what became of a red.
  static let ninth = #"""
    ## I01 | reported | red 2 | items 县档案馆;青石乡人民政府
    督查结果如下。黄色（提醒）：县气象局；红色（整改）：县档案馆、青石乡人民政府。
    ## I02 | mentioned zero
    6月调度，黄牌项目12个，没有项目被亮红牌，为近两年首次。
    ## I03 | reported | | items 三道沟村;河湾村
    本月环境卫生评比，三道沟村、河湾村得分垫底，被亮红牌。
    ## I04 | mentioned past
    回首八年治河路，那一张红色督办单挂在墙上。
    ## I05 | reported | red 2 | items 纳税服务;跨境贸易
    12项为“健康”（绿色），纳税服务、跨境贸易2项为“不健康”（红色）。
    ## I06 | reported | | items 南坡村
    环境卫生考核结果：北坡村（93.5分，绿）、南坡村（60.1分，红）。
    ## I07 | mentioned past
    本网刊发《某物业被亮红牌》一文后，区城管局督促整改。
    ## I08 | reported | red 3
    今年亮红牌的8项中有5项已摘牌。
    ## I09 | reported | red 2 | items 金悦酒店;宏泰批发城
    公布2家红牌督办的重大火灾隐患单位：金悦酒店、宏泰批发城。
    ## I10 | reported | | items 翠湖游泳馆;清波会馆
    对余氯、浊度两项指标均不合格的翠湖游泳馆、清波会馆，给予红牌警示。
    ## I11 | reported | red 6
    质量抽查35家，对6家维保记录不全的单位红牌警告。
    ## I12 | reported | red 2
    督导组对两家超市各开出一张红卡，责令整改。
    ## I13 | reported | red 4 | items 康乐敬老院;慈恩护理院
    养老机构消防检查公开。红标：未达标且未启动改造，共4所，即康乐敬老院、慈恩护理院等。
    ## I14 | mentioned zero
    该街10月份未开展亮牌评比，没有商铺被挂红牌。
    ## I15 | resolved
    因征迁受阻，环湖路年初在工程调度中亮起红灯。区里成立专班，5月调度结果转为绿灯。
    ## I16 | resolved
    从“红牌村”到“样板村”，樟树坪用了两年。
    ## I17 | reported | | items 五里铺乡
    除五里铺乡被挂红牌外，市禁烧办还责成扣减该乡补偿资金。
    ## I18 | reported | | items 菱湖镇
    会上播放短片《问题在哪里》，通报了三季度结果：长乐镇为绿牌，桃溪镇为黄牌，菱湖镇为红牌。
    ## I19 | reported | red 7
    全区烟花零售点检查结果：悬挂绿牌131家，悬挂黄牌20家，悬挂红牌7家。
    ## I20 | mentioned sport
    裁判长表示，本轮比赛共出示红牌2张、黄牌9张。住建队和教育局队晋级。
    ## I21 | reported | | items 上坞水库;长塘水库
    督查发现上坞水库、长塘水库存在围网养殖等问题，区河长办给予亮红牌处理。
    ## I22 | reported | | items 白水县;岭南县
    排名后两位的是白水县、岭南县，因治理率偏低，已被市治水办亮出红牌。
    ## I23 | reported | | items 学府宾馆
    学府宾馆超定额76%，成为唯一被亮红牌的单位。
    ## I24 | reported | | items 批而未供土地处置;农村厕所革命问题整改
    重点工作亮晒：红灯（2项）：批而未供土地处置、农村厕所革命问题整改。
    ## I25 | reported | red 2 | items 砖桥镇;后湖镇
    完成目标、评为绿色的乡镇8个；未完成目标、评为红色的乡镇2个，即砖桥镇、后湖镇。
    ## I26 | reported | | items 第3网格
    巷道清洁检查：第2网格95分（绿）；第3网格52分（红）。
    """#
}
