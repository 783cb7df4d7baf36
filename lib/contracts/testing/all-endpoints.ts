import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyEndpoint } from '@/lib/contracts/endpoint'

export interface DeclaredEndpoint extends AnyEndpoint {
  feature: string
  name: string
}

/** Returns every declared endpoint of all features. */
export async function allEndpoints(): Promise<DeclaredEndpoint[]> {
  const features = readdirSync(join(process.cwd(), 'lib/contracts/endpoints')).map((file) => file.replace(/\.ts$/, ''))
  const found = await Promise.all(
    features.map(async (feature) => {
      const declared: Record<string, AnyEndpoint> = await import(`../endpoints/${feature}.ts`)
      return Object.entries(declared).map(([name, endpoint]) => ({ feature, name, ...endpoint }))
    }),
  )
  return found.flat()
}
