import type { Answer } from '@/lib/domain/rating/answer'

/** Answers as the pages of admins and experts call them; raters read theirs in their own language. */
export const answerWord: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }
