import { expect, test } from 'vitest'
import { z } from 'zod'
import { prisma } from './client'
import { readRows } from './session/sql'

test("the database ends a stopped web server's queries after 20 s and its transactions after 35 s", async () => {
  const setting = z.object({ name: z.string(), setting: z.string(), unit: z.string() })
  const limits = await readRows(prisma, setting)`
    SELECT name, setting, unit FROM pg_settings WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')
    ORDER BY name`
  expect(limits).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '35000', unit: 'ms' },
    { name: 'statement_timeout', setting: '20000', unit: 'ms' },
  ])
})
