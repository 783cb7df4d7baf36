import { afterAll, inject } from 'vitest'
import { setDatabaseUrl } from '@/lib/env'
import { createDatabase, databaseUrl, dropDatabase } from './test-databases'

/** Runs before each file of database tests, which thereby never meets the rows of another: they may run side by side. */
const { url, template } = inject('testServer')
const name = `${template}_${process.pid}`
await createDatabase(url, name, template)
setDatabaseUrl(databaseUrl(url, name))

afterAll(async () => {
  const { prisma } = await import('@/lib/db/client')
  await prisma.$disconnect()
  await dropDatabase(url, name)
})
