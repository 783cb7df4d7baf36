import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

export const migrationsFolder = (projectRoot: string) =>
  path.join(/* turbopackIgnore: true */ projectRoot, 'prisma/migrations')

/** Returns this version's migrations in the order in which they are applied. */
export const migrationNames = (projectRoot: string): string[] =>
  readdirSync(migrationsFolder(projectRoot), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(path.join(migrationsFolder(projectRoot), name, 'migration.sql')))
    .sort()
