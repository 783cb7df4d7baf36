import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { databaseClientScript } from './database-client.mjs'

const read = (file: string) => readFileSync(file, 'utf8')

test('the committed database client is what Prisma generates from the schema', async () => {
  // Prisma writes the text of the schema into the client.
  expect(read('lib/db/generated/types/internal/class.ts')).toContain(JSON.stringify(read('prisma/schema.prisma')))
  expect(read('lib/db/generated/client.js')).toBe(await databaseClientScript(process.cwd()))
})
