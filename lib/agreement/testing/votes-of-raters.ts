import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'

/** Votes written as papers print them: a line a rater, an item a character, '.' where the rater gave no answer. */
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

/** Votes written as a table of items by answers; which rater gave which answer is made up. */
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
