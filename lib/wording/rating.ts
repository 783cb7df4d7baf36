import type { Answer } from '@/lib/domain/rating/answer'

/** Answers on pages of admins and experts. Raters see them in their own language. */
export const answerWord: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }
