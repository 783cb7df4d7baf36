import type { Answer } from '@/lib/domain/rating/answer'

const meanings: Record<Answer, readonly string[]> = {
  no: ['no', 'n', 'false', 'f', 'negative', 'absent', 'wrong', 'nein', '-1'],
  maybe: ['maybe', 'unsure', 'unclear', 'uncertain', 'not sure', 'unknown', "don't know", 'vielleicht', '?'],
  yes: ['yes', 'y', 'true', 't', 'positive', 'present', 'right', 'correct', 'ja', '2'],
}
const meaningOf = new Map(
  Object.entries(meanings).flatMap(([answer, words]) => words.map((word) => [word, answer as Answer] as const)),
)

/**
 * Proposes what the answers in a file mean; null if a person must decide. 0, 1, 2 and −1, 0, 1 mean no, maybe, yes. 0
 * and 1 alone are ambiguous: 1 may be maybe or yes.
 */
export function proposedAnswers(words: Iterable<string>): Map<string, Answer | null> {
  const all = [...words]
  const has = (word: string) => all.includes(word)
  const scale: Record<string, Answer> = has('2')
    ? { 0: 'no', 1: 'maybe', 2: 'yes' }
    : has('-1')
      ? { '-1': 'no', 0: 'maybe', 1: 'yes' }
      : {}
  return new Map(all.map((word) => [word, scale[word] ?? meaningOf.get(word.trim().toLowerCase()) ?? null]))
}
