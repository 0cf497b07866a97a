// ReaderBench [SIZE [NAME…]]: how fast bulletins are read, SIZE megabytes (8) of each text, whole and reader by reader.
// The texts of ../shared are measured where they are there, seeds/ otherwise. NAME says which texts.
import Foundation

let arguments = CommandLine.arguments.dropFirst()
let size = Int((arguments.first.flatMap(Double.init) ?? 8) * 1e6)
let wanted = Set(arguments.dropFirst())

// What is made once, at the first bulletin of a process, is no part of a speed.
_ = Measurement(BenchTexts.page.lines(20_000))

print(Measurement.heading)
for text in BenchTexts.all where wanted.isEmpty || wanted.contains(text.name) {
  // Hostile text is slower; a quarter of it says the same.
  let whole = text.isHostile ? size / 4 : size
  for part in [whole / 4, whole / 2, whole] { print(Measurement(text.lines(part)).row(named: text.name)) }
}
