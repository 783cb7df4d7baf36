import type { Answer } from '@/lib/domain/rating/answer'

const meanings: Record<Answer, readonly string[]> = {
  no: ['no', 'n', 'false', 'f', 'negative', 'absent', 'wrong', 'nein'],
  maybe: ['maybe', 'unsure', 'unclear', 'uncertain', 'not sure', 'unknown', "don't know", 'vielleicht', '?'],
  yes: ['yes', 'y', 'true', 't', 'positive', 'present', 'right', 'correct', 'ja'],
}
const meaningOf = new Map(
  Object.entries(meanings).flatMap(([answer, words]) => words.map((word) => [word, answer as Answer] as const)),
)

/** Each from no to yes. */
const scales: readonly Record<string, Answer>[] = [
  { 0: 'no', 1: 'maybe', 2: 'yes' },
  { '-1': 'no', 0: 'maybe', 1: 'yes' },
]

/**
 * Proposes what the answers in a file mean; null if a person must decide. Numbers mean no, maybe and yes if both ends of
 * 0 to 2 or of −1 to 1 occur, and no number beyond them. Others are ambiguous: 1 and 2 may be no and yes, or yes and no.
 */
export function proposedAnswers(words: Iterable<string>): Map<string, Answer | null> {
  const all = [...words]
  const numbers = all.filter((word) => /^-?\d/.test(word))
  const isClear = (scale: Record<string, Answer>) =>
    numbers.every((number) => number in scale) &&
    Object.keys(scale).every((number) => scale[number] === 'maybe' || numbers.includes(number))
  const scale = scales.find(isClear)
  return new Map(all.map((word) => [word, scale?.[word] ?? meaningOf.get(word.trim().toLowerCase()) ?? null]))
}
