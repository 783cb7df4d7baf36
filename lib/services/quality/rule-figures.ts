import { type Db, prisma } from '@/lib/db/client'
import { findLastAnswers, findLastGoldenAnswers, findLastSeconds } from '@/lib/db/rating/last-answers-query'
import { goldenMark } from '@/lib/domain/quality/golden-mark'
import type { QualityRule, RuleFigures } from '@/lib/domain/quality/quality-rule'
import { answerOf, answers } from '@/lib/domain/rating/answer'
import { answerAccuracy } from '@/lib/evaluation/answer-accuracy'
import { quantile } from '@/lib/numeric/quantiles'

interface Rater {
  projectId: number
  raterId: number
}

/** What a rule sees when it looks at a rater's last answers, or tasks, since a moment. Null when there are none. */
export async function ruleFigures(
  rule: QualityRule,
  { projectId, raterId, since }: Rater & { since: Date | null },
  db: Db = prisma,
): Promise<RuleFigures | null> {
  const window = { projectId, raterId, since, last: rule.last }
  if (rule.kind === 'golden-accuracy') {
    const rows = await findLastGoldenAnswers(window, db)
    const marks = rows.reduce((sum, { answer, holds }) => sum + goldenMark(answerOf(answer), holds), 0)
    const found = answerAccuracy(rows.length, marks)
    return found && { count: found.count, value: found.share, interval: [found.low, found.high], answer: null }
  }
  if (rule.kind === 'too-fast') {
    const seconds = Float64Array.from(await findLastSeconds(window, db)).sort()
    if (seconds.length === 0) return null
    return { count: seconds.length, value: quantile(seconds, 0.5), interval: null, answer: null }
  }
  const given = await findLastAnswers(window, db)
  if (given.length === 0) return null
  const counts = answers.map((_, code) => given.filter((answer) => answer === code).length)
  const most = Math.max(...counts)
  return { count: given.length, value: most, interval: null, answer: answers[counts.indexOf(most)]! }
}
