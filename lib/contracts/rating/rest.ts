import { z } from 'zod'

/** Whether a rest is suggested, and nothing of why. */
export const restSuggestion = z.strictObject({ isSuggested: z.boolean() })
export type RestSuggestion = z.infer<typeof restSuggestion>
