import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { jobKinds } from './job-kinds'

const named = /(?:<StartJobButton[^>]*? kind="|\bjob\.kind === '|tartJob\(slug, ')([a-z-]+)/g

test('contains every kind of job that a screen names, and every kind that follows another', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  )
  const onScreens = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(named)].map(([, kind]) => kind!))
  expect(new Set(onScreens).size).toBeGreaterThan(10)
  const following = Object.values(jobKinds).flatMap((kind) => kind?.next ?? [])
  for (const kind of [...onScreens, ...following]) expect(jobKinds, kind).toHaveProperty([kind])
})
