import Testing

@testable import Bulletins

/// Official documents: number, salutation, numbered headings, signature, attachments.
@Suite struct PageDocumentTests {
  @Test func `a notice with number, headings, signature and foot is one report`() {
    let page = """
      秘密★一年
      桐山县人民政府办公室文件
      桐政办〔2022〕35号　　签发人：易水寒
      桐山县人民政府办公室
      关于上半年重点工作督查情况的通报
      各乡镇人民政府，县政府各部门：
          6月下旬，县政府督查室对58项重点工作开展了督查。现将情况通报如下。
          一、主要成效
          （一）项目建设提速。上半年开工项目21个，完成投资15.4亿元。
          （二）民生实事落地。十件实事已完成四件。
          二、存在问题
          1.个别单位台账不实。
          2.少数项目用地手续办理缓慢。
          三、工作要求
          各单位要对照问题清单逐项整改，整改情况于7月20日前报县政府督查室。
          附件：1.重点工作进展情况表
                2.整改问题清单
                                        桐山县人民政府办公室
                                            2022年7月6日
          （此件公开发布）
      抄送：县委各部门，县人大办，县政协办。
      桐山县人民政府办公室　　　　　　2022年7月6日印发
      """
    let read = readPage(page)
    #expect(read.kind == .report)
    #expect(
      outline(read) == [
        "¦桐政办〔2022〕35号¦桐山县人民政府办公室 关于上半年重点工作督查情况的通报¦桐山县人民政府办公室¦¦"
          + "一、主要成效/二、存在问题/三、工作要求¦9¦各乡镇人…问题清单"
      ])
  }

  @Test func `a letter has its signature dropped but its unit kept`() {
    let page = """
      致全体业主的一封信
      各位业主：
      　　为了消除电动自行车进楼充电的隐患，小区新建充电棚三座，请您即日起到棚内充电。
      　　感谢您的理解与支持。
      　　　　　　　　　　锦绣社区居委会
      　　　　　　　　　　2023年5月10日
      """
    #expect(outline(readPage(page)) == ["¦¦致全体业主的一封信¦锦绣社区居委会¦¦¦3¦各位业主…与支持。"])
  }

  @Test func `a document's table stays with it, and so does what follows`() {
    let document = Document(blocks: [
      .line(.init("临江街道重点事项督查通报")), .line(.init("（第6期）")),
      .line(.init("　　本期督查事项12项，红色1项，黄色2项，其余为蓝色。")),
      .table(Table(rows: [["事项", "颜色"], ["泵站改造", "红色"]])),
      .line(.init("　　请责任单位三日内报送说明。")), .line(.init("　　临江街道督查室")),
      .line(.init("　　2021年4月2日")),
    ])
    let read = PageReader().read(document)
    #expect(read.kind == .report)
    #expect(read.articles.count == 1)
    #expect(read.articles[0].tables.count == 1)
    #expect(read.articles[0].paragraphs.count == 2)
    #expect(read.articles[0].headline == "临江街道重点事项督查通报")
    #expect(read.articles[0].unit == "临江街道")
  }

  @Test func `headings that a format marks decide: one level is articles, the next is subheads`() {
    let page = Document(blocks: [
      .line(.init("滨海周报", heading: 1)), .line(.init("")), .line(.init("港口吞吐量再创新高", heading: 2)),
      .line(.init("一季度，港口完成吞吐量410万吨。")), .line(.init("潮汐码头扩能", heading: 3)),
      .line(.init("码头新增泊位两个。")), .line(.init("渔家乐开门迎客", heading: 2)),
      .line(.init("四月起，渔家乐陆续开门。")),
    ])
    let read = PageReader().read(page)
    #expect(read.articles.map(\.headline) == ["港口吞吐量再创新高", "渔家乐开门迎客"])
    #expect(read.articles.first?.subheads == ["潮汐码头扩能"])
    let report = Document(blocks: [
      .line(.init("关于三季度督查情况的通报", heading: 1)), .line(.init("一、总体情况", heading: 2)),
      .line(.init("三季度共督查40项。")), .line(.init("二、问题", heading: 2)), .line(.init("2项滞后。")),
    ])
    let one = PageReader().read(report)
    #expect(one.kind == .report)
    #expect(one.articles.count == 1)
    #expect(one.articles[0].subheads == ["一、总体情况", "二、问题"])
  }
}
