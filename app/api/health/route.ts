import { z } from 'zod'
import { route } from '@/lib/http/route'
import { checkDatabase } from '@/lib/services/database-health'

export const dynamic = 'force-dynamic'

export const GET = route({
  who: 'anyone',
  output: z.object({ status: z.literal('ok') }),
  run: async () => {
    await checkDatabase()
    return { status: 'ok' as const }
  },
})
