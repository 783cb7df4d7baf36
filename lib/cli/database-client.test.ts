import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { databaseClientScript } from './database-client.mjs'

const read = (file: string) => readFileSync(file, 'utf8')

test('commits the database client that Prisma generates from the schema', async () => {
  // Prisma embeds the schema in the client.
  expect(read('lib/db/generated/types/internal/class.ts')).toContain(JSON.stringify(read('prisma/schema.prisma')))
  expect(read('lib/db/generated/client.js')).toBe(await databaseClientScript(process.cwd()))
})
