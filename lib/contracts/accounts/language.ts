import { z } from 'zod'
import { languages } from '@/lib/domain/accounts/language'

export const languageChoice = z.strictObject({ language: z.enum(languages) })
