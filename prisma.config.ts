import { defineConfig } from 'prisma-cli/config'

// generate, validate and format run on WASM alone, yet the CLI insists that a schema-engine file exists and would
// download one: any existing file satisfies it. The other commands keep their default behaviour.
if (['generate', 'validate', 'format'].includes(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
  process.env.CHECKPOINT_DISABLE ??= '1'
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
