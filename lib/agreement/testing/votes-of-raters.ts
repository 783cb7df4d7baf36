import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'

/** Parses votes as papers print them: a line per rater, a character per item, '.' for a missing answer. */
export function votesOfRaters(lines: string[], answers: string): VoteTable {
  const votes = lines.flatMap((line, rater) => {
    return [...line].map((letter, item) => ({ item, rater, answer: answers.indexOf(letter) }))
  })
  const given = votes.filter(({ answer }) => answer >= 0)
  return voteTable({
    itemCount: Math.max(0, ...lines.map((line) => line.length)),
    raterCount: lines.length,
    answerCount: answers.length,
    item: given.map(({ item }) => item),
    rater: given.map(({ rater }) => rater),
    answer: given.map(({ answer }) => answer),
  })
}

/** Makes votes from a table of items by answers. Raters are assigned arbitrarily. */
export function votesOfCounts(rows: number[][]): VoteTable {
  const answerCount = rows[0]!.length
  const perItem = rows.map((row) => row.flatMap((count, answer) => new Array<number>(count).fill(answer)))
  return voteTable({
    itemCount: rows.length,
    raterCount: Math.max(...perItem.map((answers) => answers.length)),
    answerCount,
    item: perItem.flatMap((answers, item) => answers.map(() => item)),
    rater: perItem.flatMap((answers) => answers.map((_, rater) => rater)),
    answer: perItem.flat(),
  })
}
