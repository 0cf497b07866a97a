extension StatusSamples {
  /// Numbers of others, entries told one by one, and whom a later sentence describes.
  static let tenth = #"""
    ## J01 | reported | red 2 | items 林场职工分流;乡镇财政体制
    改革督察：标注红色的两项，一是林场职工分流，因缴费基数有争议未果；二是乡镇财政体制，七易其稿仍未上会。
    ## J02 | reported | red 2 | items 迅安电梯工程公司;恒达升降设备公司
    全市维保单位考核公布，涂成红色的有2家。迅安电梯工程公司半年里困人47次，迟迟没有人到；恒达升降设备公司抽查的9台电梯里有5台记录是补的。
    ## J03 | reported | red 3
    检查组查了21家快递网点，3家网点被亮红灯，即刻停业整顿。
    ## J04 | reported | red 2 | items 漁港聯絡道拓寬;東區長照園區
    本季重大工程考核，列黃燈者5項，列紅燈者2項，即漁港聯絡道拓寬、東區長照園區。
    ## J05 | reported | red 2 | items 北岸棚改;南苑路网
    督查点评：东庄村下周一到镇里说明情况；北岸棚改、南苑路网2个项目亮红灯，限10天补课。
    ## J06 | reported | red 9
    等级评定结果：红色等级9家，黄色等级17家，余为绿色等级。
    ## J07 | reported | red 2 | items 市粮油公司;市客运公司
    市国资委监督专报：市粮油公司、市客运公司连续三年亏损，提示色为红色，计2户；其他企业提示色为蓝色。
    """#
}
